#include "app/certificate.h"

#include <fstream>
#include <iterator>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace wardcast::app {
namespace {

using namespace std::chrono_literals;

const CertificateNames kNames{.dns = {"localhost", "hall.local"}, .addresses = {"127.0.0.1", "::1", "192.168.1.20"}};

std::string content(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

struct CertificateTest : testing::Test {
    TemporaryFolder temporary;
    std::filesystem::path folder = temporary.path() / "tls";
    Timestamp now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());

    CertificateFiles ensure(const CertificateNames& names, Timestamp at) {
        auto files = ensure_certificate(folder, names, at);
        EXPECT_TRUE(files.has_value());
        return files.value_or(CertificateFiles{});
    }
};

TEST_F(CertificateTest, IsMadeValidAndItsKeyIsPrivate) {
    const auto files = ensure(kNames, now);
    EXPECT_TRUE(check_certificate(files, now).has_value());
    EXPECT_TRUE(check_certificate(files, now + std::chrono::days{824}).has_value());
    EXPECT_FALSE(check_certificate(files, now + std::chrono::days{826}).has_value());
    struct stat status {};
    ASSERT_EQ(stat(files.key.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CertificateTest, IsKeptAsLongAsItServes) {
    const auto before = content(ensure(kNames, now).certificate);
    EXPECT_EQ(content(ensure(kNames, now + std::chrono::days{700}).certificate), before);
    EXPECT_EQ(content(ensure({.dns = {"localhost"}, .addresses = {"127.0.0.1"}}, now).certificate), before);
}

TEST_F(CertificateTest, IsRenewedAMonthBeforeItEnds) {
    const auto before = content(ensure(kNames, now).certificate);
    const auto later = now + std::chrono::days{800};
    const auto files = ensure(kNames, later);
    EXPECT_NE(content(files.certificate), before);
    EXPECT_TRUE(check_certificate(files, later + std::chrono::days{100}).has_value());
}

TEST_F(CertificateTest, IsRenewedForANewIpv4AddressButNotForANewIpv6One) {
    auto names = kNames;
    const auto before = content(ensure(names, now).certificate);
    names.addresses.emplace_back("fd00::1234");
    EXPECT_EQ(content(ensure(names, now).certificate), before);
    names.addresses.emplace_back("10.1.2.3");
    EXPECT_NE(content(ensure(names, now).certificate), before);
}

TEST_F(CertificateTest, IsMadeAnewWhereTheFilesAreSpoilt) {
    const auto files = ensure(kNames, now);
    std::ofstream(files.certificate) << "not a certificate";
    EXPECT_FALSE(check_certificate(files, now).has_value());
    EXPECT_TRUE(check_certificate(ensure(kNames, now), now).has_value());
}

TEST_F(CertificateTest, IsRefusedWithTheKeyOfAnother) {
    const auto files = ensure(kNames, now);
    const auto other = ensure_certificate(temporary.path() / "other", kNames, now);
    ASSERT_TRUE(other.has_value());
    const auto checked = check_certificate({.certificate = files.certificate, .key = other->key}, now);
    ASSERT_FALSE(checked.has_value());
    EXPECT_NE(checked.error().message.find("not the key"), std::string::npos);
}

TEST_F(CertificateTest, NamesThisMachineByLocalhostAndLoopback) {
    const auto names = names_of_this_machine();
    EXPECT_EQ(names.dns.front(), "localhost");
    EXPECT_EQ(names.addresses.front(), "127.0.0.1");
}

}  // namespace
}  // namespace wardcast::app
