#include "media/whip_sessions.h"

#include <filesystem>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/media/publishing.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

std::uint16_t free_udp_port() {
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    socklen_t length = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(socket, generic, length), 0);
    EXPECT_EQ(::getsockname(socket, generic, &length), 0);
    ::close(socket);
    return ntohs(address.sin_port);
}

TEST_F(Publishing, Vp8PicturesAndSoundArriveInTheCamerasFeed) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    const auto seen = picture();
    ASSERT_NE(seen, nullptr);
    EXPECT_GT(average(seen.get()).v, 200);  // Red.
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    EXPECT_TRUE(eventually([&] { return feed().pull(block, Ticks::now()); }));
    const CameraSignal signal = feed().measure(Ticks::now());
    EXPECT_EQ(signal.state, CameraSignal::State::Live);
    EXPECT_EQ(signal.width, 1280);
    EXPECT_EQ(signal.height, 720);
}

TEST_F(Publishing, H264PicturesArriveToo) {
    WhipClient client({.codec = "H264"});
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    EXPECT_THAT(answer->sdp, HasSubstr("H264"));
    const auto seen = picture();
    ASSERT_NE(seen, nullptr);
    EXPECT_GT(average(seen.get()).v, 200);
}

TEST_F(Publishing, BehindARouterThePublicAddressIsAnnouncedWithThePortThatIsOurs) {
    IceSettings ice = loopback_ice();
    ice.public_address = "198.51.100.4";
    make(ice, 16);
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    const auto port_at = [&](const std::string& address) {
        const auto at = answer->sdp.find(" " + address + " ");
        const auto port = at == std::string::npos ? at : at + address.size() + 2;
        return port == std::string::npos ? "" : answer->sdp.substr(port, answer->sdp.find(' ', port) - port);
    };
    EXPECT_NE(port_at("198.51.100.4"), "");
    EXPECT_EQ(port_at("198.51.100.4"), port_at("127.0.0.1"));
    EXPECT_NE(picture(), nullptr);  // The way that works is found beside the one that leads nowhere.
    const auto restarted = patch(answer->session, answer->etag, client.restart_ice());
    ASSERT_TRUE(restarted.has_value());
    EXPECT_THAT(restarted->sdp, HasSubstr(" 198.51.100.4 " + port_at("198.51.100.4")));
}

TEST_F(Publishing, APhoneHeldUprightGetsBarsAtItsSides) {
    WhipClient client({.width = 360, .height = 640, .audio = false});
    ASSERT_TRUE(publish(client).has_value());
    const auto seen = picture();
    ASSERT_NE(seen, nullptr);
    ASSERT_EQ(gst_buffer_get_size(seen.get()), kPictureBytes);
    const BufferMap map(seen.get(), GST_MAP_READ);
    const auto row = map.bytes().subspan(std::size_t{kWidth} * kHeight / 2, kWidth);
    EXPECT_LT(row[10], 30);           // Left: black.
    EXPECT_LT(row[kWidth - 10], 30);  // Right: black.
    EXPECT_GT(row[kWidth / 2], 50);   // In the middle: red.
    EXPECT_EQ(feed().measure(Ticks::now()).height, 640);
}

TEST_F(Publishing, TheAnswerAsksForAFastStartAndReportsCongestionAndLoss) {
    // As a browser offers: VP8 first, H.264 too, congestion control.
    WhipClient client({.codec = "H264"});
    std::string offer = client.offer();
    const auto at = offer.find("a=rtpmap:102");
    ASSERT_NE(at, std::string::npos);
    offer.insert(at,
                 "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
                 "a=rtcp-fb:102 transport-cc\r\n");
    const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    EXPECT_THAT(answer->sdp, HasSubstr("x-google-start-bitrate=2500"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=rtcp-fb:102 transport-cc"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=rtcp-fb:102 nack"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=candidate:"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=setup:active"));
    EXPECT_THAT(answer->etag, ::testing::MatchesRegex("\"[0-9a-f]+\""));
    EXPECT_EQ(answer->session.size(), 32);
}

TEST_F(Publishing, BundledSectionsWithDifferentIceCredentialsAreTaken) {
    WhipClient client;
    std::string offer = client.offer();
    // The second section gets credentials of its own; those of the first, which BUNDLE tags, count.
    const auto second = offer.find("m=", offer.find("m=") + 2);
    ASSERT_NE(second, std::string::npos);
    const auto ufrag = offer.find("a=ice-ufrag:", second);
    ASSERT_NE(ufrag, std::string::npos);
    offer.replace(ufrag, offer.find("\r\n", ufrag) - ufrag, "a=ice-ufrag:otherufrag");
    const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    client.accept(answer->sdp);
    EXPECT_NE(picture(), nullptr);
}

TEST_F(Publishing, AnotherPublisherIsRefusedUnlessItTakesOver) {
    WhipClient first({.colour = 0xffff0000}), second({.colour = 0xff0000ff});
    ASSERT_TRUE(publish(first, "ann").has_value());
    ASSERT_NE(picture(), nullptr);
    const auto busy = publish(second, "bob");
    EXPECT_EQ(status_of(busy), 409);
    EXPECT_EQ(code_of(busy), "camera_busy");
    WhipClient third({.colour = 0xff0000ff});
    ASSERT_TRUE(publish(third, "bob", true).has_value());
    EXPECT_TRUE(eventually([&] {
        const auto seen = feed().newest(Ticks::now());
        return seen != nullptr && average(seen.get()).u > 200;  // Blue.
    }));
    // The first one's session is gone: patching it finds nothing.
    EXPECT_EQ(status_of(publish(first, "ann")), 409);
}

TEST_F(Publishing, AnotherCameraOfTheSameMeetingIsFree) {
    WhipClient first, second;
    ASSERT_TRUE(publish(first, "ann", false, "main").has_value());
    EXPECT_TRUE(publish(second, "bob", false, "hall").has_value());
}

TEST_F(Publishing, TheSamePublisherTakesItsOwnPlaceSilentlyAfterAReload) {
    WhipClient before({.colour = 0xffff0000});
    const auto old = publish(before);
    ASSERT_TRUE(old.has_value());
    ASSERT_NE(picture(), nullptr);
    const auto same_feed = feeds["cae-mawr/main"];
    before.vanish();
    WhipClient after({.colour = 0xff0000ff});
    const auto renewed = publish(after);
    ASSERT_TRUE(renewed.has_value());
    EXPECT_NE(renewed->session, old->session);
    EXPECT_TRUE(eventually([&] {
        const auto seen = feed().newest(Ticks::now());
        return seen != nullptr && average(seen.get()).u > 200;
    }));
    EXPECT_EQ(feeds["cae-mawr/main"], same_feed);
    EXPECT_FALSE(remove(old->session).has_value());
}

TEST_F(Publishing, ABadOfferReplacesNobody) {
    WhipClient client;
    ASSERT_TRUE(publish(client).has_value());
    ASSERT_NE(picture(), nullptr);
    EXPECT_EQ(status_of(publish(WhipRequest{"cae-mawr", "main", "ann", false, "v=0\r\nnonsense"})), 406);
    on_thread([&] { sessions->look_after(Ticks::now()); });
    EXPECT_TRUE(feed().live(Ticks::now()));
    EXPECT_TRUE(sessions->any_of("cae-mawr"));
}

TEST_F(Publishing, ASilentSessionIsTornDownAfterTwelveSecondsAndNotBefore) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    client.vanish();
    on_thread([&] { sessions->look_after(Ticks::now() + 11s); });
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "nonsense")), 400);
    on_thread([&] { sessions->look_after(Ticks::now() + 13s); });
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "nonsense")), 404);
    WhipClient other;
    EXPECT_TRUE(publish(other, "bob").has_value());
}

TEST_F(Publishing, DeletingASessionTakesItsPictureAwayAtOnceAndDoesSoOnce) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    EXPECT_FALSE(remove(answer->session, "another-meeting").has_value());
    EXPECT_TRUE(remove(answer->session).has_value());
    EXPECT_FALSE(feed().live(Ticks::now()));
    const auto again = remove(answer->session);
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().status, 404);
}

TEST_F(Publishing, TricklingNeedsTheRightETag) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    const std::string fragment =
        "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video0\r\n"
        "a=candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host\r\n"
        "a=candidate:2 1 UDP 2015363327 6f1c.local 40001 typ host\r\na=end-of-candidates\r\n";
    EXPECT_EQ(code_of(patch(answer->session, std::nullopt, fragment)), "etag_missing");
    EXPECT_EQ(status_of(patch(answer->session, std::nullopt, fragment)), 428);
    EXPECT_EQ(status_of(patch(answer->session, "\"stale\"", fragment)), 412);
    EXPECT_EQ(status_of(patch(answer->session, "W/" + answer->etag, fragment)), 412);
    EXPECT_EQ(status_of(patch("nosuchsession", answer->etag, fragment)), 404);
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "")), 400);
    const auto taken = patch(answer->session, answer->etag, fragment);
    ASSERT_TRUE(taken.has_value());
    EXPECT_EQ(taken->etag, answer->etag);
    EXPECT_EQ(taken->sdp, "");
}

TEST_F(Publishing, AnIceRestartGivesNewCredentialsAndANewETagAndTheSessionGoesOn) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    const auto restarted = patch(answer->session, "*", client.restart_ice());
    ASSERT_TRUE(restarted.has_value()) << restarted.error().message;
    EXPECT_NE(restarted->etag, answer->etag);
    EXPECT_THAT(restarted->sdp, HasSubstr("a=candidate:"));
    EXPECT_THAT(restarted->sdp, HasSubstr("a=ice-pwd:"));
    client.accept_restart(restarted->sdp);
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "a=ice-ufrag:abcd\r\na=ice-pwd:x\r\n")), 412);
    EXPECT_TRUE(eventually([&] { return client.is_connected(); }));
    const auto seen = feed().newest(Ticks::now());
    EXPECT_TRUE(eventually([&] {
        const auto latest = feed().newest(Ticks::now());
        return latest != nullptr && latest != seen;
    }));
}

TEST_F(Publishing, ASecondSessionThanTheServerTakesIsRefusedUnlessItReplaces) {
    make(loopback_ice(), 1);
    WhipClient first, second, third;
    ASSERT_TRUE(publish(first).has_value());
    const auto refused = publish(second, "bob", false, "hall");
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_EQ(code_of(refused), "too_many_sessions");
    EXPECT_TRUE(publish(third, "ann").has_value());
}

TEST_F(Publishing, WithEveryPortTakenTheAnswerIs503AtOnce) {
    auto ice = loopback_ice();
    ice.min_port = ice.max_port = free_udp_port();
    make(ice, 16);
    WhipClient first, second;
    ASSERT_TRUE(publish(first).has_value());
    const auto refused = publish(second, "bob", false, "hall");
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_EQ(code_of(refused), "no_port");
}

TEST_F(Publishing, SessionsThatNeverConnectLeaveNoFileDescriptorsBehind) {
    const auto open = [] {
        std::ptrdiff_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
            count += !entry.path().empty();
        return count;
    };
    std::string offer;
    {
        WhipClient client;
        offer = client.offer();
    }
    const auto once = [&] {
        const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
        ASSERT_TRUE(answer.has_value()) << answer.error().message;
        EXPECT_TRUE(remove(answer->session).has_value());
    };
    for (int i = 0; i < 3; ++i)
        once();
    const auto before = open();
    for (int i = 0; i < 20; ++i)
        once();
    EXPECT_LE(open(), before + 2);
}

}  // namespace
}  // namespace wardcast::media
