#include "media/fullest_picture.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "media/recording_playlist.h"

namespace wardcast::media::test {
namespace {

using std::chrono::milliseconds;

constexpr auto kStart = Timestamp(milliseconds(1'795'719'600'000));

// A recording of pictures and sound, made by hand.
class FullestPicture : public testing::Test {
  protected:
    FullestPicture() {
        index_.add(RecordedRun{0, kStart});
        begin({"480p", true, 854, 480, 30, 1'100'000});  // Whichever encoder was first.
        begin({"720p", true, 1280, 720, 30, 2'500'000});
        begin({"audio", false, 0, 0, 0, 128'000});
    }

    void begin(const RenditionInfo& info) { index_.add(RecordedInit{info, "avc1.4D401F", 0, 700}); }

    // Segments of two seconds from one second to the other.
    void record(const std::string& rendition, int from, int to, std::uint32_t stretch = 0) {
        for (int at = from; at < to; at += 2)
            record_one(rendition, at * 1000, std::min(to - at, 2) * 1000, stretch);
    }

    void record_one(const std::string& rendition, int from_ms, int ms, std::uint32_t stretch = 0) {
        RecordedSegment segment;
        segment.rendition = rendition;
        segment.msn = ++msn_[rendition];
        segment.stretch = stretch;
        segment.start = milliseconds(from_ms);
        segment.duration = milliseconds(ms);
        segment.size = 1000;
        index_.add(segment);
    }

    // "720p 0-4, 480p 4-8 | 720p 10-12": what follows on each other, and stretches; gaps in brackets.
    [[nodiscard]] std::string picked() const {
        std::string words;
        std::string last;
        Micros end{};
        for (const auto& [rendition, segment] : fullest_picture(pictures_by_size(index_), recorded_segments(index_))) {
            const auto name = segment.gap ? "(" + rendition + ")" : rendition;
            if (segment.discontinuity) words += " |";
            if (segment.discontinuity || name != last || segment.start != end) {
                words += (words.empty() ? "" : " ") + name + " " + std::to_string(segment.start / milliseconds(100));
            }
            last = name;
            end = segment.end();
        }
        return words + " to " + std::to_string(end / milliseconds(100));
    }

    RecordingIndex index_;
    std::map<std::string, std::uint64_t> msn_;
};

TEST_F(FullestPicture, IsTheLargestWhereThatIsThereAllTheTime) {
    record("480p", 0, 8);
    record("720p", 0, 8);
    record("audio", 0, 8);
    EXPECT_EQ(picked(), "720p 0 to 80");
}

TEST_F(FullestPicture, IsTheNextOneWhereTheLargestHasAGap) {
    record("480p", 0, 12);
    record("720p", 0, 4);
    record("720p", 8, 12);
    record("audio", 0, 12);
    EXPECT_EQ(picked(), "720p 0 480p 40 720p 80 to 120");
}

TEST_F(FullestPicture, ReplacesThePieceOfASegmentThatAnEncoderLeftBehind) {
    record("480p", 0, 12);
    record("720p", 0, 4);
    record_one("720p", 4000, 700);
    record("720p", 8, 12);
    record("audio", 0, 12);
    EXPECT_EQ(picked(), "720p 0 480p 40 720p 80 to 120");
}

TEST_F(FullestPicture, KeepsWhatIsThereWhereTheNextIsCutElsewhere) {
    for (int at = 1000; at < 11'000; at += 2000)
        record_one("480p", at, 2000);
    record("720p", 0, 4);
    record("720p", 8, 12);
    record("audio", 0, 12);
    EXPECT_EQ(picked(), "720p 0 480p 50 720p 80 to 120") << "no moment comes twice";
}

TEST_F(FullestPicture, ThatWasLeftOutAtTheBeginningAndAtTheEndIsFilled) {
    record("480p", 0, 12);
    record("720p", 4, 8);
    record("audio", 0, 12);
    EXPECT_EQ(picked(), "480p 0 720p 40 480p 80 to 120");
}

TEST_F(FullestPicture, GoesOnThroughAStretchOfWhichTheLargestHasNothing) {
    record("480p", 0, 4);
    record("480p", 10, 14, 1);
    record("480p", 20, 24, 2);
    record("720p", 0, 4);
    record("720p", 20, 24, 2);
    record("audio", 0, 4);
    record("audio", 10, 14, 1);
    record("audio", 20, 24, 2);
    EXPECT_EQ(picked(), "720p 0 | 480p 100 | 720p 200 to 240");
    // The playlists that players have of it count as many stretches in every rendition.
    for (const auto& [rendition, segments] : recorded_segments(index_)) {
        EXPECT_EQ(std::count_if(segments.begin(), segments.end(), [](const auto& each) { return each.discontinuity; }),
                  2)
            << rendition;
    }
}

TEST_F(FullestPicture, LeavesAGapWhereThereIsNothingAtAll) {
    record("480p", 0, 4);
    record("480p", 8, 12);
    record("720p", 0, 4);
    record("720p", 8, 12);
    record("audio", 0, 12);
    EXPECT_EQ(picked(), "720p 0 (720p) 40 720p 80 to 120");
}

}  // namespace
}  // namespace wardcast::media::test
