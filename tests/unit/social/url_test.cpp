#include "social/url.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

TEST(Url, HasItsPartsAndPort) {
    const auto url = parse_url("https://Mastodon.Example/api?x=1");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "mastodon.example");
    EXPECT_EQ(url->port, "443");
    EXPECT_EQ(url->target, "/api?x=1");
    EXPECT_EQ(parse_url("wss://[2001:db8::1]:8443/s")->host, "2001:db8::1");
}

TEST(Url, IsRefusedWhereItIsNone) {
    for (const auto* text :
         {"", "mastodon.example", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://user:pass@host/",
          "http://ann@host/", "data:text/html,x", "https://a%2500.example/"}) {
        EXPECT_FALSE(parse_url(text)) << text;
    }
}

TEST(Url, OfAServerIsBareAndHttpsUnlessSaid) {
    EXPECT_EQ(server_url("mastodon.example"), "https://mastodon.example");
    EXPECT_EQ(server_url("https://mastodon.example/"), "https://mastodon.example");
    EXPECT_EQ(server_url("http://127.0.0.1:8000"), "http://127.0.0.1:8000");
    EXPECT_FALSE(server_url("mastodon.example/@ann"));
    EXPECT_FALSE(server_url("two words"));
    EXPECT_FALSE(server_url(""));
}

TEST(Url, AsLinkIsOfTheWebOnly) {
    EXPECT_EQ(safe_link("https://a.example/1"), "https://a.example/1");
    EXPECT_EQ(safe_link("javascript:alert(1)"), "");
    EXPECT_EQ(safe_link("ws://a.example"), "");
}

TEST(Url, QueriesAreEncoded) {
    EXPECT_EQ(query_of({{"q", "#a b"}, {"none", ""}, {"z", "1"}}), "?q=%23a%20b&z=1");
}

}  // namespace
}  // namespace wardcast::social
