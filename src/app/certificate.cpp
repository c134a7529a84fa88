#include "app/certificate.h"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "app/local_addresses.h"

namespace wardcast::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kLifetime = std::chrono::days{825};
constexpr auto kRenewBefore = std::chrono::days{30};

struct FreeX509 {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
struct FreeKey {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
struct FreeExtension {
    void operator()(X509_EXTENSION* extension) const noexcept { X509_EXTENSION_free(extension); }
};
struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using X509Ptr = std::unique_ptr<X509, FreeX509>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

X509Ptr read_certificate(const std::filesystem::path& path) {
    const FilePtr file(std::fopen(path.c_str(), "re"));
    return X509Ptr(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

KeyPtr read_key(const std::filesystem::path& path) {
    const FilePtr file(std::fopen(path.c_str(), "re"));
    return KeyPtr(file ? PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

std::time_t seconds_of(Timestamp time) {
    return std::chrono::system_clock::to_time_t(time);
}

// Valid from now, and still at `until`.
bool is_valid(const X509& certificate, Timestamp now, Timestamp until) {
    auto start = seconds_of(now);
    auto end = seconds_of(until);
    return X509_cmp_time(X509_get0_notBefore(&certificate), &start) < 0 &&
           X509_cmp_time(X509_get0_notAfter(&certificate), &end) > 0;
}

bool names_all(X509& certificate, const CertificateNames& names) {
    const auto is_named = [&](const std::string& name) {
        return X509_check_host(&certificate, name.c_str(), 0, 0, nullptr) == 1;
    };
    const auto is_listed = [&](const std::string& address) {
        return address.find(':') != std::string::npos || X509_check_ip_asc(&certificate, address.c_str(), 0) == 1;
    };
    return std::ranges::all_of(names.dns, is_named) && std::ranges::all_of(names.addresses, is_listed);
}

bool add_extension(X509& certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, FreeExtension> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

std::string subject_alternatives(const CertificateNames& names) {
    std::string list;
    for (const auto& name : names.dns)
        list += (list.empty() ? "DNS:" : ",DNS:") + name;
    for (const auto& address : names.addresses)
        list += (list.empty() ? "IP:" : ",IP:") + address;
    return list;
}

bool set_random_serial(X509& certificate) {
    std::uint64_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial)) != 1) return false;
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), serial >> 1U) == 1;
}

X509Ptr self_sign(EVP_PKEY& key, const CertificateNames& names, Timestamp now) {
    X509Ptr certificate(X509_new());
    if (!certificate) return nullptr;
    auto* subject = X509_get_subject_name(certificate.get());
    const auto* common_name = reinterpret_cast<const unsigned char*>("Wardcast on this network");
    // An hour back, for phones whose clock is behind.
    const bool filled =
        X509_set_version(certificate.get(), X509_VERSION_3) == 1 && set_random_serial(*certificate) &&
        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds_of(now - 1h)) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds_of(now - 1h + kLifetime)) != nullptr &&
        X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, common_name, -1, -1, 0) == 1 &&
        X509_set_issuer_name(certificate.get(), subject) == 1 && X509_set_pubkey(certificate.get(), &key) == 1 &&
        add_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE") &&
        add_extension(*certificate, NID_key_usage, "critical,digitalSignature") &&
        add_extension(*certificate, NID_ext_key_usage, "serverAuth") &&
        add_extension(*certificate, NID_subject_alt_name, subject_alternatives(names));
    if (!filled || X509_sign(certificate.get(), &key, EVP_sha256()) == 0) return nullptr;
    return certificate;
}

// Opens beside the target, for rename() to put in its place: a crash never leaves half a file.
FilePtr open_beside(const std::filesystem::path& target, mode_t mode) {
    const int descriptor = open((target.string() + ".new").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    return FilePtr(descriptor < 0 ? nullptr : fdopen(descriptor, "w"));
}

bool put_in_place(FilePtr file, const std::filesystem::path& target) {
    const bool written = std::fflush(file.get()) == 0 && fsync(fileno(file.get())) == 0;
    return written && std::rename((target.string() + ".new").c_str(), target.c_str()) == 0;
}

bool write_pair(const CertificateFiles& files, X509& certificate, EVP_PKEY& key) {
    auto key_file = open_beside(files.key, S_IRUSR | S_IWUSR);
    auto certificate_file = open_beside(files.certificate, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    return key_file && certificate_file &&
           PEM_write_PKCS8PrivateKey(key_file.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
           PEM_write_X509(certificate_file.get(), &certificate) == 1 && put_in_place(std::move(key_file), files.key) &&
           put_in_place(std::move(certificate_file), files.certificate);
}

}  // namespace

CertificateNames names_of_this_machine() {
    CertificateNames names{.dns = {"localhost"}, .addresses = {"127.0.0.1", "::1"}};
    if (auto name = host_name(); !name.empty() && name != "localhost") {
        if (name.find('.') == std::string::npos) names.dns.push_back(name + ".local");  // mDNS, RFC 6762
        names.dns.push_back(std::move(name));
    }
    for (auto& address : local_addresses())
        names.addresses.push_back(std::move(address));
    return names;
}

Result<CertificateFiles> ensure_certificate(const std::filesystem::path& folder, const CertificateNames& names,
                                            Timestamp now) {
    CertificateFiles files{.certificate = folder / "certificate.pem", .key = folder / "key.pem"};
    const auto present = read_certificate(files.certificate);
    const auto present_key = read_key(files.key);
    if (present && present_key && X509_check_private_key(present.get(), present_key.get()) == 1 &&
        is_valid(*present, now, now + kRenewBefore) && names_all(*present, names)) {
        return files;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const KeyPtr key(EVP_EC_gen("P-256"));
    if (!key) return failure(ErrorKind::Internal, "no key for the certificate could be made");
    const auto certificate = self_sign(*key, names, now);
    if (!certificate) return failure(ErrorKind::Internal, "the certificate could not be made");
    if (!write_pair(files, *certificate, *key)) {
        return failure(ErrorKind::Unavailable, "the certificate cannot be written to " + folder.string() +
                                                   "; make the folder writable for this user");
    }
    return files;
}

Result<void> check_certificate(const CertificateFiles& files, Timestamp now) {
    const auto certificate = read_certificate(files.certificate);
    if (!certificate) {
        return failure(ErrorKind::NotFound, "no certificate can be read from " + files.certificate.string() +
                                                "; tls.certificate must name a PEM file that this user may read");
    }
    const auto key = read_key(files.key);
    if (!key) {
        return failure(ErrorKind::NotFound, "no key can be read from " + files.key.string() +
                                                "; tls.key must name a PEM file without passphrase that this user may "
                                                "read");
    }
    if (X509_check_private_key(certificate.get(), key.get()) != 1) {
        return failure(ErrorKind::BadInput, files.key.string() + " is not the key of " + files.certificate.string() +
                                                "; set tls.certificate and tls.key to a pair");
    }
    if (!is_valid(*certificate, now, now)) {
        return failure(ErrorKind::BadInput,
                       files.certificate.string() + " is not valid at this time; renew it, or set the clock right");
    }
    return {};
}

}  // namespace wardcast::app
