#include "http/rtmp_publisher.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

TEST(RtmpPublisher, NamesMeetingCameraAndToken) {
    const auto main = read_rtmp_publisher("call=publish&clientid=42&app=live&name=ward&k=t0ken");
    ASSERT_TRUE(main.has_value());
    EXPECT_EQ(main->slug.str(), "ward");
    EXPECT_EQ(main->camera, "main");
    EXPECT_EQ(main->token, "t0ken");
    EXPECT_EQ(main->stream, "ward.main.42");
    const auto second = read_rtmp_publisher("clientid=7&name=ward.cam2");
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->stream, "ward.cam2.7");
    EXPECT_EQ(second->token, "");
}

TEST(RtmpPublisher, IsNoneWhereItsStreamCouldNotBeAnAddress) {
    for (const char* odd : {"", "name=ward", "clientid=1", "name=ward&clientid=-1", "name=ward&clientid=1e9",
                            "name=ward%2Fx&clientid=1", "name=ward.cam%202&clientid=1", "name=ward.&clientid=1",
                            "name=ward&clientid=123456789012345678901", "name=%ff&clientid=1"}) {
        EXPECT_FALSE(read_rtmp_publisher(odd).has_value()) << odd;
    }
}

}  // namespace
}  // namespace wardcast::http
