#include "media/fullest_picture.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "media/recording_playlist.h"

namespace wardcast::media::test {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr auto kStart = Timestamp(milliseconds(1'795'719'600'000));

// When a rendition was recorded.
struct Span {
    milliseconds from{};
    milliseconds to{};
    std::uint32_t stretch = 0;
};

// A recording of pictures and sound, made by hand.
class HandMade {
  public:
    HandMade() {
        index_.add(RecordedRun{0, kStart});
        begin({"480p", true, 854, 480, 30, 1'100'000});  // Whichever encoder was first.
        begin({"720p", true, 1280, 720, 30, 2'500'000});
        begin({"audio", false, 0, 0, 0, 128'000});
    }

    // Segments of two seconds over each span; the last one takes what is left of it.
    void record(const std::string& rendition, const std::vector<Span>& spans) {
        for (const Span& span : spans) {
            for (auto at = span.from; at < span.to; at += 2s) {
                RecordedSegment segment;
                segment.rendition = rendition;
                segment.msn = ++msn_[rendition];
                segment.stretch = span.stretch;
                segment.start = at;
                segment.duration = std::min<milliseconds>(span.to - at, 2s);
                segment.size = 1000;
                index_.add(segment);
            }
        }
    }

    // "720p 0 480p 40 | 720p 100 to 120": from which tenth of a second on it is which, where stretches begin, and the
    // end; gaps in brackets.
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

    [[nodiscard]] const RecordingIndex& index() const { return index_; }

  private:
    void begin(const RenditionInfo& info) { index_.add(RecordedInit{info, "avc1.4D401F", 0, 700}); }

    RecordingIndex index_;
    std::map<std::string, std::uint64_t> msn_;
};

TEST(FullestPicture, IsTheBestThatThereIsOfEachMoment) {
    struct {
        const char* claim;
        std::vector<Span> small;  // 480p.
        std::vector<Span> large;  // 720p.
        const char* picked;
    } const kCases[] = {
        {"the largest where that is there all the time", {{0s, 12s}}, {{0s, 12s}}, "720p 0 to 120"},
        {"the next one in a gap", {{0s, 12s}}, {{0s, 4s}, {8s, 12s}}, "720p 0 480p 40 720p 80 to 120"},
        {"at the beginning and at the end too", {{0s, 12s}}, {{4s, 8s}}, "480p 0 720p 40 480p 80 to 120"},
        {"instead of a piece of a segment", {{0s, 12s}}, {{0s, 4700ms}, {8s, 12s}}, "720p 0 480p 40 720p 80 to 120"},
        {"no moment twice where it is cut elsewhere",
         {{1s, 11s}},
         {{0s, 4s}, {8s, 12s}},
         "720p 0 480p 50 720p 80 to 120"},
        {"a gap where all have one", {{0s, 4s}, {8s, 12s}}, {{0s, 4s}, {8s, 12s}}, "720p 0 (720p) 40 720p 80 to 120"},
    };
    for (const auto& each : kCases) {
        HandMade recording;
        recording.record("480p", each.small);
        recording.record("720p", each.large);
        recording.record("audio", {{0s, 12s}});
        EXPECT_EQ(recording.picked(), each.picked) << each.claim;
    }
}

TEST(FullestPicture, GoesOnThroughAStretchOfWhichTheLargestHasNothing) {
    HandMade recording;
    recording.record("480p", {{0s, 4s, 0}, {10s, 14s, 1}, {20s, 24s, 2}});
    recording.record("720p", {{0s, 4s, 0}, {20s, 24s, 2}});
    recording.record("audio", {{0s, 4s, 0}, {10s, 14s, 1}, {20s, 24s, 2}});
    EXPECT_EQ(recording.picked(), "720p 0 | 480p 100 | 720p 200 to 240");
    // The playlists that players have of it count as many stretches in every rendition.
    for (const auto& [rendition, segments] : recorded_segments(recording.index())) {
        EXPECT_EQ(std::count_if(segments.begin(), segments.end(), [](const auto& each) { return each.discontinuity; }),
                  2)
            << rendition;
    }
}

}  // namespace
}  // namespace wardcast::media::test
