#include "media/recording_playlist.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace wardcast::media {
namespace {

using StretchKey = std::pair<std::uint32_t, std::uint32_t>;  // Run, stretch.

// From where to where there is a stretch.
struct Span {
    Micros from{};
    Micros to{};
};

StretchKey key_of(const RecordedSegment& segment) {
    return {segment.run, segment.stretch};
}

std::map<StretchKey, Span> own_spans(const RecordedRendition& rendition) {
    std::map<StretchKey, Span> spans;
    for (const auto& segment : rendition.segments) {
        const auto [place, is_new] = spans.try_emplace(key_of(segment), Span{segment.start, segment.end()});
        if (!is_new) place->second.to = segment.end();
    }
    return spans;
}

// The part of each stretch that is there in picture and in sound. Of the pictures the one that has most of it counts: a
// rung that the machine could not carry for a while has gaps, and must not take from the others what they have. What
// has no sound, or no picture, in a run that has both, is left out.
std::map<StretchKey, Span> common_spans(const RecordingIndex& index) {
    std::map<StretchKey, Span> pictures, sounds;
    std::set<std::uint32_t> with_pictures, with_sounds;
    for (const auto& rendition : index.renditions()) {
        const bool video = rendition.latest.info.video;
        for (const auto& [key, span] : own_spans(rendition)) {
            (video ? with_pictures : with_sounds).insert(key.first);
            const auto [place, is_new] = (video ? pictures : sounds).try_emplace(key, span);
            Span& longest = place->second;
            if (!is_new && span.to - span.from > longest.to - longest.from) longest = span;
        }
    }
    std::map<StretchKey, Span> common;
    for (const auto& [key, span] : pictures.empty() ? sounds : pictures) {
        const auto sound = sounds.find(key);
        if (sound == sounds.end() && with_sounds.contains(key.first)) continue;
        const Span other = sound == sounds.end() ? span : sound->second;
        const Span both{std::max(span.from, other.from), std::min(span.to, other.to)};
        if (both.to > both.from) common.emplace(key, both);
    }
    return common;
}

// Fills a hole in a stretch with gaps that the target duration allows.
void append_gaps(std::vector<Segment>& segments, Micros until) {
    for (;;) {
        const auto& last = segments.back();
        const auto missing = until - last.end();
        if (missing < std::chrono::milliseconds(1)) return;
        Segment gap;
        gap.gap = true;
        gap.run = last.run;
        gap.msn = last.msn + 1;
        gap.start = last.end();
        gap.at = last.at + std::chrono::floor<std::chrono::milliseconds>(last.duration);
        gap.duration = missing <= kLongestSegment ? missing : Micros(kTargetDuration);
        segments.push_back(std::move(gap));
    }
}

// Renditions are cut at slightly different places: what is shorter than this is no gap.
constexpr Micros kCutsDiffer = kTargetDuration / 2;

// A rung that was left out until the end of a stretch.
void end_with_gaps(std::vector<Segment>& segments, const Span& span) {
    if (span.to - segments.back().end() > kCutsDiffer) append_gaps(segments, span.to);
}

// A rung that was left out when a stretch of this run began, until then.
void begin_with_gaps(std::vector<Segment>& segments, const RecordingIndex& index, std::uint32_t run, const Span& span,
                     Micros until) {
    if (until - span.from <= kCutsDiffer) return;
    Segment gap;
    gap.gap = true;
    gap.run = run;
    gap.at = index.wall_time(run, span.from);
    gap.start = span.from;
    gap.duration = std::min<Micros>(until - span.from, kTargetDuration);
    segments.push_back(gap);
    append_gaps(segments, until);
}

// What a rendition has of a stretch; all gaps where it was left out from beginning to end.
std::vector<Segment> segments_of(const RecordedRendition& rendition, const RecordingIndex& index, const StretchKey& key,
                                 const Span& span) {
    std::vector<Segment> segments;
    for (const auto& recorded : rendition.segments) {
        // Renditions are cut at slightly different places: what lies mostly outside of what all have is left out.
        const auto middle = recorded.start + recorded.duration / 2;
        if (key_of(recorded) != key || middle < span.from || middle > span.to) continue;
        Segment segment;
        segment.msn = recorded.msn;
        segment.run = recorded.run;
        segment.start = recorded.start;
        segment.duration = recorded.duration;
        segment.at = index.wall_time(recorded.run, recorded.start);
        if (segments.empty()) begin_with_gaps(segments, index, recorded.run, span, recorded.start);
        if (!segments.empty()) append_gaps(segments, segment.start);
        segments.push_back(std::move(segment));
    }
    if (segments.empty()) {
        begin_with_gaps(segments, index, key.first, span, span.to);
    } else {
        end_with_gaps(segments, span);
    }
    return segments;
}

}  // namespace

std::string captions_guide(const RecordingIndex& index) {
    const auto rank = [](const RecordedRendition& rendition) {
        return std::pair(rendition.latest.info.video, rendition.segments.size());
    };
    const auto& renditions = index.renditions();
    const auto best = std::max_element(renditions.begin(), renditions.end(),
                                       [&](const auto& one, const auto& other) { return rank(one) < rank(other); });
    return best == renditions.end() ? std::string() : best->latest.info.name;
}

std::vector<Variant> recorded_variants(const RecordingIndex& index) {
    std::vector<Variant> variants;
    for (const auto& rendition : index.renditions()) {
        if (rendition.segments.empty() || rendition.duration.count() <= 0) continue;
        Variant variant{rendition.latest.info, rendition.latest.codec, rendition.peak, 0};
        variant.average = rendition.bytes * 8 * 1'000'000 / static_cast<std::uint64_t>(rendition.duration.count());
        variants.push_back(std::move(variant));
    }
    return variants;
}

std::map<std::string, std::vector<Segment>> recorded_segments(const RecordingIndex& index) {
    const auto common = common_spans(index);
    std::map<std::string, std::vector<Segment>> playlists;
    for (const auto& rendition : index.renditions()) {
        auto& segments = playlists[rendition.latest.info.name];
        bool has_any = false;
        for (const auto& [key, span] : common) {
            auto stretch = segments_of(rendition, index, key, span);
            has_any |= std::any_of(stretch.begin(), stretch.end(), [](const Segment& each) { return !each.gap; });
            if (stretch.empty()) continue;
            stretch.front().discontinuity = !segments.empty();
            segments.insert(segments.end(), std::make_move_iterator(stretch.begin()),
                            std::make_move_iterator(stretch.end()));
        }
        if (!has_any) playlists.erase(rendition.latest.info.name);
    }
    return playlists;
}

}  // namespace wardcast::media
