#include "media/relay_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RelayAddress, OfRtmpIsTakenApart) {
    const auto parsed = parse_relay_address("rtmps://ann:pw@a.example/live2", "k?s_bl=1&x=%2F");
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    const auto& rtmp = std::get<RtmpAddress>(*parsed);
    EXPECT_TRUE(rtmp.tls);
    EXPECT_EQ(rtmp.host, "a.example");
    EXPECT_EQ(rtmp.port, 443);
    EXPECT_EQ(rtmp.application, "live2");
    EXPECT_EQ(rtmp.stream, "k?s_bl=1&x=%2F") << "as the service wrote it";
    EXPECT_EQ(rtmp.user, "ann");
    EXPECT_EQ(rtmp.password, "pw");
}

TEST(RelayAddress, WithAnAtSignInItsPasswordNamesNoPartOfThatAsHost) {
    const auto parsed = parse_relay_address("rtmp://ann:p@ss@a.example/live", "k");
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    EXPECT_EQ(host_of(*parsed), "a.example");
    EXPECT_EQ(std::get<RtmpAddress>(*parsed).password, "p@ss");
}

TEST(RelayAddress, OfRtmpMayHoldItsKey) {
    const auto parsed = parse_relay_address("rtmp://a.example:21935/live2/the-key?x=1", "");
    ASSERT_TRUE(parsed.has_value());
    const auto& rtmp = std::get<RtmpAddress>(*parsed);
    EXPECT_FALSE(rtmp.tls);
    EXPECT_EQ(rtmp.port, 21935);
    EXPECT_EQ(rtmp.application, "live2");
    EXPECT_EQ(rtmp.stream, "the-key?x=1");
}

TEST(RelayAddress, OfRtmpIsCutWhereASlashStandsAndNotWhereOneIsEncoded) {
    const auto parsed = parse_relay_address("rtmp://a.example/my%20live/a%2Fkey", "");
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    EXPECT_EQ(std::get<RtmpAddress>(*parsed).application, "my live");
    EXPECT_EQ(std::get<RtmpAddress>(*parsed).stream, "a/key");
    EXPECT_FALSE(parse_relay_address("rtmp://a.example/live%2Fkey/", "").has_value());
    EXPECT_FALSE(parse_relay_address("rtmp://a.example/live/%ff", "").has_value());
}

TEST(RelayAddress, OfSrtTakesTheKeyForItsStreamId) {
    const auto parsed =
        parse_relay_address("srt://[::1]:9000?passphrase=kept%20by%20us&latency=400&streamid=other", "ward/t0ken");
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    const auto& srt = std::get<SrtAddress>(*parsed);
    EXPECT_EQ(srt.host, "::1");
    EXPECT_EQ(srt.port, 9000);
    EXPECT_EQ(srt.stream_id, "ward/t0ken");
    EXPECT_EQ(srt.passphrase, "kept by us");
    EXPECT_EQ(srt.latency, std::chrono::milliseconds(400));
}

TEST(RelayAddress, ThatCannotBeOneIsRefusedWithoutItsKey) {
    for (const char* address : {"", "nonsense", "https://a.example/hush", "rtmp://", "rtmp:///live", "rtmp://a.example",
                                "srt://a.example?streamid=hush", "srt://a.example:9000?passphrase=hush",
                                "srt://a.example:9000?latency=hush", "srt://a.example:9000?latency=9000"}) {
        const auto parsed = parse_relay_address(address, "");
        ASSERT_FALSE(parsed.has_value()) << address;
        EXPECT_EQ(parsed.error().kind, ErrorKind::BadInput);
        EXPECT_THAT(parsed.error().message, Not(HasSubstr("hush")));
    }
}

}  // namespace
}  // namespace wardcast::media
