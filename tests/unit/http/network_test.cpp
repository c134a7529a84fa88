#include "http/network.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

std::string name(const char* address) {
    const auto network = Network::parse(address);
    return network ? network->str() : "none";
}

TEST(Networks, AreAnIpv4AddressOrTheFirst56BitsOfAnIpv6One) {
    EXPECT_EQ(name("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(name("2001:db8:1:1234:5678::9"), "2001:db8:1:1200::/56");
    EXPECT_EQ(name("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(Network::parse("2001:db8:1:1234::1"), Network::parse("2001:db8:1:12ff::2"));
    EXPECT_NE(Network::parse("2001:db8:1:1234::1"), Network::parse("2001:db8:1:1300::1"));
}

TEST(Networks, AreNotReadFromAnythingElse) {
    for (const char* wrong : {"", "localhost", "192.0.2", "192.0.2.7:80", "[::1]", "1.2.3.4, 5.6.7.8"}) {
        EXPECT_EQ(name(wrong), "none") << wrong;
    }
}

TEST(NetworkCensus, CountsEachNetworkUpToTheLimit) {
    NetworkCensus census(2);
    const Network one = *Network::parse("192.0.2.1");
    const Network other = *Network::parse("192.0.2.2");
    EXPECT_TRUE(census.enter(one));
    EXPECT_TRUE(census.enter(one));
    EXPECT_FALSE(census.enter(one));
    EXPECT_TRUE(census.enter(other));
    census.leave(one);
    EXPECT_TRUE(census.enter(one));
    census.leave(*Network::parse("192.0.2.3"));
}

}  // namespace
}  // namespace wardcast::http
