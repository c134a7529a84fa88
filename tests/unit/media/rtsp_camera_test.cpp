#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/spdlog.h>

#include "media/media_thread.h"
#include "media/pulled_cameras.h"
#include "unit/media/rtsp_server.h"
#include "unit/media/silent_port.h"
#include "unit/media/watched_feed.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using Sound = IpCamera::Sound;
using Login = IpCamera::Login;

// IP cameras as the server fetches them, beside another camera that must not notice.
class IpCameras : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void SetUp() override {
        usual_log = spdlog::default_logger();
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", log));
        thread.every(50ms, [this] { cameras.look_after(Ticks::now()); });
    }
    void TearDown() override {
        thread.call(
            [this] {
                cameras.stop();
                return true;
            },
            false);
        thread.stop();
        spdlog::set_default_logger(usual_log);
        EXPECT_TRUE(other.is_untouched()) << logged();
        EXPECT_THAT(logged(), Not(HasSubstr("hush-hush")));
        EXPECT_THAT(logged(), Not(HasSubstr("guessed")));
    }

    void fetch(const std::string& address, const std::string& camera = "main") {
        sources.push_back({camera, CameraKind::Rtsp, address});
        thread.call(
            [this] {
                cameras.set(sources);
                return true;
            },
            false);
    }
    [[nodiscard]] std::string logged() const {
        std::string text;
        for (const auto& line : log->last_formatted())
            text += line;
        return text;
    }
    [[nodiscard]] std::ptrdiff_t times_told(const std::string& words) const {
        const auto lines = log->last_formatted();
        return std::count_if(lines.begin(), lines.end(),
                             [&](const std::string& line) { return line.find(words) != std::string::npos; });
    }
    [[nodiscard]] bool is_told(const std::string& words) const {
        return WatchedFeed::eventually([&] { return logged().find(words) != std::string::npos; }, 60s);
    }

    std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> log = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(200);
    std::shared_ptr<spdlog::logger> usual_log;
    const OtherCamera other;
    std::map<std::string, WatchedFeed> feeds;
    std::vector<CameraSource> sources;
    PulledCameras cameras{"ward", {}, [this](const std::string& camera) { return feeds[camera].get(); }};
    MediaThread thread;
};

TEST_F(IpCameras, AreSeenAndHeardWhateverTheirSoundIs) {
    for (const auto sound : {Sound::Aac, Sound::Pcmu, Sound::Opus}) {
        const RtspServer server({.sound = sound});
        const auto camera = "cam" + std::to_string(static_cast<int>(sound));
        fetch(server.address(), camera);
        EXPECT_TRUE(feeds[camera].shows(kRed));
        EXPECT_TRUE(feeds[camera].is_heard());
        EXPECT_TRUE(feeds[camera].moves_on());
    }
}

TEST_F(IpCameras, WithoutSoundAreSeen) {
    const RtspServer server({.sound = Sound::None, .colour = 0xff00ff00});
    fetch(server.address());
    EXPECT_TRUE(feeds["main"].shows(kGreen));
    EXPECT_TRUE(feeds["main"].moves_on());
}

TEST_F(IpCameras, ComeByUdpWhereTheAddressSaysSo) {
    const RtspServer server({});
    fetch(server.address({}, "rtspu"));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["main"].is_heard());
}

TEST_F(IpCameras, AreLoggedInto) {
    for (const auto login : {Login::Basic, Login::Digest}) {
        const RtspServer server({.sound = Sound::None, .login = login});
        const auto camera = "cam" + std::to_string(static_cast<int>(login));
        fetch(server.address("clerk:hush-hush@"), camera);
        EXPECT_TRUE(feeds[camera].shows(kRed));
    }
}

TEST_F(IpCameras, ThatRefuseThePasswordSaySoOnceAndAreForgivenWhenItIsPutRight) {
    for (const auto login : {Login::Basic, Login::Digest}) {
        const RtspServer server({.sound = Sound::None, .login = login});
        const auto camera = "cam" + std::to_string(static_cast<int>(login));
        fetch(server.address("clerk:guessed@"), camera);
        EXPECT_TRUE(is_told("camera " + camera + ": 127.0.0.1:" + std::to_string(server.port()) +
                            " does not take this user and password"));
        const auto told = feeds[camera].get()->measure(Ticks::now()).trouble;
        EXPECT_THAT(told.words, HasSubstr("does not take this user and password"));
        EXPECT_EQ(told.code, "wrong_password");
        EXPECT_EQ(told.about, "127.0.0.1:" + std::to_string(server.port()));
        EXPECT_TRUE(WatchedFeed::eventually([&] { return server.calls() >= 3; })) << "it is tried again";
        EXPECT_EQ(times_told("camera " + camera), 1);
        EXPECT_EQ(feeds[camera].get()->newest(Ticks::now()), nullptr);
        sources.clear();
        fetch(server.address("clerk:hush-hush@"), camera);
        EXPECT_TRUE(feeds[camera].shows(kRed));
        EXPECT_TRUE(
            WatchedFeed::eventually([&] { return feeds[camera].get()->measure(Ticks::now()).trouble.empty(); }));
        sources.clear();
    }
}

TEST_F(IpCameras, ThatWantAPasswordAndAreGivenNoneSaySo) {
    const RtspServer server({.sound = Sound::None, .login = Login::Digest});
    fetch(server.address());
    EXPECT_TRUE(is_told("does not take this user and password"));
}

TEST_F(IpCameras, ThatStopSendingButKeepTheConnectionAreBegunAnewAndComeBack) {
    for (const char* scheme : {"rtsp", "rtspu"}) {
        RtspServer server({});
        const std::string camera = scheme;
        fetch(server.address({}, scheme), camera);
        ASSERT_TRUE(feeds[camera].shows(kRed));
        const int before = server.calls();
        server.fall_silent(true);
        EXPECT_TRUE(feeds[camera].shows_nothing()) << "the slate is up";
        EXPECT_TRUE(is_told("camera " + camera));
        EXPECT_TRUE(WatchedFeed::eventually([&] { return server.calls() > before; }, 60s));
        server.fall_silent(false);
        EXPECT_TRUE(WatchedFeed::eventually([&] { return feeds[camera].get()->newest(Ticks::now()) != nullptr; }, 90s));
        EXPECT_TRUE(feeds[camera].shows(kRed));
        EXPECT_TRUE(feeds[camera].is_heard());
        EXPECT_TRUE(is_told("camera " + camera + ": there again"));
    }
}

TEST_F(IpCameras, ThatAreGoneAreLookedForAndFoundAgain) {
    RtspServer server({});
    fetch(server.address());
    ASSERT_TRUE(feeds["main"].shows(kRed));
    server.stop();
    EXPECT_TRUE(feeds["main"].shows_nothing());
    EXPECT_TRUE(is_told("it is tried again"));
    server.start();
    EXPECT_TRUE(WatchedFeed::eventually([&] { return feeds["main"].get()->newest(Ticks::now()) != nullptr; }, 60s));
    EXPECT_TRUE(feeds["main"].is_heard());
    EXPECT_TRUE(is_told("there again"));
}

TEST_F(IpCameras, ThatNeverAnswerOrAreNotThereAreToldAsCauseAndCure) {
    const SilentPort silent;
    const auto at = [](const std::uint16_t port) {
        return "rtsp://clerk:hush-hush@127.0.0.1:" + std::to_string(port) + "/stream1";
    };
    const RtspServer server({});
    auto elsewhere = server.address();
    elsewhere.replace(elsewhere.rfind('/'), std::string::npos, "/no-such-stream");
    fetch(at(silent.number()), "silent");
    fetch(at(SilentPort().number()), "absent");
    fetch(elsewhere, "elsewhere");
    EXPECT_TRUE(is_told("does not answer"));
    EXPECT_TRUE(is_told("nothing listens there"));
    EXPECT_TRUE(is_told("has no such stream"));
    const auto code = [&](const char* camera) { return feeds[camera].get()->measure(Ticks::now()).trouble.code; };
    EXPECT_EQ(code("silent"), "no_answer");
    EXPECT_EQ(code("absent"), "unreachable");
    EXPECT_EQ(code("elsewhere"), "no_such_stream");
    // In the midst of looking for it, another one is begun.
    sources.clear();
    fetch(server.address());
    EXPECT_TRUE(feeds["main"].shows(kRed));
}

}  // namespace
}  // namespace wardcast::media
