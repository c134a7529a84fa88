#include "media/camera_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;

TEST(RtspAddress, KeepsThePasswordOutOfTheLocation) {
    const auto address = RtspAddress::parse("rtsp://admin:s%40fe@10.0.0.5:8554/stream1?channel=2");
    ASSERT_TRUE(address.has_value());
    EXPECT_EQ(address->location, "rtsp://10.0.0.5:8554/stream1?channel=2");
    EXPECT_EQ(address->user, "admin");
    EXPECT_EQ(address->password, "s@fe");
    EXPECT_FALSE(address->udp);
}

TEST(RtspAddress, TakesAPasswordWithAnAtSignAsItWasTyped) {
    const auto address = RtspAddress::parse("rtsp://admin:p@ss@10.0.0.5/stream1?mail=a@b");
    ASSERT_TRUE(address.has_value());
    EXPECT_EQ(address->location, "rtsp://10.0.0.5/stream1?mail=a@b");
    EXPECT_EQ(address->user, "admin");
    EXPECT_EQ(address->password, "p@ss");
}

TEST(RtspAddress, WithAUAtItsEndAsksForUdp) {
    const auto address = RtspAddress::parse("rtspu://camera.local/");
    ASSERT_TRUE(address.has_value());
    EXPECT_EQ(address->location, "rtsp://camera.local/");
    EXPECT_TRUE(address->udp);
}

TEST(RtspAddress, OfAnotherProtocolOrWithoutAHostIsRefusedWithAnExample) {
    for (const char* bad : {"", "http://10.0.0.5/", "file:///etc/passwd", "rtsp:///stream", "10.0.0.5", "rtsp",
                            "rtsp://a%40b/", "rtsp://a%2Fb/"}) {
        const auto address = RtspAddress::parse(bad);
        ASSERT_FALSE(address.has_value()) << bad;
        EXPECT_THAT(address.error().message, HasSubstr("rtsp://USER:PASSWORD@10.0.0.5"));
    }
    EXPECT_FALSE(RtspAddress::parse(std::string("rtsp://10.0.0.5\0/stream", 23)).has_value());
}

TEST(ClipAddress, IsAPlainNameThatMayLoop) {
    EXPECT_EQ(ClipAddress::parse("opening.mp4")->name, "opening.mp4");
    EXPECT_FALSE(ClipAddress::parse("opening.mp4")->loop);
    EXPECT_EQ(ClipAddress::parse("opening.mp4?loop")->name, "opening.mp4");
    EXPECT_TRUE(ClipAddress::parse("opening.mp4?loop")->loop);
}

TEST(ClipAddress, NeverLeadsOutOfItsFolder) {
    for (const char* bad : {"", "?loop", "..", "../secret.mp4", "/etc/passwd", "a/b.mp4", ".hidden.mp4"})
        EXPECT_FALSE(ClipAddress::parse(bad).has_value()) << bad;
}

TEST(DeviceAddress, NamesAWebcamASoundCardOrBoth) {
    EXPECT_EQ(DeviceAddress::parse("HD Webcam")->picture, "HD Webcam");
    EXPECT_EQ(DeviceAddress::parse("HD Webcam")->sound, "");
    EXPECT_EQ(DeviceAddress::parse("HD Webcam | hw:1")->picture, "HD Webcam");
    EXPECT_EQ(DeviceAddress::parse("HD Webcam | hw:1")->sound, "hw:1");
    EXPECT_EQ(DeviceAddress::parse("|hw:1")->sound, "hw:1");
    EXPECT_FALSE(DeviceAddress::parse(" | ").has_value());
}

}  // namespace
}  // namespace wardcast::media
