#include "app/listen_address.h"

#include <gtest/gtest.h>

namespace wardcast::app {
namespace {

TEST(ListenAddress, IsReadAndWrittenForBothFamilies) {
    for (const char* text : {"0.0.0.0:8080", "127.0.0.1:0", "[::]:8443", "[fd00::2]:65535"}) {
        const auto address = parse_listen_address(text);
        ASSERT_TRUE(address.has_value()) << text;
        EXPECT_EQ(to_string(*address), text);
    }
}

TEST(ListenAddress, RefusesAnythingElseAndSaysHowToWriteIt) {
    for (const char* text : {"", "8080", ":8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                             "127.0.0.1:-1", "127.0.0.1:80x", "::1:8080", "[127.0.0.1]:80", "[]:80", "1.2.3:80"}) {
        const auto address = parse_listen_address(text);
        ASSERT_FALSE(address.has_value()) << text;
        EXPECT_NE(address.error().message.find("0.0.0.0:8080"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace wardcast::app
