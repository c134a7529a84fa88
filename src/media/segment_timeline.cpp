#include "media/segment_timeline.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace wardcast::media {
namespace {

// Rounding of a muxer's ticks: its fragments meet to within this.
constexpr Micros kTolerance{1000};

Micros to_micros(std::uint64_t ticks, std::uint32_t timescale) {
    // In two steps: ticks * 1000000 would overflow after a few weeks at 48 kHz times a large tfdt.
    const auto seconds = ticks / timescale;
    const auto rest = ticks % timescale * 1'000'000 / timescale;
    return Micros(static_cast<std::int64_t>(seconds * 1'000'000 + rest));
}

}  // namespace

SegmentTimeline::SegmentTimeline(bool video, std::chrono::seconds window)
    : video_(video), window_(std::max<Micros>(window, 2 * kSkipUntil)) {}

void SegmentTimeline::begin(const RunStart& start, std::vector<SegmentPtr> history) {
    run_ = start;
    begun_ = true;
    segments_.assign(history.begin(), history.end());
    open_ = Segment{};
    open_.msn = start.first_msn;
    open_.run = start.run;
    open_.at = start.epoch;
    // Where players know nothing of an earlier run, there is nothing to be discontinuous with.
    open_.discontinuity = !segments_.empty() && segments_.back()->run != start.run;
}

bool SegmentTimeline::add(Fragment fragment, std::uint32_t timescale, const Air& air) {
    const auto start = to_micros(fragment.start, timescale);
    const auto end = to_micros(fragment.start + fragment.duration, timescale);
    if (start + kTolerance < end_) return false;

    Part part;
    part.duration = end - start;
    part.independent = fragment.independent();
    part.size = fragment.bytes.size();
    part.bytes = share_bytes(std::move(fragment.bytes));
    if (!open_.parts.empty() && must_begin_segment(open_, part)) close();
    end_ = end;

    if (open_.parts.empty() && video_ && !part.independent) {
        skip(start, end);
        return true;
    }
    if (gap_since_) close_gap(*std::exchange(gap_since_, std::nullopt), start);
    const auto duration = part.duration;
    append(std::move(part), start, air);
    if (is_full(duration)) close();
    return true;
}

bool SegmentTimeline::must_begin_segment(const Segment& open, const Part& part) const {
    return (video_ && part.independent) || open.duration + part.duration > kLongestSegment;
}

bool SegmentTimeline::is_full(Micros last_part) const {
    const Micros target = kTargetDuration;
    if (video_) return open_.duration + kTolerance >= target;
    // The even second that comes after the one nearest to where this segment began.
    const auto border = ((open_.start + target / 2) / target + 1) * target;
    const auto missing = border - open_.end();
    return missing <= last_part - missing;
}

void SegmentTimeline::append(Part part, Micros start, const Air& air) {
    if (open_.parts.empty()) {
        open_.start = start;
        open_.at = run_.epoch + std::chrono::floor<std::chrono::milliseconds>(start);
    }
    if (air.on) open_.stretch = air.stretch;
    part.offset = open_.parts.empty() ? 0 : open_.parts.back().offset + open_.parts.back().size;
    open_.duration = start + part.duration - open_.start;
    open_bytes_.push_back(part.bytes);
    open_.parts.push_back(std::move(part));
}

void SegmentTimeline::skip(Micros start, Micros end) {
    if (!gap_since_) gap_since_ = start;
    if (end - *gap_since_ >= kTargetDuration) {
        close_gap(*gap_since_, end);
        gap_since_ = end;
    }
}

void SegmentTimeline::close_gap(Micros start, Micros end) {
    if (end <= start) return;
    open_.gap = true;
    open_.start = start;
    open_.at = run_.epoch + std::chrono::floor<std::chrono::milliseconds>(start);
    open_.duration = std::min(end - start, kLongestSegment);
    list(std::make_shared<Segment>(std::move(open_)));
    open_next();
}

void SegmentTimeline::close() {
    open_.body = std::make_shared<SegmentBody>(std::exchange(open_bytes_, {}));
    const auto segment = std::make_shared<Segment>(std::move(open_));
    closed_.push_back(segment);
    list(segment);
    open_next();
}

void SegmentTimeline::end() {
    if (!open_.parts.empty()) close();
}

void SegmentTimeline::gap_until(Micros until) {
    if (until <= end_ + kTolerance) return;
    end();
    auto from = std::exchange(gap_since_, std::nullopt).value_or(end_);
    while (from < until) {
        const Micros border = (from / Micros(kTargetDuration) + 1) * Micros(kTargetDuration);
        const auto to = std::min(border, until);
        close_gap(from, to);
        from = to;
    }
    end_ = until;
}

void SegmentTimeline::open_next() {
    const auto& last = *segments_.back();
    open_ = Segment{};
    open_.msn = last.msn + 1;
    open_.run = last.run;
}

void SegmentTimeline::list(SegmentPtr segment) {
    segments_.push_back(std::move(segment));
    forget_old();
}

void SegmentTimeline::forget_old() {
    Micros after{0};  // From the end of the segment looked at to the end of the playlist.
    auto keep = segments_.size();
    for (auto it = segments_.rbegin(); it != segments_.rend() && after < window_; ++it, --keep) {
        if (after > kPartsListed && !is_compact(**it)) *it = compact(**it);
        after += (*it)->duration;
    }
    const auto forget_until = [this](auto place) {
        forgotten_.insert(forgotten_.end(), segments_.begin(), place);
        segments_.erase(segments_.begin(), place);
    };
    forget_until(segments_.begin() + static_cast<std::ptrdiff_t>(keep));
    // A playlist that begins with a gap says nothing by it; but what is removed must leave three target durations
    // (RFC 8216bis section 6.2.2).
    const auto there = [](const auto& segment) { return !segment->gap; };
    const auto first = std::find_if(segments_.begin(), segments_.end(), there);
    const auto rest = std::accumulate(first, segments_.end(), Micros{0},
                                      [](Micros sum, const auto& segment) { return sum + segment->duration; });
    if (rest >= 3 * kTargetDuration) forget_until(first);
}

std::vector<SegmentPtr> SegmentTimeline::take_forgotten() {
    return std::exchange(forgotten_, {});
}

std::vector<SegmentPtr> SegmentTimeline::take_closed() {
    return std::exchange(closed_, {});
}

}  // namespace wardcast::media
