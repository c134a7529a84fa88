#include "media/run_continuation.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kBeginning = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
// Segments last two seconds and, around a keyframe out of turn, less: one a second is more than there can be.
constexpr auto kShortestSegment = 1s;
constexpr std::uint64_t kMargin = 3;

struct LastRecorded {
    std::uint64_t msn = 0;
    Timestamp end;
};

LastRecorded last_recorded(const RecordingIndex& index) {
    LastRecorded last{0, Timestamp::min()};
    for (const auto& rendition : index.renditions()) {
        if (rendition.segments.empty()) continue;
        const auto& segment = rendition.segments.back();
        last.msn = std::max(last.msn, segment.msn);
        last.end = std::max(last.end, index.wall_time(segment.run, segment.end()));
    }
    return last;
}

// Adds `count` gaps of one run which together last from the end of what is there to the time given, so that the wall
// time goes on without a jump. Each takes at least a millisecond and at most what a playlist allows.
void fill_with_gaps(std::vector<SegmentPtr>& segments, std::uint64_t count, std::uint32_t run, Timestamp until) {
    using std::chrono::milliseconds;
    if (count == 0) return;
    const auto last = segments.back();
    const auto gaps = static_cast<std::int64_t>(count);
    const auto from = last->at + std::chrono::floor<milliseconds>(last->duration);
    const auto all =
        std::clamp<milliseconds>(until - from, gaps * 1ms, gaps * std::chrono::floor<milliseconds>(kLongestSegment));
    for (std::int64_t i = 0; i < gaps; ++i) {
        auto gap = std::make_shared<Segment>();
        gap->msn = segments.back()->msn + 1;
        gap->run = run;
        gap->gap = true;
        gap->discontinuity = i == 0 && run != last->run;
        gap->at = from + all * i / gaps;
        gap->duration = from + all * (i + 1) / gaps - gap->at;
        segments.push_back(std::move(gap));
    }
}

}  // namespace

RunStart run_by_the_clock(Timestamp epoch) {
    const auto passed = std::max<std::int64_t>(std::chrono::floor<std::chrono::seconds>(epoch - kBeginning).count(), 0);
    return {epoch, static_cast<std::uint32_t>(passed), static_cast<std::uint64_t>(passed)};
}

RunStart run_after(const RecordingIndex& index, Timestamp epoch) {
    RunStart start;
    start.epoch = epoch;
    if (index.runs().empty()) return start;
    start.run = index.runs().rbegin()->first + 1;
    auto last = last_recorded(index);
    if (index.empty()) last.end = index.runs().begin()->second;
    // Counted from the last recorded segment on, so that runs of which nothing was recorded are covered as well.
    const auto since = std::max<std::chrono::milliseconds>(epoch - last.end, 0ms);
    start.first_msn =
        last.msn + 1 + kMargin + static_cast<std::uint64_t>((since + kShortestSegment - 1ms) / kShortestSegment);
    return start;
}

std::vector<SegmentPtr> history_before(const RecordingIndex& index, const RunStart& start, const std::string& rendition,
                                       std::chrono::seconds window) {
    const auto* found = index.find(rendition);
    if (found == nullptr || found->segments.empty()) return {};
    const auto& recorded = found->segments;
    const auto run = recorded.back().run;
    // Only of the run right before: a run in between, of which nothing was recorded, was a discontinuity of its own.
    if (run + 1 != start.run) return {};

    std::vector<SegmentPtr> history;
    for (auto i = recorded.size(); i-- > 0;) {
        const bool follows = i + 1 == recorded.size() || recorded[i].msn + 1 == recorded[i + 1].msn;
        const auto at = index.wall_time(recorded[i].run, recorded[i].start);
        if (recorded[i].run != run || !follows || start.epoch - at > window) break;
        auto segment = std::make_shared<Segment>();
        segment->msn = recorded[i].msn;
        segment->run = run;
        segment->start = recorded[i].start;
        segment->duration = recorded[i].duration;
        segment->at = at;
        history.insert(history.begin(), std::move(segment));
    }
    if (history.empty() || start.first_msn <= history.back()->msn + 1) return {};

    fill_with_gaps(history, start.first_msn - history.back()->msn - 1, start.run, start.epoch);
    return history;
}

std::vector<SegmentPtr> past_before(const RecordingIndex& index, const RunStart& start, const std::string& rendition) {
    constexpr std::uint64_t kLongestHole = 1'800;
    const auto* found = index.find(rendition);
    if (found == nullptr) return {};
    std::vector<SegmentPtr> past;
    // Fills numbers up to the one before `msn`, which begins at `at`; false, and the past forgotten, where that is too
    // far.
    const auto reach = [&past](std::uint64_t msn, std::uint32_t run, Timestamp at) {
        if (past.empty()) return;
        const auto last = past.back();
        const auto hole = msn - last->msn - 1;
        if (msn <= last->msn || run > last->run + 1 || hole > kLongestHole) {
            past.clear();
            return;
        }
        fill_with_gaps(past, hole, run, at);
    };
    for (const auto& recorded : found->segments) {
        const auto at = index.wall_time(recorded.run, recorded.start);
        reach(recorded.msn, recorded.run, at);
        auto segment = std::make_shared<Segment>();
        segment->msn = recorded.msn;
        segment->run = recorded.run;
        segment->discontinuity = !past.empty() && past.back()->run != recorded.run;
        segment->start = recorded.start;
        segment->duration = recorded.duration;
        segment->at = at;
        past.push_back(std::move(segment));
    }
    reach(start.first_msn, start.run, start.epoch);
    return past;
}

}  // namespace wardcast::media
