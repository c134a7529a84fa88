#include "http/request.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

bool takes_gzip(const std::string& header) {
    Request request;
    request.accept_encoding = header;
    return request.accepts_gzip();
}

TEST(Requests, TakeGzipWhenTheySay) {
    EXPECT_TRUE(takes_gzip("gzip"));
    EXPECT_TRUE(takes_gzip("br, GZIP;q=0.5"));
    EXPECT_TRUE(takes_gzip("*"));
    EXPECT_FALSE(takes_gzip(""));
    EXPECT_FALSE(takes_gzip("br, deflate"));
    EXPECT_FALSE(takes_gzip("gzip;q=0"));
    EXPECT_FALSE(takes_gzip("gzip;q=0.000, br"));
}

TEST(Requests, HaveAMediaTypeWithoutItsParameters) {
    Request request;
    request.content_type = "Application/SDP ; charset=utf-8";
    EXPECT_EQ(request.media_type(), "application/sdp");
}

TEST(Requests, JoinTheirQueryAgain) {
    Request request;
    request.query = {{"_HLS_msn", "5"}, {"flag", ""}, {"_HLS_part", "1"}};
    EXPECT_EQ(request.query_string(), "_HLS_msn=5&flag&_HLS_part=1");
    EXPECT_EQ(request.query_value("_HLS_part"), "1");
    EXPECT_TRUE(request.has_query("flag"));
    EXPECT_FALSE(request.has_query("k"));
}

TEST(Hosts, ThatMayBeRepeatedAreNamesAndAddresses) {
    for (const char* host : {"ask.example", "127.0.0.1:8080", "[::1]:8443", "my_host-1"}) {
        EXPECT_TRUE(is_plain_host(host)) << host;
    }
    for (const char* host : {"", "a b", "a\"b", "a;b", "a/b", "a'b", "user@host"}) {
        EXPECT_FALSE(is_plain_host(host)) << host;
    }
    EXPECT_FALSE(is_plain_host(std::string(256, 'a')));
}

}  // namespace
}  // namespace wardcast::http
