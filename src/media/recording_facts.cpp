#include "media/recording_facts.h"

#include <algorithm>
#include <utility>

#include "media/recording_playlist.h"

namespace wardcast::media {
namespace {

using std::chrono::milliseconds;

milliseconds whole(Micros duration) {
    return std::chrono::floor<milliseconds>(duration);
}

// The segments of the rendition that people see, or else hear.
std::vector<Segment> main_segments(const RecordingIndex& index) {
    auto playlists = recorded_segments(index);
    for (const bool video : {true, false}) {
        for (const auto& rendition : index.renditions()) {
            const auto found = playlists.find(rendition.latest.info.name);
            if (rendition.latest.info.video == video && found != playlists.end()) return std::move(found->second);
        }
    }
    return {};
}

// Why nothing was recorded between two stretches: what staff did outweighs what the machine did.
const char* why(const RecordingIndex& index, Timestamp from, Timestamp to, bool another_run) {
    constexpr milliseconds kSlack{2'500};  // A segment belongs to the air as a whole.
    const auto& air = index.air();
    for (std::size_t i = 0; i < air.size(); ++i) {
        const auto until = i + 1 < air.size() ? air[i + 1].at : Timestamp::max();
        if (!air[i].on && air[i].at < to && until > from - kSlack) return "off_air";
    }
    const bool troubled = std::any_of(index.troubles().begin(), index.troubles().end(), [&](const auto& trouble) {
        return trouble.from < to + kSlack && trouble.to > from - kSlack;
    });
    if (troubled) return "not_written";
    return another_run ? "restart" : "not_written";
}

}  // namespace

RecordingFacts recording_facts(const RecordingIndex& index) {
    RecordingFacts facts;
    facts.head = index.chain();
    for (const auto& rendition : index.renditions()) {
        facts.bytes += rendition.bytes;
        facts.renditions.push_back(rendition.latest.info.name);
    }
    const auto segments = main_segments(index);
    Micros played{};
    std::uint32_t run = 0;
    for (const auto& segment : segments) {
        if (facts.spans.empty() || segment.discontinuity) {
            if (!facts.spans.empty()) {
                const auto from = facts.spans.back().to;
                facts.pauses.push_back({from, segment.at, why(index, from, segment.at, segment.run != run)});
            }
            facts.spans.push_back({segment.at, segment.at, whole(played)});
            run = segment.run;
        }
        played += segment.duration;
        auto& span = facts.spans.back();
        span.to = span.from + (whole(played) - span.at);
    }
    facts.duration = whole(played);
    return facts;
}

}  // namespace wardcast::media
