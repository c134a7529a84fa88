#include "app/signals.h"

#include <gtest/gtest.h>

namespace wardcast::app {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kSeven(1'795'719'600'000ms);  // 2026-11-26T19:00:00Z

TEST(Signals, OfACameraSayWhatIsHeardAndSeenAndWhatIsWrong) {
    media::CameraSignal signal;
    signal.state = media::CameraSignal::State::Live;
    signal.level_db = -21.5;
    signal.kbps = 2140;
    signal.alarms.black = true;
    signal.alarms.not_on_air = true;
    Json wire = to_wire(signal);
    EXPECT_EQ(wire["state"], "live");
    EXPECT_EQ(wire["level_db"], -21.5);
    EXPECT_EQ(wire["kbps"], 2140);
    EXPECT_EQ(wire["alarms"], Json({"black", "not_on_air"}));
    EXPECT_FALSE(wire.contains("trouble"));

    signal.state = media::CameraSignal::State::None;
    signal.trouble = {.words = "The camera does not answer.", .code = "no_answer", .about = {}};
    wire = to_wire(signal);
    EXPECT_EQ(wire["state"], "none");
    EXPECT_EQ(wire["trouble_code"], "no_answer");
    EXPECT_EQ(wire["trouble_about"], nullptr);
}

TEST(Signals, OfARelaySaySinceWhenAndWhenItIsTriedAgain) {
    media::RelayHealth health;
    health.state = media::RelayHealth::State::Trouble;
    health.since = kSeven;
    health.trouble = {.words = "There is no such host.", .code = "unknown_host", .about = "relay.example"};
    health.next_try_at = kSeven + 5s;
    const Json wire = to_wire(health);
    EXPECT_EQ(wire["state"], "trouble");
    EXPECT_EQ(wire["since"], "2026-11-26T19:00:00.000Z");
    EXPECT_EQ(wire["next_try_at"], "2026-11-26T19:00:05.000Z");
    EXPECT_EQ(wire["about"], "relay.example");
}

TEST(Signals, OfASourceHaveNullForWhatThereIsNot) {
    social::Health health;
    health.state = social::Health::State::Ok;
    health.taken = 17;
    EXPECT_EQ(to_wire(health), (Json{{"state", "ok"},
                                     {"last_post_at", nullptr},
                                     {"error", nullptr},
                                     {"code", nullptr},
                                     {"about", nullptr},
                                     {"next_try_at", nullptr},
                                     {"taken", 17}}));
}

}  // namespace
}  // namespace wardcast::app
