// What a camera's network, or somebody who wishes it ill, does to a session.
#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <random>
#include <regex>
#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/media/lossy_relay.h"
#include "unit/media/publishing.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

// A camera in good order, beside which all of this happens.
class Trouble : public Publishing {
  protected:
    void SetUp() override {
        Publishing::SetUp();
        ASSERT_TRUE(publish(neighbour, "neighbour", false, "hall").has_value());
        ASSERT_NE(picture("hall"), nullptr);
    }
    // So many more pictures arrive.
    bool goes_on(const std::string& camera, int pictures = 5) {
        GstBuffer* before = nullptr;
        return eventually([&] {
            const auto latest = feed(camera).newest(Ticks::now());
            if (latest != nullptr && latest.get() != before) --pictures;
            before = latest.get();
            return pictures <= 0;
        });
    }

    WhipClient neighbour{{.width = 320, .height = 180}};
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return std::regex_replace(text, std::regex(what), with);
}

TEST_F(Trouble, BadOffersAreRefusedAndTheOtherCameraPlaysOn) {
    WhipClient client;
    const std::string good = client.offer();
    std::string many = good;
    for (int i = 0; i < 100; ++i)
        many += "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:x" + std::to_string(i) + "\r\n";
    std::string garbage(20'000, '\0');
    std::mt19937 random(7);
    std::generate(garbage.begin(), garbage.end(), [&] { return static_cast<char>(random()); });
    const std::pair<std::string, int> offers[] = {
        {replaced(good, "VP8/90000", "AV9/90000"), 406},
        {many, 400},
        {std::string(1'000'000, 'v'), 400},
        {garbage, 400},
        {"v=0\r\n" + garbage, 400},
        {good.substr(0, good.size() / 3), 400},
        {"", 400},
    };
    for (const auto& [offer, status] : offers) {
        const auto refused = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
        EXPECT_GE(status_of(refused), 400) << offer.substr(0, 200);
        EXPECT_LT(status_of(refused), 500) << offer.substr(0, 200);
        if (status == 406) {
            EXPECT_EQ(status_of(refused), 406);
        }
    }
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, APublisherWhoIsNotWhomItsFingerprintNamesIsNeverSeen) {
    WhipClient impostor;
    const std::string offer = replaced(impostor.offer(), "(a=fingerprint:sha-256 )..:..",
                                       "$0100:00");  // The first group, with both digits of its number.
    const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    impostor.accept(answer->sdp);
    ASSERT_TRUE(eventually([&] { return impostor.is_connected(); }));  // ICE knows nothing of certificates.
    EXPECT_TRUE(goes_on("hall", 20));
    EXPECT_EQ(feed().newest(Ticks::now()), nullptr);
    on_thread([&] { sessions->look_after(Ticks::now() + WhipSessions::kGone + 1s); });
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "a=end-of-candidates\r\n")), 404);
}

// Sends to the port at which the session receives.
void flood(const std::string& answer, int packets) {
    std::smatch found;
    ASSERT_TRUE(std::regex_search(answer, found, std::regex(R"(a=candidate:\S+ 1 UDP \d+ \S+ (\d+) typ host)")));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(found[1])));
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    std::mt19937 random(11);
    std::string packet(1'200, '\0');
    for (int i = 0; i < packets; ++i) {
        std::generate(packet.begin(), packet.end(), [&] { return static_cast<char>(random()); });
        // By turns: anything; RTP of a payload type and SSRC that are not agreed; RTCP; DTLS; STUN.
        constexpr unsigned char kFirst[] = {0x00, 0x80, 0x80, 0x16, 0x00};
        if (i % 5 != 0) packet[0] = static_cast<char>(kFirst[i % 5]);
        if (i % 5 == 1) packet[1] = 96;
        if (i % 5 == 2) packet[1] = static_cast<char>(200);
        if (i % 5 == 4) packet.replace(0, 8, std::string("\x00\x01\x00\x10\x21\x12\xa4\x42", 8));
        ::sendto(socket, packet.data(), static_cast<std::size_t>(random() % packet.size()), 0,
                 reinterpret_cast<const sockaddr*>(&to), sizeof(to));
    }
    ::close(socket);
}

TEST_F(Trouble, GarbageAndFloodsAtItsPortDoNotDisturbACamera) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    for (int i = 0; i < 5; ++i) {
        flood(answer->sdp, 4'000);
        EXPECT_TRUE(goes_on("main", 2));
    }
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, AFloodBeforeTheHandshakeDoesNotKeepTheCameraOut) {
    WhipClient client;
    const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, client.offer()});
    ASSERT_TRUE(answer.has_value());
    flood(answer->sdp, 4'000);
    client.accept(answer->sdp);
    EXPECT_NE(picture(), nullptr);
}

TEST_F(Trouble, AFloodOfCandidatesIsCapped) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    const auto fragment = [](int count) {
        std::string text = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:video0\r\n";
        for (int i = 0; i < count; ++i)
            text += "a=candidate:" + std::to_string(i) + " 1 UDP 2015363327 127.0.0.1 " + std::to_string(20'000 + i) +
                    " typ host\r\n";
        return text;
    };
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, fragment(65))), 400);
    for (int i = 0; i < 50; ++i)
        EXPECT_TRUE(patch(answer->session, answer->etag, fragment(64)).has_value());
    EXPECT_TRUE(goes_on("main"));
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, ARestartThatFailsLeavesTheSessionAsItWas) {
    WhipClient client;
    const auto answer = publish(client);
    ASSERT_TRUE(answer.has_value());
    ASSERT_NE(picture(), nullptr);
    EXPECT_EQ(status_of(patch(answer->session, "*", "a=ice-ufrag:abcdefgh\r\n")), 400);
    EXPECT_EQ(status_of(patch(answer->session, "*", "a=ice-ufrag:ab\r\na=ice-pwd:short\r\n")), 400);
    EXPECT_TRUE(goes_on("main"));
    // One that the server took and the camera never followed: the next one brings it back.
    const auto unfollowed =
        patch(answer->session, "*", "a=ice-ufrag:abcdefgh\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n");
    ASSERT_TRUE(unfollowed.has_value());
    EXPECT_NE(unfollowed->etag, answer->etag);
    const auto restarted = patch(answer->session, "*", client.restart_ice());
    ASSERT_TRUE(restarted.has_value()) << restarted.error().message;
    client.accept_restart(restarted->sdp);
    EXPECT_TRUE(eventually([&] { return client.is_connected(); }));
    EXPECT_TRUE(goes_on("main"));
}

TEST_F(Trouble, APhoneThatIsTurnedGoesOnUprightAndBack) {
    for (const char* codec : {"VP8", "H264"}) {
        WhipClient client({.codec = codec, .width = 640, .height = 360});
        ASSERT_TRUE(publish(client).has_value());
        ASSERT_NE(picture(), nullptr);
        const auto black_at_the_left = [&] {
            const auto seen = feed().newest(Ticks::now());
            if (seen == nullptr) return -1;
            const BufferMap map(seen.get(), GST_MAP_READ);
            return map.bytes()[std::size_t{kWidth} * kHeight / 2 + 10] < 30 ? 1 : 0;
        };
        client.resize(360, 640);
        EXPECT_TRUE(eventually([&] { return black_at_the_left() == 1; })) << codec;
        EXPECT_EQ(feed().measure(Ticks::now()).height, 640) << codec;
        client.resize(640, 360);
        EXPECT_TRUE(eventually([&] { return black_at_the_left() == 0; })) << codec;
    }
}

TEST_F(Trouble, AnotherSizeWithoutAKeyframeIsNotShownUntilThereIsOne) {
    WhipClient client({.codec = "H264", .width = 640, .height = 360});
    ASSERT_TRUE(publish(client).has_value());
    ASSERT_NE(picture(), nullptr);
    client.hold_keyframes(true);
    client.resize(360, 640);
    // Pictures of the old size may still be under way; then what comes cannot be made out, until a keyframe.
    EXPECT_TRUE(goes_on("hall", 15));
    client.hold_keyframes(false);
    EXPECT_TRUE(eventually([&] { return feed().measure(Ticks::now()).height == 640; }));
    EXPECT_TRUE(goes_on("main"));
}

TEST_F(Trouble, GarbageThatACameraItselfSendsHarmsNobodyElseAndItIsShownAgainWhenItIsOver) {
    for (const char* codec : {"VP8", "H264"}) {
        WhipClient client({.codec = codec, .width = 640, .height = 360});
        ASSERT_TRUE(publish(client).has_value());
        ASSERT_NE(picture(), nullptr);
        client.garble(true);
        EXPECT_TRUE(goes_on("hall", 30)) << codec;
        client.garble(false);
        EXPECT_TRUE(goes_on("main", 20)) << codec;
    }
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, TimestampsThatJumpTenMinutesAheadAndBackStopNothing) {
    WhipClient client({.width = 640, .height = 360});
    ASSERT_TRUE(publish(client).has_value());
    ASSERT_NE(picture(), nullptr);
    for (const auto ahead : {10min, 0min, -10min, 0min}) {
        client.set_clock_ahead(ahead);
        EXPECT_TRUE(goes_on("hall"));
        EXPECT_TRUE(goes_on("main", 20)) << ahead.count();
        std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
        EXPECT_TRUE(eventually([&] { return feed().pull(block, Ticks::now()); }));
    }
}

TEST_F(Trouble, ACameraOfSoundAloneAndOneOfPictureAloneAreTaken) {
    WhipClient blind({.video = false});
    WhipClient mute({.width = 640, .height = 360, .audio = false});
    ASSERT_TRUE(publish(blind, "ann", false, "blind").has_value());
    ASSERT_TRUE(publish(mute, "ben", false, "mute").has_value());
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    EXPECT_TRUE(eventually([&] { return feed("blind").pull(block, Ticks::now()); }));
    EXPECT_NE(picture("mute"), nullptr);
    EXPECT_TRUE(goes_on("mute"));
    EXPECT_EQ(feed("blind").newest(Ticks::now()), nullptr);
    EXPECT_TRUE(feed("blind").live(Ticks::now()));
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, ACameraOfFivePicturesASecondIsShown) {
    WhipClient client({.width = 640, .height = 360, .fps = 5});
    ASSERT_TRUE(publish(client).has_value());
    ASSERT_NE(picture(), nullptr);
    EXPECT_TRUE(goes_on("main", 10));
    EXPECT_TRUE(goes_on("hall"));
}

TEST_F(Trouble, WhereUdpIsBlockedACameraComesByTcp) {
    auto ice = loopback_ice();
    ice.tcp = true;
    make(ice, 16);
    WhipClient client({.ice = ice, .udp = false});
    const std::string offer = client.offer();
    ASSERT_THAT(offer, HasSubstr(" TCP "));
    ASSERT_THAT(offer, Not(HasSubstr(" UDP ")));
    const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, offer});
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    EXPECT_THAT(answer->sdp, HasSubstr("tcptype passive"));
    client.accept(answer->sdp);
    EXPECT_NE(picture(), nullptr);
}

TEST_F(Trouble, ASyllableWhosePacketGotLostIsHeardFromThePacketAfterIt) {
    // Whoever listens cannot guess it from the silence before.
    WhipClient client({.video = false, .speaks = true});
    ASSERT_TRUE(publish(client).has_value());
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    const auto heard = [&] {
        if (!feed().pull(block, Ticks::now())) return false;
        return std::any_of(block.begin(), block.end(), [](std::int16_t sample) { return std::abs(sample) > 4000; });
    };
    ASSERT_TRUE(eventually(heard));
    client.lose_syllables();
    const auto lost = [&](unsigned count) {
        return eventually([&] {
            (void)heard();  // What was still under way.
            return client.syllables_lost() >= count;
        });
    };
    ASSERT_TRUE(lost(2));
    for (unsigned more = 3; more <= 4; ++more) {
        EXPECT_TRUE(eventually(heard));
        ASSERT_TRUE(lost(more));
    }
    EXPECT_TRUE(goes_on("hall"));
}

// A network that loses packets and lets them overtake each other, and a camera behind it.
class ThroughLossAndJitter : public Trouble {
  protected:
    void come(std::string offer) {
        const auto answer = publish(WhipRequest{"cae-mawr", "main", "ann", false, relay.hide_candidates(offer)});
        ASSERT_TRUE(answer.has_value());
        client.accept(relay.stand_in(answer->sdp));
        ASSERT_NE(picture(), nullptr);
    }
    LossyRelay relay{{.loss = 0.03, .jitter = 50ms}};
    WhipClient client{{.codec = "H264", .width = 640, .height = 360}};
};

TEST_F(ThroughLossAndJitter, ThePictureKeepsMovingAndTheSoundIsThere) {
    come(client.offer());
    EXPECT_TRUE(goes_on("main", 100));
    EXPECT_GT(relay.lost(), 5U);
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    EXPECT_TRUE(eventually([&] { return feed().pull(block, Ticks::now()); }));
}

TEST_F(ThroughLossAndJitter, ALensThatIsChangedShowsItsPicturesAndThoseKeepMoving) {
    come(client.offer());
    for (const auto& [width, height] : {std::pair{360, 640}, {1280, 720}, {640, 360}}) {
        client.resize(width, height);
        EXPECT_TRUE(eventually([&, height = height] { return feed().measure(Ticks::now()).height == height; }))
            << height;
        EXPECT_TRUE(goes_on("main", 30)) << height;
    }
    EXPECT_GT(relay.lost(), 5U);
}

TEST_F(ThroughLossAndJitter, WhatGotLostIsAskedForAlthoughTheOfferNamesNoSsrc) {
    come(replaced(client.offer(), "a=ssrc[^\r\n]*\r\n", ""));
    EXPECT_TRUE(eventually([&] { return client.sent_again() > 5; }));
}

}  // namespace
}  // namespace wardcast::media
