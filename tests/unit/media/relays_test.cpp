#include "media/relays.h"

#include <condition_variable>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "media/rtmp_pull.h"
#include "media/show.h"
#include "unit/media/packager_double.h"
#include "unit/media/relay_peers.h"
#include "unit/media/tls_tunnel.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using State = RelayHealth::State;

constexpr auto kPatience = 60s;
const std::string kKey = "hush-hush";
const std::string kWard = "ward/t0ken";

// What relays have reported, to be waited for.
class Reports {
  public:
    void take(const std::string& relay, const RelayHealth& health) {
        const std::lock_guard lock(mutex_);
        latest_[relay] = health;
        if (health.state == State::Trouble) ++troubles_[relay];
        changed_.notify_all();
    }
    bool wait_for(const std::string& relay, const std::function<bool(const RelayHealth&)>& wanted) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, [&] { return latest_.contains(relay) && wanted(latest_.at(relay)); });
    }
    bool wait_for(const std::string& relay, State state) {
        return wait_for(relay, [&](const RelayHealth& health) { return health.state == state; });
    }
    RelayHealth of(const std::string& relay) {
        const std::lock_guard lock(mutex_);
        return latest_[relay];
    }
    int troubles(const std::string& relay) {
        const std::lock_guard lock(mutex_);
        return troubles_[relay];
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, RelayHealth> latest_;
    std::map<std::string, int> troubles_;
};

struct NobodyListens final : StudioListener {
    void camera_live(const std::string&) noexcept override {}
    void camera_lost(const std::string&) noexcept override {}
    void camera_signal(const std::string&, const std::string&, const CameraSignal&) noexcept override {}
    void relay_health(const std::string&, const std::string&, const RelayHealth&) noexcept override {}
    void recording_ready(const std::string&) noexcept override {}
    void recording_trouble(const std::string&, const std::string&) noexcept override {}
    void recording_resumed(const std::string&) noexcept override {}
};

// A meeting with one camera of one colour, on the air from start() on.
class Relaying : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void SetUp() override {
        usual_log = spdlog::default_logger();
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(logged)));
        auto begun = Show::begin(
            "cae-mawr", "Cae Mawr", *parse_ladder({rung}), "",
            [packed = packed]() -> Result<std::unique_ptr<Packager>> {
                return std::make_unique<PackagerDouble>(packed);
            },
            nobody, clock,
            {"cae-mawr", {}, [this](const auto& relay, const auto& health) { reports.take(relay, health); }, clock});
        ASSERT_TRUE(begun.has_value()) << begun.error().message;
        show = *begun;
        camera = std::jthread([this, feed = show->camera("main")](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                feed->picture(next_picture(), Ticks::now());
                feed->sound(tone, GST_CLOCK_TIME_NONE, Ticks::now());
                std::this_thread::sleep_for(40ms);
            }
        });
    }
    void TearDown() override {
        camera = {};
        show.reset();
        spdlog::set_default_logger(usual_log);
        EXPECT_THAT(logged.str(), Not(HasSubstr(kKey)));
        EXPECT_THAT(logged.str(), Not(HasSubstr("t0ken")));
    }

    virtual BufferPtr next_picture() {
        const Colour now = *colour;
        return plain_picture(static_cast<std::uint8_t>(now.y), static_cast<std::uint8_t>(now.u),
                             static_cast<std::uint8_t>(now.v));
    }

    // 40 ms of 1 kHz.
    static std::vector<std::int16_t> square_wave() {
        std::vector<std::int16_t> samples(std::size_t{kSampleRate} / 25 * kChannels);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = i / kChannels / 24 % 2 == 0 ? 6000 : -6000;
        return samples;
    }

    const std::vector<std::int16_t> tone = square_wave();
    std::string rung = "240p:300";
    std::ostringstream logged;
    std::shared_ptr<spdlog::logger> usual_log;
    std::shared_ptr<Packed> packed = std::make_shared<Packed>();
    SystemClock clock;
    NobodyListens nobody;
    Reports reports;
    std::atomic<const Colour*> colour{&kRed};
    std::shared_ptr<Show> show;
    std::jthread camera;
};

TEST_F(Relaying, ANeighbourSeesAndHearsTheProgramme) {
    const Neighbour neighbour;
    show->set_relays({{"srt", neighbour.address(), kWard}});
    EXPECT_TRUE(reports.wait_for("srt", State::Waiting)) << "the meeting has not begun";
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    EXPECT_TRUE(neighbour.feed().shows(kRed));
    EXPECT_TRUE(reports.wait_for("srt", [](const auto& health) { return health.kbps > 20; }));
    EXPECT_EQ(reports.of("srt").state, State::Live);
    EXPECT_EQ(reports.of("srt").dropped, 0U);
}

TEST_F(Relaying, AnRtmpTargetThatGoesAwayIsFoundAgainAndTheOthersNoticeNothing) {
    const Neighbour neighbour;
    RtmpServer nginx;
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays({{"srt", neighbour.address(), kWard}, {"rtmp", nginx.address(), kKey}});
    ASSERT_TRUE(reports.wait_for("rtmp", State::Live)) << reports.of("rtmp").trouble.words;
    ASSERT_TRUE(reports.wait_for("srt", State::Live)) << reports.of("srt").trouble.words;
    {
        const WatchedFeed seen;
        const auto pulled = make_rtmp_pull(nginx.address() + "/" + kKey, seen.get());
        ASSERT_TRUE(pulled.has_value());
        EXPECT_TRUE(seen.shows(kRed));
    }
    nginx.stop();
    ASSERT_TRUE(reports.wait_for("rtmp", State::Trouble));
    EXPECT_THAT(reports.of("rtmp").trouble.words, Not(HasSubstr(kKey)));
    EXPECT_TRUE(reports.of("rtmp").next_try_at.has_value());
    EXPECT_TRUE(neighbour.feed().moves_on());
    nginx.start();
    EXPECT_TRUE(reports.wait_for("rtmp", State::Live)) << reports.of("rtmp").trouble.words;
    EXPECT_EQ(reports.troubles("srt"), 0);
    EXPECT_EQ(reports.of("srt").state, State::Live);
}

TEST_F(Relaying, WhatGoesWrongIsToldAsCauseAndCureWithoutTheKey) {
    const Neighbour neighbour;
    const RtmpServer nginx;
    const auto nobody_there = "rtmp://127.0.0.1:" + std::to_string(SilentPort().number()) + "/live";
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays({{"down", nobody_there, kKey},
                      {"closed", nginx.address("closed"), kKey},
                      {"stranger", neighbour.address(), "ward/" + kKey},
                      {"no-passphrase", neighbour.address().substr(0, neighbour.address().find('?')), kWard},
                      {"unknown", "rtmp://no.such.invalid/live", kKey},
                      {"nonsense", "gopher://x/" + kKey, ""}});
    struct Told {
        std::string words, code;
    };
    const std::map<std::string, Told> words{{"down", {"refused", "nothing_listens"}},
                                            {"closed", {"stream key", "hung_up"}},
                                            {"stranger", {"does not know this key", "unknown_stream_id"}},
                                            {"no-passphrase", {"passphrase", "wrong_passphrase"}},
                                            {"unknown", {"is not known", "unknown_host"}},
                                            {"nonsense", {"begins with rtmp://", "bad_address"}}};
    for (const auto& [relay, told] : words) {
        // nginx may need a moment to listen at all.
        EXPECT_TRUE(reports.wait_for(relay,
                                     [&told = told](const auto& health) {
                                         EXPECT_THAT(health.trouble.words, Not(HasSubstr(kKey)));
                                         return health.state == State::Trouble &&
                                                health.trouble.words.find(told.words) != std::string::npos;
                                     }))
            << relay << ": " << reports.of(relay).trouble.words;
        EXPECT_THAT(reports.of(relay).trouble.code, testing::StartsWith(told.code)) << relay;
    }
}

TEST_F(Relaying, ATargetThatNeverAnswersOrStopsTakingIsGivenUpAndHoldsNobodyUp) {
    const Neighbour neighbour;
    const SilentPort silent;
    RtmpServer nginx;
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays({{"srt", neighbour.address(), kWard},
                      {"silent", "rtmp://127.0.0.1:" + std::to_string(silent.number()) + "/live", kKey}});
    ASSERT_TRUE(reports.wait_for("srt", State::Live));
    ASSERT_TRUE(reports.wait_for("silent", State::Trouble));
    EXPECT_THAT(reports.of("silent").trouble.words, HasSubstr("does not answer"));
    // In the midst of connecting again, it is let go of at once.
    ASSERT_TRUE(reports.wait_for("silent", State::Connecting));
    const auto before = Ticks::now();
    show->set_relays({{"srt", neighbour.address(), kWard}});
    EXPECT_LT(Ticks::now() - before, 2s);
    EXPECT_TRUE(neighbour.feed().moves_on());
    EXPECT_EQ(reports.troubles("srt"), 0);
}

// A picture that costs the line what it may, so that what is not taken is noticed soon.
class RelayingMuch : public Relaying {
  protected:
    RelayingMuch() { rung = "240p:8000"; }
    BufferPtr next_picture() override {
        auto picture = plain_picture(0);
        GstMapInfo map;
        EXPECT_TRUE(gst_buffer_map(picture.get(), &map, GST_MAP_WRITE));
        for (gsize i = 0; i < map.size; ++i)
            map.data[i] = static_cast<guint8>((seed = seed * 1664525 + 1013904223) >> 24);
        gst_buffer_unmap(picture.get(), &map);
        return picture;
    }
    unsigned seed = 1;
};

TEST_F(RelayingMuch, ATargetThatStopsTakingWhileConnectedIsGivenUpAndFoundAgainWhenItTakes) {
    const Neighbour neighbour;
    const RtmpServer nginx;
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays({{"srt", neighbour.address(), kWard}, {"rtmp", nginx.address(), kKey}});
    ASSERT_TRUE(reports.wait_for("rtmp", State::Live)) << reports.of("rtmp").trouble.words;
    ASSERT_TRUE(reports.wait_for("srt", State::Live));
    nginx.hang();
    EXPECT_TRUE(reports.wait_for("rtmp", State::Trouble));
    EXPECT_TRUE(neighbour.feed().moves_on());
    // It is called again in vain, as long as it hangs.
    ASSERT_TRUE(reports.wait_for("rtmp", State::Connecting));
    ASSERT_TRUE(reports.wait_for("rtmp", State::Trouble));
    EXPECT_THAT(reports.of("rtmp").trouble.words, HasSubstr("does not answer"));
    nginx.wake();
    EXPECT_TRUE(reports.wait_for("rtmp", State::Live)) << reports.of("rtmp").trouble.words;
    EXPECT_TRUE(neighbour.feed().moves_on());
    EXPECT_EQ(reports.troubles("srt"), 0);
}

TEST_F(Relaying, ByRtmpsToWhoHasAValidCertificateAndToNobodyElse) {
    const TestAuthority authority;
    const RtmpServer nginx;
    const TlsTunnel valid(authority.issue("localhost"), nginx.port());
    const TlsTunnel stranger(authority.self_signed("localhost"), nginx.port());
    const TlsTunnel elsewhere(authority.issue("live.example.org"), nginx.port());
    const auto at = [](const TlsTunnel& tunnel) {
        return "rtmps://localhost:" + std::to_string(tunnel.port()) + "/live";
    };
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays(
        {{"valid", at(valid), kKey}, {"stranger", at(stranger), kKey}, {"elsewhere", at(elsewhere), kKey}});
    EXPECT_TRUE(reports.wait_for("valid", State::Live)) << reports.of("valid").trouble.words;
    const WatchedFeed seen;
    const auto pulled = make_rtmp_pull(nginx.address() + "/" + kKey, seen.get());
    ASSERT_TRUE(pulled.has_value());
    EXPECT_TRUE(seen.shows(kRed));
    EXPECT_TRUE(seen.is_heard());
    for (const char* relay : {"stranger", "elsewhere"}) {
        EXPECT_TRUE(reports.wait_for(relay, State::Trouble));
        EXPECT_THAT(reports.of(relay).trouble.words, HasSubstr("The certificate of localhost is not valid"));
    }
}

TEST_F(Relaying, NothingOfTheTimeOffTheAirEverLeaves) {
    const Neighbour neighbour;
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    show->set_relays({{"srt", neighbour.address(), kWard}});
    ASSERT_TRUE(neighbour.feed().shows(kRed));
    std::atomic<bool> leaked{false};
    const std::jthread watch([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto picture = neighbour.feed().get()->newest(Ticks::now());
            if (picture != nullptr && average(picture.get()).v < 90) leaked = true;  // Green.
            std::this_thread::sleep_for(10ms);
        }
    });
    show->set_air(false);
    colour = &kGreen;
    EXPECT_TRUE(reports.wait_for("srt", State::Waiting));
    EXPECT_TRUE(neighbour.feed().shows_nothing());
    colour = &kRed;
    // The green ones that waited in the programme have passed.
    std::this_thread::sleep_for(1s);
    show->set_air(true);
    EXPECT_TRUE(reports.wait_for("srt", State::Live));
    EXPECT_TRUE(neighbour.feed().shows(kRed));
    EXPECT_FALSE(leaked);
}

TEST_F(Relaying, ARehearsalIsNeverRelayed) {
    const Neighbour neighbour;
    ASSERT_TRUE(show->rehearse(true).has_value());
    show->set_relays({{"srt", neighbour.address(), kWard}});
    EXPECT_TRUE(reports.wait_for("srt", State::Waiting));
    ASSERT_TRUE(show->start("Cae Mawr").has_value());
    EXPECT_EQ(reports.of("srt").state, State::Waiting);
    ASSERT_TRUE(show->rehearse(false).has_value());
    EXPECT_TRUE(neighbour.feed().shows(kRed));
}

TEST_F(Relaying, WhatIsNotPermittedIsNotEvenCalled) {
    auto forbidding = std::make_unique<Relays>(
        show->taps(),
        Relay::Surroundings{"cae-mawr",
                            [](const std::string& host, std::uint16_t) -> Outcome<void> {
                                return tl::unexpected(Trouble{.words = host + " is in a private network."});
                            },
                            [this](const auto& relay, const auto& health) { reports.take(relay, health); }, clock});
    const RtmpServer nginx;
    forbidding->set({{"rtmp", nginx.address(), kKey}}, Ticks::now());
    forbidding->set_on_air(true);
    ASSERT_TRUE(reports.wait_for("rtmp", State::Trouble));
    EXPECT_EQ(reports.of("rtmp").trouble.words, "127.0.0.1 is in a private network.");
}

// An output that takes nothing.
struct Stuck final : RelayOutput {
    void picture(GstBuffer*, GstCaps*, GstClockTime at) noexcept override {
        ++level;
        last = at;
    }
    void sound(GstBuffer*, GstCaps*, GstClockTime) noexcept override { ++sounds; }
    [[nodiscard]] bool connected() const override { return true; }
    [[nodiscard]] std::size_t waiting() const override { return level; }
    [[nodiscard]] std::uint64_t sent() const override { return 0; }
    [[nodiscard]] Trouble trouble() const override { return {}; }
    std::size_t level = 0;
    int sounds = 0;
    GstClockTime last = 0;
};

TEST(RelayFeed, LeavesPicturesOutUpToTheNextKeyframeWhereTheyAreTakenTooSlowly) {
    gst_init(nullptr, nullptr);
    const RenditionInfo rung{.name = "240p", .video = true, .height = 240};
    RelayFeed feed;
    Stuck output;
    feed.begun(Ticks::now());
    feed.open(output);
    GstClockTime at = 0;
    const auto picture = [&](bool is_keyframe) {
        const BufferPtr unit(gst_buffer_new_allocate(nullptr, 8, nullptr));
        GST_BUFFER_PTS(unit.get()) = at += GST_SECOND / 30;
        if (!is_keyframe) GST_BUFFER_FLAG_SET(unit.get(), GST_BUFFER_FLAG_DELTA_UNIT);
        feed.encoded(rung, unit.get(), nullptr);
    };
    picture(false);
    EXPECT_EQ(output.level, 0U) << "a decoder cannot begin there";
    picture(true);
    for (std::size_t i = 1; i < RelayFeed::kMostWaiting + 10; ++i)
        picture(false);
    EXPECT_EQ(output.level, RelayFeed::kMostWaiting);
    EXPECT_EQ(feed.dropped(), 10U);
    output.level = 0;
    picture(false);
    EXPECT_EQ(output.level, 0U);
    picture(true);
    picture(false);
    EXPECT_EQ(output.level, 2U);
    EXPECT_EQ(feed.dropped(), 11U);
    feed.close();
    picture(true);
    EXPECT_EQ(output.level, 2U);
}

}  // namespace
}  // namespace wardcast::media
