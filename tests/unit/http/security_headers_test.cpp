#include "http/security_headers.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

TEST(Policy, AllowsThisServerAndNothingInline) {
    EXPECT_EQ(content_security_policy("ask.example", true),
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
              "media-src 'self' blob:; connect-src 'self' wss://ask.example; worker-src 'self' blob:; manifest-src "
              "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    EXPECT_NE(content_security_policy("[::1]:8080", false).find(" ws://[::1]:8080;"), std::string::npos);
}

TEST(Policy, GivesCameraAndMicrophoneOnlyWhereAsked) {
    EXPECT_EQ(permissions_policy(Devices::None), "camera=(), microphone=(), geolocation=()");
    EXPECT_EQ(permissions_policy(Devices::CameraAndMicrophone), "camera=(self), microphone=(self), geolocation=()");
}

}  // namespace
}  // namespace wardcast::http
