#include "media/studio.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/media/whip_client.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr auto kPatience = 30s;
const std::string kMeeting = "cae-mawr";

// What the studio told, to be waited for.
class Told final : public StudioListener {
  public:
    void camera_live(const std::string& meeting) noexcept override { add("live " + meeting); }
    void camera_lost(const std::string& meeting) noexcept override { add("lost " + meeting); }
    void camera_signal(const std::string& meeting, const std::string& camera,
                       const CameraSignal& signal) noexcept override {
        if (signal.state == CameraSignal::State::Live && signal.level_db > -60 && signal.fps > 5) {
            add("heard " + meeting + " " + camera);
        }
    }
    void relay_health(const std::string&, const std::string&, const RelayHealth&) noexcept override {}
    void recording_ready(const std::string& meeting) noexcept override { add("ready " + meeting); }
    void recording_trouble(const std::string&, const std::string& reason) noexcept override { add(reason); }
    void recording_resumed(const std::string&) noexcept override { add("recording resumed"); }

    void advanced(const std::string& meeting, const std::string& rendition) {
        add("advanced " + meeting + " " + rendition);
    }

    // Waits for it and forgets it, so that the next one can be waited for.
    bool wait_for(const std::string& what) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, kPatience, [&] { return told_.contains(what); })) return false;
        told_.erase(what);
        return true;
    }
    bool has(const std::string& what) {
        const std::lock_guard lock(mutex_);
        return told_.contains(what);
    }

  private:
    void add(const std::string& what) {
        const std::lock_guard lock(mutex_);
        told_.insert(what);
        changed_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<std::string> told_;
};

class StudioAtWork : public ::testing::Test {
  protected:
    void SetUp() override { open(); }

    void open() {
        StudioSettings settings;
        settings.data = folder.path();
        settings.ice = loopback_ice();
        auto created = Studio::create(settings, told, clock);
        ASSERT_TRUE(created.has_value()) << created.error().message;
        studio = std::move(*created);
        studio->playback().on_advance(
            [this](const auto& meeting, const auto& rendition) { told.advanced(meeting, rendition); });
    }
    WhipResult<WhipAnswer> publish(WhipClient& client, const std::string& publisher = "ann") {
        std::promise<WhipResult<WhipAnswer>> answered;
        auto result = answered.get_future();
        studio->whip().publish({.meeting = kMeeting, .publisher = publisher, .offer = client.offer()},
                               [&](auto answer) { answered.set_value(std::move(answer)); });
        auto answer = result.get();
        if (answer) client.accept(answer->sdp);
        return answer;
    }
    WhipResult<void> remove(const std::string& session) {
        std::promise<WhipResult<void>> removed;
        studio->whip().remove(kMeeting, session, [&](auto result) { removed.set_value(std::move(result)); });
        return removed.get_future().get();
    }
    // The playlist once there is one.
    std::string playlist(const std::string& path) {
        for (int i = 0; i < 200; ++i) {
            const auto reply = studio->playback().hls(kMeeting, path, "");
            if (const auto* body = std::get_if<HlsBody>(&reply)) return *body->bytes;
            if (!std::holds_alternative<HlsWait>(reply)) return "";
            told.wait_for("advanced " + kMeeting + " " + std::get<HlsWait>(reply).rendition);
        }
        return "";
    }

    TemporaryFolder folder;
    SystemClock clock;
    Told told;
    std::unique_ptr<Studio> studio;
};

TEST_F(StudioAtWork, ServesAMeetingsProgrammeFromItsStartWithoutAnyCamera) {
    EXPECT_TRUE(std::holds_alternative<HlsRefusal>(studio->playback().hls(kMeeting, "index.m3u8", "")));
    ASSERT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    EXPECT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());  // Once more changes nothing.
    EXPECT_THAT(playlist("index.m3u8"), HasSubstr("720p.m3u8"));
    EXPECT_THAT(playlist("720p.m3u8"), HasSubstr("#EXT-X-PART"));
    EXPECT_TRUE(told.wait_for("advanced " + kMeeting + " audio"));
}

TEST_F(StudioAtWork, AWhipCameraGoesLiveIsLostAndReturnsOnTheSameProgramme) {
    ASSERT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    {
        WhipClient phone;
        ASSERT_TRUE(publish(phone).has_value());
        EXPECT_TRUE(told.wait_for("live " + kMeeting));
        EXPECT_TRUE(told.wait_for("heard " + kMeeting + " main"));
    }
    EXPECT_TRUE(told.wait_for("lost " + kMeeting));
    WhipClient reloaded;
    ASSERT_TRUE(publish(reloaded).has_value());
    EXPECT_TRUE(told.wait_for("live " + kMeeting));
    const auto text = playlist("720p.m3u8");
    EXPECT_THAT(text, ::testing::Not(HasSubstr("#EXT-X-DISCONTINUITY\n")));
}

TEST_F(StudioAtWork, ACameraThatComesBeforeTheStartBeginsTheProgramme) {
    WhipClient phone;
    ASSERT_TRUE(publish(phone).has_value());
    EXPECT_TRUE(told.wait_for("live " + kMeeting));
    EXPECT_THAT(playlist("index.m3u8"), HasSubstr("720p.m3u8"));
    EXPECT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
}

TEST_F(StudioAtWork, TheTestCameraIsSeenAndHeard) {
    ASSERT_TRUE(studio->control_room().start_test_camera(kMeeting).has_value());
    EXPECT_TRUE(told.wait_for("live " + kMeeting));
    EXPECT_TRUE(told.wait_for("heard " + kMeeting + " test"));
}

TEST_F(StudioAtWork, AnEndedMeetingHasAFinishedPlaylistAndARecording) {
    ASSERT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    ASSERT_THAT(playlist("720p.m3u8"), HasSubstr("#EXT-X-PART"));
    WhipClient phone;
    const auto session = publish(phone);
    ASSERT_TRUE(session.has_value());
    studio->control_room().end(kMeeting);
    ASSERT_TRUE(told.wait_for("ready " + kMeeting));
    EXPECT_THAT(playlist("720p.m3u8"), HasSubstr("#EXT-X-ENDLIST"));
    EXPECT_THAT(playlist("recording/index.m3u8"), HasSubstr("#EXTM3U"));
    EXPECT_FALSE(remove(session->session).has_value());
}

TEST_F(StudioAtWork, AfterARestartTheProgrammeGoesOnWithADiscontinuity) {
    ASSERT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    ASSERT_THAT(playlist("720p.m3u8"), HasSubstr("#EXT-X-PART"));
    // A segment must be on disk for anything to be continued.
    for (int i = 0; i < 20 && playlist("720p.m3u8").find("#EXTINF") == std::string::npos; ++i) {
        ASSERT_TRUE(told.wait_for("advanced " + kMeeting + " 720p"));
    }
    studio->stop();
    EXPECT_FALSE(told.has("ready " + kMeeting));
    EXPECT_FALSE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    open();
    ASSERT_TRUE(studio->control_room().start(kMeeting, "Cae Mawr").has_value());
    for (int i = 0; i < 20 && playlist("720p.m3u8").find("#EXT-X-DISCONTINUITY") == std::string::npos; ++i) {
        ASSERT_TRUE(told.wait_for("advanced " + kMeeting + " 720p"));
    }
    EXPECT_THAT(playlist("720p.m3u8"), HasSubstr("#EXT-X-DISCONTINUITY"));
}

TEST_F(StudioAtWork, AnswersWhipAfterItsEndWithUnavailable) {
    studio->stop();
    WhipClient phone;
    const auto answer = publish(phone);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().status, 503);
}

TEST_F(StudioAtWork, RefusesAPortRangeThatRunsBackwards) {
    StudioSettings settings;
    settings.ice.min_port = 50'000;
    settings.ice.max_port = 40'000;
    EXPECT_FALSE(Studio::create(settings, told, clock).has_value());
}

}  // namespace
}  // namespace wardcast::media
