#include "http/recording_chapters.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

class RecordingChapters : public testing::Test {
  protected:
    RecordingChapters() {
        facts_.spans = {{begin_, begin_ + 60s, 0ms}, {begin_ + 90s, begin_ + 120s, 60s}};
        facts_.duration = 90s;
    }

    const Timestamp begin_ = from_rfc3339("2026-11-26T19:00:00Z").value();
    media::RecordingFacts facts_;
    const Json state_ = {
        {"items",
         {{{"id", "i_1"}, {"title", "Apologies"}, {"opened_at", "2026-11-26T18:59:00.000Z"}},
          {{"id", "i_2"}, {"title", "Planning"}, {"opened_at", "2026-11-26T19:01:10.000Z"}},
          {{"id", "i_3"}, {"title", "Never opened"}, {"opened_at", nullptr}}}},
        {"questions",
         {{{"id", "q_1"}, {"text", "When\nwill <it> & they --> be mended?"}, {"called_at", "2026-11-26T19:00:30.000Z"}},
          {{"id", "q_2"}, {"text", "Not called"}},
          {{"id", "q_3"}, {"text", "After the end"}, {"called_at", "2026-11-26T19:05:00.000Z"}}}}};
};

TEST_F(RecordingChapters, AreItemsAndQuestionsInTheOrderOfTheirTimes) {
    const auto chapters = recording_chapters(state_, facts_);
    ASSERT_EQ(chapters.size(), 3U);
    EXPECT_EQ(chapters[0].id, "i_1");
    EXPECT_EQ(chapters[0].at, 0ms) << "opened before the first picture";
    EXPECT_EQ(chapters[1].id, "q_1");
    EXPECT_EQ(chapters[1].at, 30s);
    EXPECT_EQ(chapters[2].id, "i_2");
    EXPECT_EQ(chapters[2].at, 60s) << "opened off the air: where the recording goes on";
}

TEST_F(RecordingChapters, AsWebVttAreTextAndLastUntilTheNext) {
    EXPECT_EQ(chapters_vtt(recording_chapters(state_, facts_), facts_.duration),
              "WEBVTT\n\ni_1\n00:00:00.000 --> 00:00:30.000\nApologies\n\nq_1\n00:00:30.000 --> 00:01:00.000\n"
              "When will &lt;it&gt; &amp; they --&gt; be mended?\n\ni_2\n00:01:00.000 --> 00:01:30.000\nPlanning\n");
}

TEST_F(RecordingChapters, OfAStateOfAnyShapeThereIsNoneToBreak) {
    EXPECT_TRUE(recording_chapters(Json::array(), facts_).empty());
    EXPECT_TRUE(recording_chapters({{"items", 7}, {"questions", {1, nullptr}}}, facts_).empty());
    EXPECT_EQ(chapters_vtt({}, 0ms), "WEBVTT\n");
}

TEST_F(RecordingChapters, LongQuestionsAreCutBetweenWords) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "dŵr ";
    const auto chapters = recording_chapters(
        {{"questions", {{{"id", "q"}, {"text", text}, {"called_at", "2026-11-26T19:00:30.000Z"}}}}}, facts_);
    ASSERT_EQ(chapters.size(), 1U);
    EXPECT_LT(chapters[0].title.size(), 130U);
    EXPECT_TRUE(chapters[0].title.ends_with("dŵr…")) << chapters[0].title;
}

}  // namespace
}  // namespace wardcast::http
