#include "social/address_rule.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

bool is_public(const char* text) {
    return is_public_address(boost::asio::ip::make_address(text));
}

TEST(AddressRule, TakesAddressesOfTheOpenInternet) {
    for (const auto* address : {"93.184.216.34", "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255",
                                "100.128.0.1", "2606:2800:220:1::1", "2a00:1450:4009::200e", "2001:4860:4860::8888"}) {
        EXPECT_TRUE(is_public(address)) << address;
    }
}

TEST(AddressRule, RefusesThisMachineAndPrivateNetworks) {
    for (const auto* address :
         {"127.0.0.1",  "127.255.255.254", "0.0.0.0",      "0.1.2.3",    "10.0.0.1",        "10.255.255.255",
          "172.16.0.1", "172.31.255.255",  "192.168.0.1",  "100.64.0.1", "100.127.255.255", "198.18.0.1",
          "192.0.0.1",  "255.255.255.255", "240.0.0.1",    "224.0.0.1",  "239.255.255.250", "::",
          "::1",        "fc00::1",         "fd12:3456::1", "fe80::1",    "fec0::1",         "ff02::1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(AddressRule, RefusesTheMetadataServicesOfClouds) {
    for (const auto* address :
         {"169.254.169.254", "169.254.170.2", "168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(AddressRule, RefusesIpv4WrappedInIpv6) {
    for (const auto* address : {"::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
                                "64:ff9b:1::a00:1", "2002:7f00:1::1", "2001::1", "2001:0:5ef5:79fd::1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(AddressRule, RefusesDocumentationAndBenchmarkAddresses) {
    for (const auto* address :
         {"192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "2001:2::1", "3fff::1", "100::1"}) {
        EXPECT_FALSE(is_public(address)) << address;
    }
}

TEST(AddressRule, PermitsNamedHostsWhereverTheyAre) {
    const AddressRule rule({"Intranet.example", "127.0.0.1:8000"});
    const auto loopback = boost::asio::ip::make_address("127.0.0.1");
    EXPECT_TRUE(rule.permits("intranet.example", "443", loopback));
    EXPECT_TRUE(rule.permits("127.0.0.1", "8000", loopback));
    EXPECT_FALSE(rule.permits("127.0.0.1", "8001", loopback));
    EXPECT_FALSE(rule.permits("other.example", "443", loopback));
    EXPECT_FALSE(rule.permits("evil.intranet.example", "443", loopback));
}

}  // namespace
}  // namespace wardcast::social
