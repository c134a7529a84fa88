#include "app/local_addresses.h"

#include <gtest/gtest.h>

namespace wardcast::app {
namespace {

TEST(LocalAddresses, LoopbackIsOurOwn) {
    EXPECT_TRUE(is_own_address("127.0.0.1"));
    EXPECT_TRUE(is_own_address("127.0.0.9"));
    EXPECT_EQ(is_own_address("::1"), has_ipv6());
}

TEST(LocalAddresses, ThoseOfTheInterfacesAreOurOwn) {
    for (const auto& address : local_addresses())
        EXPECT_TRUE(is_own_address(address)) << address;
}

TEST(LocalAddresses, AnAddressForDocumentationIsNobodys) {
    EXPECT_FALSE(is_own_address("198.51.100.4"));
    EXPECT_FALSE(is_own_address("2001:db8::4"));
}

TEST(LocalAddresses, WhatIsNoAddressIsNotOurs) {
    for (const char* text : {"", "meet.example.org", "127.0.0.1:80", "[::1]"})
        EXPECT_FALSE(is_own_address(text)) << text;
}

}  // namespace
}  // namespace wardcast::app
