#include "media/recording_playlist.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace wardcast::media {
namespace {

using StretchKey = std::pair<std::uint32_t, std::uint32_t>;  // Run, stretch.

// From where to where all renditions have a stretch.
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

// What every rendition of a run has in common; stretches that one of them lacks are left out.
std::map<StretchKey, Span> common_spans(const RecordingIndex& index) {
    std::map<StretchKey, Span> common;
    std::map<StretchKey, int> renditions_with;
    std::map<std::uint32_t, int> renditions_of_run;
    for (const auto& rendition : index.renditions()) {
        std::set<std::uint32_t> runs;
        for (const auto& [key, span] : own_spans(rendition)) {
            const auto [place, is_new] = common.try_emplace(key, span);
            if (!is_new) {
                place->second.from = std::max(place->second.from, span.from);
                place->second.to = std::min(place->second.to, span.to);
            }
            ++renditions_with[key];
            runs.insert(key.first);
        }
        for (const auto run : runs)
            ++renditions_of_run[run];
    }
    std::erase_if(common, [&](const auto& each) {
        const auto& [key, span] = each;
        return renditions_with[key] < renditions_of_run[key.first] || span.to <= span.from;
    });
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
        gap.duration = missing <= kLongestSegment ? missing : Micros(kTargetDuration);
        segments.push_back(std::move(gap));
    }
}

}  // namespace

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
        std::optional<StretchKey> stretch;
        for (const auto& recorded : rendition.segments) {
            const auto span = common.find(key_of(recorded));
            if (span == common.end()) continue;
            // Renditions are cut at slightly different places: what lies mostly outside of what all have is left out.
            const auto middle = recorded.start + recorded.duration / 2;
            if (middle < span->second.from || middle > span->second.to) continue;
            Segment segment;
            segment.msn = recorded.msn;
            segment.run = recorded.run;
            segment.discontinuity = stretch && *stretch != span->first;
            segment.start = recorded.start;
            segment.duration = recorded.duration;
            segment.at = index.wall_time(recorded.run, recorded.start);
            if (stretch == span->first) append_gaps(segments, segment.start);
            stretch = span->first;
            segments.push_back(std::move(segment));
        }
        if (segments.empty()) playlists.erase(rendition.latest.info.name);
    }
    return playlists;
}

}  // namespace wardcast::media
