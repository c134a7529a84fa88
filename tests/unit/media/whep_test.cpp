#include <future>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include "media/studio.h"
#include "media/whep_sessions.h"
#include "temporary_folder.h"
#include "unit/media/picture.h"
#include "unit/media/whep_client.h"
#include "unit/media/whip_client.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr auto kPatience = 30s;
const std::string kMeeting = "cae-mawr";

template <class F>
auto eventually(F look) -> decltype(look()) {
    const auto until = Ticks::now() + kPatience;
    while (Ticks::now() < until) {
        if (auto seen = look()) return seen;
        std::this_thread::sleep_for(5ms);
    }
    return {};
}

int status_of(const WhipResult<WhipAnswer>& answer) {
    return answer ? 201 : answer.error().status;
}
std::string code_of(const WhipResult<WhipAnswer>& answer) {
    return answer ? "" : answer.error().code;
}

class Nobody final : public StudioListener {
  public:
    void camera_live(const std::string&) noexcept override {}
    void camera_lost(const std::string&) noexcept override {}
    void camera_signal(const std::string&, const std::string&, const CameraSignal&) noexcept override {}
    void relay_health(const std::string&, const std::string&, const RelayHealth&) noexcept override {}
    void recording_ready(const std::string&) noexcept override {}
    void recording_trouble(const std::string&, const std::string&) noexcept override {}
    void recording_resumed(const std::string&) noexcept override {}
};

// A real studio with viewers.
class Viewing : public ::testing::Test {
  protected:
    void SetUp() override { open(50); }

    void open(std::size_t most) {
        studio.reset();
        StudioSettings settings;
        settings.data = folder.path();
        settings.record = false;
        settings.ice = loopback_ice();
        settings.max_whep = most;
        auto created = Studio::create(settings, nobody, clock);
        ASSERT_TRUE(created.has_value()) << created.error().message;
        studio = std::move(*created);
    }

    void start() {
        const auto started = studio->control_room().start(kMeeting, "Cae Mawr");
        ASSERT_TRUE(started.has_value()) << started.error().message;
    }

    template <class Ask>
    WhipResult<WhipAnswer> answer_to(Ask ask) {
        std::promise<WhipResult<WhipAnswer>> answered;
        auto answer = answered.get_future();
        ask([&](auto result) { answered.set_value(std::move(result)); });
        return answer.get();
    }
    void publish(WhipClient& camera, const std::string& publisher = "ann") {
        const auto answer = answer_to([&](auto answered) {
            studio->whip().publish({.meeting = kMeeting, .publisher = publisher, .offer = camera.offer()}, answered);
        });
        ASSERT_TRUE(answer.has_value()) << answer.error().message;
        camera.accept(answer->sdp);
    }
    WhipResult<WhipAnswer> view(WhepClient& viewer, bool is_reserved = false) {
        auto answer = answer_to([&](auto answered) {
            studio->whep().view({.meeting = kMeeting, .is_reserved = is_reserved, .offer = viewer.offer()}, answered);
        });
        if (answer) viewer.accept(answer->sdp);
        return answer;
    }
    WhipResult<WhipAnswer> patch(const std::string& session, const std::string& if_match, const std::string& fragment) {
        return answer_to([&](auto answered) { studio->whep().patch(kMeeting, session, if_match, fragment, answered); });
    }
    int end(const std::string& session) {
        std::promise<WhipResult<void>> answered;
        studio->whep().remove(kMeeting, session, [&](auto result) { answered.set_value(std::move(result)); });
        const auto result = answered.get_future().get();
        return result ? 200 : result.error().status;
    }

    static bool sees_red(WhepClient& viewer) {
        const auto seen = viewer.seen().newest(Ticks::now());
        return seen != nullptr && average(seen.get()).v > 200;
    }
    static bool sees_the_slate(WhepClient& viewer) {
        const auto seen = viewer.seen().newest(Ticks::now());
        return seen != nullptr && average(seen.get()).v < 160;
    }

    TemporaryFolder folder;
    SystemClock clock;
    Nobody nobody;
    std::unique_ptr<Studio> studio;
};

TEST_F(Viewing, AViewerSeesAndHearsTheCamera) {
    start();
    WhipClient camera;
    publish(camera);
    WhepClient viewer;
    const auto answer = view(viewer);
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    EXPECT_EQ(answer->session.size(), 32);
    EXPECT_THAT(answer->sdp, HasSubstr("a=sendonly"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=candidate:"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=rtcp-fb:102 nack"));
    // Browsers give pictures of an SSRC that the answer does not name to nobody.
    EXPECT_THAT(answer->sdp, HasSubstr("a=ssrc-group:FID "));
    EXPECT_THAT(answer->sdp, ::testing::Not(HasSubstr("a=ssrc-group:FID 0 ")));
    EXPECT_THAT(answer->sdp, HasSubstr("a=msid:programme picture"));
    EXPECT_THAT(answer->sdp, HasSubstr("a=msid:programme sound"));
    EXPECT_TRUE(eventually([&] { return sees_red(viewer); })) << answer->sdp;
    std::vector<std::int16_t> block(kSamplesPerBlock * kChannels);
    EXPECT_TRUE(eventually([&] {
        return viewer.seen().pull(block, Ticks::now()) && *std::max_element(block.begin(), block.end()) > 1000;
    }));
}

TEST_F(Viewing, WithoutACameraTheSlateIsThere) {
    start();
    WhepClient viewer;
    ASSERT_TRUE(view(viewer).has_value());
    EXPECT_TRUE(eventually([&] { return sees_the_slate(viewer); }));
}

TEST_F(Viewing, OffAirViewersSeeTheSlateAndOnAirTheCameraAgain) {
    start();
    WhipClient camera;
    publish(camera);
    WhepClient viewer;
    ASSERT_TRUE(view(viewer).has_value());
    ASSERT_TRUE(eventually([&] { return sees_red(viewer); }));
    studio->control_room().set_air(kMeeting, false);
    EXPECT_TRUE(eventually([&] { return sees_the_slate(viewer); }));
    studio->control_room().set_air(kMeeting, true);
    EXPECT_TRUE(eventually([&] { return sees_red(viewer); }));
}

TEST_F(Viewing, WhoIsNotWhomTheOffersFingerprintNamesIsShownNothing) {
    start();
    WhepClient viewer, impostor;
    const std::string offer =
        std::regex_replace(impostor.offer(), std::regex("(a=fingerprint:sha-256 )..:.."), "$0100:00");
    const auto answer = answer_to([&](auto answered) {
        studio->whep().view({.meeting = kMeeting, .is_reserved = false, .offer = offer}, answered);
    });
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    impostor.accept(answer->sdp);
    ASSERT_TRUE(eventually([&] { return impostor.is_connected(); }));  // ICE knows nothing of certificates.
    ASSERT_TRUE(view(viewer).has_value());
    ASSERT_TRUE(eventually([&] { return sees_the_slate(viewer); }));
    EXPECT_EQ(impostor.seen().newest(Ticks::now()), nullptr);
}

TEST_F(Viewing, SeveralViewersShareOneProgramme) {
    start();
    WhipClient camera;
    publish(camera);
    WhepClient first, second;
    const auto answer = view(first);
    ASSERT_TRUE(answer.has_value());
    ASSERT_TRUE(view(second).has_value());
    ASSERT_TRUE(eventually([&] { return sees_red(first) && sees_red(second); }));
    EXPECT_EQ(end(answer->session), 200);
    EXPECT_EQ(end(answer->session), 404);
    // The one who stays sees on.
    const auto before = second.seen().newest(Ticks::now());
    EXPECT_TRUE(eventually([&] {
        const auto now = second.seen().newest(Ticks::now());
        return now != nullptr && now != before;
    }));
}

TEST_F(Viewing, WithoutAProgrammeThereIsNothingToSee) {
    WhepClient viewer;
    const auto none = view(viewer);
    EXPECT_EQ(status_of(none), 409);
    EXPECT_EQ(code_of(none), "no_programme");
}

TEST_F(Viewing, TheEndOfTheMeetingEndsItsSessions) {
    start();
    WhepClient viewer;
    const auto answer = view(viewer);
    ASSERT_TRUE(answer.has_value());
    studio->control_room().end(kMeeting);
    EXPECT_EQ(status_of(patch(answer->session, answer->etag, "a=end-of-candidates\r\n")), 404);
    WhepClient late;
    EXPECT_EQ(status_of(view(late)), 409);
}

TEST_F(Viewing, APlayerWithoutH264IsRefused) {
    start();
    WhepClient viewer({.codec = "VP8"});
    const auto refused = view(viewer);
    EXPECT_EQ(status_of(refused), 406);
    EXPECT_EQ(code_of(refused), "no_usable_codec");
}

TEST_F(Viewing, WhenAllPlacesAreTakenTheRoomStillFindsOne) {
    open(1);
    start();
    WhepClient first, second, room;
    ASSERT_TRUE(view(first).has_value());
    const auto refused = view(second);
    EXPECT_EQ(status_of(refused), 503);
    EXPECT_EQ(code_of(refused), "too_many_viewers");
    EXPECT_TRUE(view(room, true).has_value());
}

TEST_F(Viewing, ASessionIsRestartedByItsETag) {
    start();
    WhepClient viewer;
    const auto answer = view(viewer);
    ASSERT_TRUE(answer.has_value());
    ASSERT_TRUE(eventually([&] { return sees_the_slate(viewer); }));
    EXPECT_EQ(status_of(patch(answer->session, "\"stale\"", viewer.restart_ice())), 412);
    const auto restarted = patch(answer->session, "*", viewer.restart_ice());
    ASSERT_TRUE(restarted.has_value()) << restarted.error().message;
    EXPECT_NE(restarted->etag, answer->etag);
    viewer.accept_restart(restarted->sdp);
    EXPECT_TRUE(eventually([&] { return viewer.is_connected(); }));
}

// The sessions alone, with a broadcast that nobody feeds.
class Viewers : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        gst_init(nullptr, nullptr);
        ASSERT_GE(sodium_init(), 0);
    }
    void SetUp() override {
        StudioSettings settings;
        settings.ice = loopback_ice();
        sessions = std::make_unique<WhepSessions>(settings, thread, [this](const std::string&) { return broadcast; });
    }
    void TearDown() override {
        on_thread([&] { sessions->end_all(); });
        thread.stop();
    }
    template <class F>
    void on_thread(F f) {
        thread.call(
            [&] {
                f();
                return true;
            },
            false);
    }
    std::size_t count() {
        return thread.call([&] { return sessions->size(); }, std::size_t{0});
    }
    WhipResult<WhipAnswer> view(const std::string& offer) {
        std::promise<WhipResult<WhipAnswer>> answered;
        auto answer = answered.get_future();
        sessions->view({.meeting = kMeeting, .offer = offer},
                       [&](auto result) { answered.set_value(std::move(result)); });
        return answer.get();
    }

    std::shared_ptr<Broadcast> broadcast = std::make_shared<Broadcast>();
    MediaThread thread;
    std::unique_ptr<WhepSessions> sessions;
};

TEST_F(Viewers, OneThatVanishedIsRemoved) {
    WhepClient viewer;
    const auto answer = view(viewer.offer());
    ASSERT_TRUE(answer.has_value());
    viewer.accept(answer->sdp);
    ASSERT_TRUE(eventually([&] { return viewer.is_connected(); }));
    const auto left = Ticks::now();
    viewer.vanish();
    on_thread([&] { sessions->look_after(left + WhepSessions::kGone - 5s); });
    EXPECT_EQ(count(), 1);
    on_thread([&] { sessions->look_after(Ticks::now() + WhepSessions::kGone + 1s); });
    EXPECT_EQ(count(), 0);
}

TEST_F(Viewers, OneThatReceivesIsHeardOfAgainAndAgain) {
    WhepClient viewer;
    std::shared_ptr<WhepSession> session;
    std::promise<WhipResult<std::string>> answered;
    on_thread([&] {
        auto offer = SdpOffer::parse(viewer.offer(), SdpPurpose::View);
        auto created = WhepSession::create(std::move(*offer), loopback_ice(), broadcast, thread);
        session = *created;
        session->peer().answer([&](auto answer) { answered.set_value(std::move(answer)); });
    });
    const auto answer = answered.get_future().get();
    ASSERT_TRUE(answer.has_value());
    viewer.accept(*answer);
    // It reports on what it receives: sound, for want of a programme.
    broadcast->begun(Ticks::now());
    GstClockTime at = 0;
    for (int i = 0; i < 2; ++i) {
        const auto before = session->last_heard();
        EXPECT_TRUE(eventually([&] {
            const BufferPtr block(gst_buffer_new_allocate(nullptr, kSamplesPerBlock * kChannels * 2, nullptr));
            gst_buffer_memset(block.get(), 0, 0, kSamplesPerBlock * kChannels * 2);
            GST_BUFFER_PTS(block.get()) = at;
            at += kSamplesPerBlock * GST_SECOND / kSampleRate;
            broadcast->sound(block.get());
            return session->last_heard() > before;
        }));
    }
    on_thread([&] { session.reset(); });
}

}  // namespace
}  // namespace wardcast::media
