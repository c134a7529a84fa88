#include "app/relay_rule.h"

#include <gtest/gtest.h>

namespace wardcast::app {
namespace {

TEST(RelayRule, ForbidsPrivateAddressesAndSaysWhoCanAllowThem) {
    const auto refused = relay_rule({})("127.0.0.1", 1935);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "forbidden_address");
    EXPECT_EQ(refused.error().about, "127.0.0.1");
    EXPECT_NE(refused.error().words.find("media.relay.allow_hosts"), std::string::npos);
}

TEST(RelayRule, PermitsPublicAddressesAndThoseThatAreAllowed) {
    EXPECT_TRUE(relay_rule({})("1.1.1.1", 1935).has_value());
    EXPECT_TRUE(relay_rule({"127.0.0.1"})("127.0.0.1", 1935).has_value());
    EXPECT_TRUE(relay_rule({"127.0.0.1:1935"})("127.0.0.1", 1935).has_value());
    EXPECT_FALSE(relay_rule({"127.0.0.1:1935"})("127.0.0.1", 22).has_value());
}

TEST(RelayRule, NamesAHostThatIsNotKnown) {
    const auto refused = relay_rule({})("no.such.invalid", 1935);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "unknown_host");
    EXPECT_EQ(refused.error().about, "no.such.invalid");
}

}  // namespace
}  // namespace wardcast::app
