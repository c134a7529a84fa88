#include "http/ice_server.h"

#include <chrono>

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

TEST(IceServer, StunNeedsNoCredentials) {
    const auto server = IceServer::parse("stun:stun.example.org:3478");
    ASSERT_TRUE(server.has_value());
    EXPECT_EQ(link_to(*server, Timestamp{}), "<stun:stun.example.org:3478>; rel=\"ice-server\"");
}

// The password is what `printf 43200:ward | openssl dgst -sha1 -hmac s3cret -binary | base64` says.
TEST(IceServer, TurnCredentialsEndTwelveHoursFromNow) {
    const auto server = IceServer::parse("turns:turn.example.org:5349?transport=tcp|ward|s3cret");
    ASSERT_TRUE(server.has_value());
    EXPECT_EQ(link_to(*server, Timestamp{}),
              "<turns:turn.example.org:5349?transport=tcp>; rel=\"ice-server\"; username=\"43200:ward\"; "
              "credential=\"olCBM3RhP5dA/JbL1YHGHkQYxRU=\"; credential-type=\"password\"");
    EXPECT_NE(link_to(*server, Timestamp{}), link_to(*server, Timestamp{} + 1s));
}

TEST(IceServer, ASecretMayHoldAnything) {
    EXPECT_EQ(IceServer::parse("turn:t.example.org|ward|a|b \"c\"")->secret, "a|b \"c\"");
}

TEST(IceServer, RefusesWhatIsNoServerOrNotWhole) {
    for (const char* wrong :
         {"", "http://turn.example.org", "turn:", "turn:host", "turn:host|user", "turn:host|user|", "turn:host||secret",
          "turn:ho st|user|secret", "turn:host>|user|secret", "turn:host|us\"er|secret", "stun:host|user|secret"}) {
        EXPECT_FALSE(IceServer::parse(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace wardcast::http
