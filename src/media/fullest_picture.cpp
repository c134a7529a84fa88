#include "media/fullest_picture.h"

#include <algorithm>
#include <tuple>

namespace wardcast::media {
namespace {

// Rungs have their keyframes at the same places; times are rounded. More than a picture, less than two.
constexpr Micros kSamePlace{50'000};

using Stretch = std::vector<SegmentOf>;

// What playlists have as many of, each beginning with a discontinuity.
std::vector<Stretch> stretches_of(const std::string& rendition, const std::vector<Segment>& segments) {
    std::vector<Stretch> stretches;
    for (const auto& segment : segments) {
        if (stretches.empty() || segment.discontinuity) stretches.emplace_back();
        stretches.back().push_back({rendition, segment});
    }
    return stretches;
}

bool lies_within(const Segment& inner, const Segment& outer) {
    return inner.start + kSamePlace >= outer.start && inner.end() <= outer.end() + kSamePlace;
}

Micros overlap(const Segment& one, const Segment& other) {
    return std::max(std::min(one.end(), other.end()) - std::max(one.start, other.start), Micros(0));
}

// Whether all that is there of a segment's time lies within it, and some of it is missing.
bool is_of_use(const Segment& segment, const Stretch& there) {
    Micros covered{};
    for (const auto& [rendition, other] : there) {
        const auto common = overlap(other, segment);
        if (other.gap || common <= kSamePlace) continue;
        if (!lies_within(other, segment)) return false;
        covered += common;
    }
    return segment.duration - covered > kSamePlace;
}

void fill(Stretch& there, const Stretch& from) {
    if (std::none_of(there.begin(), there.end(), [](const auto& each) { return each.segment.gap; })) return;
    Stretch filled;
    std::vector<const SegmentOf*> used;
    for (const auto& each : from) {
        if (!each.segment.gap && is_of_use(each.segment, there)) used.push_back(&each);
    }
    for (const auto& each : there) {
        const bool is_replaced = std::any_of(used.begin(), used.end(), [&](const SegmentOf* other) {
            return overlap(each.segment, other->segment) > kSamePlace;
        });
        if (!is_replaced) filled.push_back(each);
    }
    for (const auto* each : used)
        filled.push_back(*each);
    std::stable_sort(filled.begin(), filled.end(),
                     [](const auto& one, const auto& other) { return one.segment.start < other.segment.start; });
    there = std::move(filled);
}

}  // namespace

std::vector<std::string> pictures_by_size(const RecordingIndex& index) {
    std::vector<const RecordedRendition*> pictures;
    for (const auto& rendition : index.renditions()) {
        if (rendition.latest.info.video) pictures.push_back(&rendition);
    }
    const auto size = [](const RecordedRendition* rendition) {
        const auto& info = rendition->latest.info;
        return std::tuple(info.width * info.height, info.bandwidth);
    };
    std::stable_sort(pictures.begin(), pictures.end(),
                     [&](const auto* one, const auto* other) { return size(one) > size(other); });
    std::vector<std::string> names(pictures.size());
    std::transform(pictures.begin(), pictures.end(), names.begin(),
                   [](const auto* rendition) { return rendition->latest.info.name; });
    return names;
}

std::vector<SegmentOf> fullest_picture(const std::vector<std::string>& best_first,
                                       const std::map<std::string, std::vector<Segment>>& playlists) {
    std::vector<Stretch> stretches;
    for (const auto& rendition : best_first) {
        const auto found = playlists.find(rendition);
        if (found == playlists.end()) continue;
        auto own = stretches_of(rendition, found->second);
        if (stretches.empty()) {
            stretches = std::move(own);
            continue;
        }
        for (std::size_t i = 0; i < std::min(stretches.size(), own.size()); ++i)
            fill(stretches[i], own[i]);
    }
    std::vector<SegmentOf> all;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        for (auto& each : stretches[i]) {
            each.segment.discontinuity = i > 0 && &each == &stretches[i].front();
            all.push_back(std::move(each));
        }
    }
    return all;
}

}  // namespace wardcast::media
