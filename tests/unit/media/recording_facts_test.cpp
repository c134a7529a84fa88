#include "media/recording_facts.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "media/recording_index.h"
#include "media/recording_position.h"

namespace wardcast::media::test {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kStart = std::chrono::sys_days{std::chrono::year{2026} / 11 / 26} + 19h;

// The index of a recording, made by hand.
class RecordingFactsOf : public testing::Test {
  protected:
    RecordingFactsOf() {
        index_.add(RecordedRun{0, kStart});
        begin(0);
    }

    void begin(std::uint32_t run) {
        index_.add(RecordedInit{{"720p", true, 1280, 720, 30, 2'500'000}, "avc1.4D401F", run, 700});
        index_.add(RecordedInit{{"audio", false, 0, 0, 0, 128'000}, "mp4a.40.2", run, 700});
    }

    // Picture and sound in segments of two seconds, on the run's timeline.
    void record(std::chrono::seconds from, std::chrono::seconds to, std::uint32_t run = 0, std::uint32_t stretch = 0) {
        for (const auto* rendition : {"720p", "audio"}) {
            for (auto at = from; at < to; at += 2s) {
                RecordedSegment segment;
                segment.rendition = rendition;
                segment.msn = ++msn_[rendition];
                segment.run = run;
                segment.stretch = stretch;
                segment.start = at;
                segment.duration = 2s;
                segment.size = 1000;
                index_.add(segment);
            }
        }
    }

    // Recorded until 10 s, and from 30 s on.
    void record_with_a_pause() {
        record(0s, 10s);
        record(30s, 40s, 0, 1);
    }

    [[nodiscard]] std::string pause() const {
        const auto facts = recording_facts(index_);
        EXPECT_EQ(facts.pauses.size(), 1U);
        return facts.pauses.empty() ? "" : facts.pauses[0].why;
    }

    RecordingIndex index_;
    std::map<std::string, std::uint64_t> msn_;
};

TEST_F(RecordingFactsOf, OneStretchAreOneSpanItsSizeAndItsRenditions) {
    record(0s, 10s);
    const auto facts = recording_facts(index_);
    ASSERT_EQ(facts.spans.size(), 1U);
    EXPECT_EQ(facts.spans[0].from, kStart);
    EXPECT_EQ(facts.spans[0].to, kStart + 10s);
    EXPECT_EQ(facts.spans[0].at, 0ms);
    EXPECT_TRUE(facts.pauses.empty());
    EXPECT_EQ(facts.duration, 10s);
    EXPECT_EQ(facts.bytes, 10'000U);
    EXPECT_EQ(facts.renditions, (std::vector<std::string>{"720p", "audio"}));
}

TEST_F(RecordingFactsOf, NothingAreNothing) {
    const auto facts = recording_facts(RecordingIndex());
    EXPECT_TRUE(facts.spans.empty());
    EXPECT_TRUE(facts.pauses.empty());
    EXPECT_EQ(facts.duration, 0ms);
    EXPECT_EQ(facts.bytes, 0U);
}

TEST_F(RecordingFactsOf, APauseAreWhenItWasAndWhereThePlayerGoesOn) {
    record_with_a_pause();
    const auto facts = recording_facts(index_);
    ASSERT_EQ(facts.spans.size(), 2U);
    EXPECT_EQ(facts.spans[1].from, kStart + 30s);
    EXPECT_EQ(facts.spans[1].at, 10s) << "twenty seconds are not there to be played";
    ASSERT_EQ(facts.pauses.size(), 1U);
    EXPECT_EQ(facts.pauses[0].from, kStart + 10s);
    EXPECT_EQ(facts.pauses[0].to, kStart + 30s);
    EXPECT_EQ(facts.duration, 20s);
    EXPECT_EQ(facts.position_of(kStart + 5s), 5s);
    EXPECT_EQ(facts.position_of(kStart + 20s), 10s) << "within the pause: where it is over";
    EXPECT_EQ(facts.position_of(kStart + 35s), 15s);
}

TEST_F(RecordingFactsOf, WhatStaffTookOffTheAirSaySo) {
    record_with_a_pause();
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{false, kStart + 11s})));
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{true, kStart + 29s})));
    EXPECT_EQ(pause(), "off_air");
}

TEST_F(RecordingFactsOf, OffAirBeforeOrAfterAPauseIsNotItsReason) {
    record_with_a_pause();
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{false, kStart + 2s})));
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{true, kStart + 4s})));
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{false, kStart + 38s})));
    EXPECT_EQ(pause(), "not_written");
}

TEST_F(RecordingFactsOf, WhatTheDiskLostSaySo) {
    record_with_a_pause();
    EXPECT_TRUE(index_.add(index_entry(RecordedTrouble{"no space left on device", kStart + 12s, kStart + 28s})));
    EXPECT_EQ(pause(), "not_written");
}

TEST_F(RecordingFactsOf, WhatStaffDidOutweighsWhatTheMachineDid) {
    record_with_a_pause();
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{false, kStart + 11s})));
    EXPECT_TRUE(index_.add(index_entry(RecordedAir{true, kStart + 20s})));
    EXPECT_TRUE(index_.add(index_entry(RecordedTrouble{"no space left on device", kStart + 20s, kStart + 28s})));
    EXPECT_EQ(pause(), "off_air");
}

TEST_F(RecordingFactsOf, ARestartOfTheServerSaySo) {
    record(0s, 10s);
    index_.add(RecordedRun{1, kStart + 60s});
    begin(1);
    record(0s, 10s, 1);
    EXPECT_EQ(pause(), "restart");
    EXPECT_EQ(recording_facts(index_).spans.at(1).from, kStart + 60s);
}

TEST_F(RecordingFactsOf, ADiskThatWasFullUntilTheRestartIsTheReason) {
    record(0s, 10s);
    EXPECT_TRUE(index_.add(index_entry(RecordedTrouble{"no space left on device", kStart + 12s, kStart + 50s})));
    index_.add(RecordedRun{1, kStart + 60s});
    begin(1);
    record(0s, 10s, 1);
    EXPECT_EQ(pause(), "not_written");
}

}  // namespace
}  // namespace wardcast::media::test
