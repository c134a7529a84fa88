#include "media/peer_certificate.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

// What is hashed is what stands between the lines: here "hello".
constexpr const char* kPem = "-----BEGIN CERTIFICATE-----\naGVs\nbG8=\n-----END CERTIFICATE-----\n";
constexpr const char* kSha256 =
    "2C:F2:4D:BA:5F:B0:A3:0E:26:E8:3B:2A:C5:B9:E2:9E:1B:16:1E:5C:1F:A7:42:5E:73:04:33:62:93:8B:98:24";

TEST(PeerCertificate, IsKnownByItsFingerprint) {
    EXPECT_TRUE(has_fingerprint(kPem, std::string("sha-256 ") + kSha256));
    EXPECT_TRUE(has_fingerprint(
        kPem,
        "SHA-256 2c:f2:4d:ba:5f:b0:a3:0e:26:e8:3b:2a:c5:b9:e2:9e:1b:16:1e:5c:1f:a7:42:5e:73:04:33:62:93:8b:98:24"));
}

TEST(PeerCertificate, IsNotTakenForAnother) {
    EXPECT_FALSE(has_fingerprint(kPem, std::string("sha-256 00") + (kSha256 + 2)));
    EXPECT_FALSE(has_fingerprint(kPem, "sha-256 2C:F2"));
    EXPECT_FALSE(has_fingerprint(kPem, "sha-256"));
    EXPECT_FALSE(has_fingerprint(kPem, ""));
    EXPECT_FALSE(has_fingerprint("", std::string("sha-256 ") + kSha256));
    EXPECT_FALSE(has_fingerprint("-----END CERTIFICATE----------BEGIN CERTIFICATE-----", "sha-256 "));
}

TEST(PeerCertificate, IsNotVouchedForByAWeakHash) {
    // The SHA-1 and MD5 of "hello".
    EXPECT_FALSE(has_fingerprint(kPem, "sha-1 AA:F4:C6:1D:DC:C5:E8:A2:DA:BE:DE:0F:3B:48:2C:D9:AE:A9:43:4D"));
    EXPECT_FALSE(has_fingerprint(kPem, "md5 5D:41:40:2A:BC:4B:2A:76:B9:71:9D:91:10:17:C5:92"));
}

}  // namespace
}  // namespace wardcast::media
