#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace wardcast::app {

// Where a certificate chain and its key lie, both PEM.
struct CertificateFiles {
    std::filesystem::path certificate;
    std::filesystem::path key;
};

// Whom a certificate is for.
struct CertificateNames {
    std::vector<std::string> dns;        // "localhost", the machine's name
    std::vector<std::string> addresses;  // IPv4 and IPv6
};

// localhost, this machine's name and all its addresses, loopback included.
[[nodiscard]] CertificateNames names_of_this_machine();

// Makes sure that folder/certificate.pem and folder/key.pem (mode 0600) hold a self-signed certificate for at least
// these names that is valid for 30 more days, and makes a new pair for 825 days otherwise: the longest that phones
// accept. A missing IPv6 address alone is no reason for a new one: machines change those daily, and every phone would
// have to be told anew to trust the server.
[[nodiscard]] Result<CertificateFiles> ensure_certificate(const std::filesystem::path& folder,
                                                          const CertificateNames& names, Timestamp now);

// Whether the pair can be read, belongs together and is valid now; the cause and the cure if not.
[[nodiscard]] Result<void> check_certificate(const CertificateFiles& files, Timestamp now);

}  // namespace wardcast::app
