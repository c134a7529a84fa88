#include "playlist_rules.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

namespace wardcast::media::test {
namespace {

bool cut_tag(std::string& line, const std::string& tag) {
    if (line.rfind(tag, 0) != 0) return false;
    line.erase(0, tag.size());
    return true;
}

Attributes parse_attributes(const std::string& text) {
    Attributes attributes;
    std::size_t place = 0;
    while (place < text.size()) {
        const auto equals = text.find('=', place);
        if (equals == std::string::npos) {
            ADD_FAILURE() << "not an attribute list: " << text;
            break;
        }
        const auto name = text.substr(place, equals - place);
        const bool quoted = text[equals + 1] == '"';
        const auto begin = equals + (quoted ? 2 : 1);
        const auto end = std::min(text.find(quoted ? '"' : ',', begin), text.size());
        EXPECT_TRUE(attributes.emplace(name, text.substr(begin, end - begin)).second) << name << " twice in " << text;
        place = end + (quoted ? 2 : 1);
    }
    return attributes;
}

}  // namespace

const ListedSegment* MediaPlaylist::find(std::uint64_t msn) const {
    for (const auto& segment : segments) {
        if (segment.msn == msn) return &segment;
    }
    return nullptr;
}

std::pair<std::uint64_t, std::size_t> MediaPlaylist::last_part() const {
    if (segments.empty()) return {0, 0};
    const auto& last = segments.back();
    return {last.msn, last.parts.empty() ? 0 : last.parts.size() - 1};
}

double MediaPlaylist::duration() const {
    double sum = 0;
    for (const auto& segment : segments)
        sum += segment.duration;
    return sum;
}

MediaPlaylist parse_playlist(const std::string& text) {
    MediaPlaylist playlist;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "#EXTM3U");
    ListedSegment next;
    std::string map;
    std::uint64_t discontinuity = 0;
    bool touched = false;  // Whether next has anything that counts as content.
    const auto number = [&] { return playlist.media_sequence + playlist.skipped + playlist.segments.size(); };
    while (std::getline(lines, line)) {
        const auto whole = line;
        if (cut_tag(line, "#EXT-X-VERSION:")) {
            playlist.version = std::stoi(line);
        } else if (cut_tag(line, "#EXT-X-TARGETDURATION:")) {
            playlist.target_duration = std::stoi(line);
        } else if (cut_tag(line, "#EXT-X-SERVER-CONTROL:")) {
            playlist.server_control = parse_attributes(line);
        } else if (cut_tag(line, "#EXT-X-PART-INF:")) {
            playlist.part_target = std::stod(parse_attributes(line)["PART-TARGET"]);
        } else if (cut_tag(line, "#EXT-X-MEDIA-SEQUENCE:")) {
            playlist.media_sequence = std::stoull(line);
        } else if (cut_tag(line, "#EXT-X-DISCONTINUITY-SEQUENCE:")) {
            discontinuity = playlist.discontinuity_sequence = std::stoull(line);
        } else if (cut_tag(line, "#EXT-X-PLAYLIST-TYPE:VOD")) {
            playlist.vod = true;
        } else if (cut_tag(line, "#EXT-X-SKIP:")) {
            playlist.skipped = std::stoull(parse_attributes(line)["SKIPPED-SEGMENTS"]);
        } else if (whole == "#EXT-X-DISCONTINUITY") {
            ++discontinuity;
            next.marked_discontinuity = true;
        } else if (whole == "#EXT-X-GAP") {
            next.gap = true;
        } else if (cut_tag(line, "#EXT-X-MAP:")) {
            map = parse_attributes(line)["URI"];
        } else if (cut_tag(line, "#EXT-X-PROGRAM-DATE-TIME:")) {
            next.time = line;
        } else if (cut_tag(line, "#EXT-X-PART:")) {
            auto attributes = parse_attributes(line);
            next.parts.push_back(
                {attributes["URI"], std::stod(attributes["DURATION"]), attributes["INDEPENDENT"] == "YES"});
            touched = true;
        } else if (cut_tag(line, "#EXTINF:")) {
            EXPECT_EQ(line.back(), ',');
            next.duration = std::stod(line);
        } else if (cut_tag(line, "#EXT-X-PRELOAD-HINT:")) {
            auto attributes = parse_attributes(line);
            EXPECT_EQ(attributes["TYPE"], "PART");
            playlist.hint = attributes["URI"];
        } else if (cut_tag(line, "#EXT-X-RENDITION-REPORT:")) {
            playlist.reports.push_back(parse_attributes(line));
        } else if (whole == "#EXT-X-ENDLIST") {
            playlist.ended = true;
        } else if (whole.rfind('#', 0) == 0 || whole.empty()) {
            ADD_FAILURE() << "unexpected line: " << whole;
        } else {
            next.uri = whole;
            next.msn = number();
            next.map = map;
            next.discontinuity = discontinuity;
            playlist.segments.push_back(std::exchange(next, {}));
            touched = false;
        }
    }
    if (touched) {
        next.msn = number();
        next.map = map;
        next.discontinuity = discontinuity;
        for (const auto& part : next.parts)
            next.duration += part.duration;
        playlist.segments.push_back(next);
    }
    return playlist;
}

const MediaPlaylist& PlaylistRules::check(const std::string& text) {
    SCOPED_TRACE(text);
    auto now = parse_playlist(text);
    check_alone(now);
    if (last_) check_against_before(*last_, now);
    restarted_ = false;
    last_ = std::move(now);
    return *last_;
}

void PlaylistRules::check_alone(const MediaPlaylist& now) {
    EXPECT_GE(now.version, 9);  // 8: EXT-X-SKIP needs 9.
    EXPECT_EQ(now.skipped, 0U);
    ASSERT_GT(now.target_duration, 0);
    ASSERT_FALSE(now.segments.empty());
    const double target = now.target_duration;
    if (!now.vod) {
        auto control = now.server_control;
        EXPECT_EQ(control["CAN-BLOCK-RELOAD"], "YES");
        if (of_ == Of::Media) {
            EXPECT_GE(std::stod(control["PART-HOLD-BACK"]) + 1e-9, 3 * now.part_target);  // 4.4.3.8
        }
        EXPECT_GE(std::stod(control["HOLD-BACK"]), 3 * target);
        EXPECT_GE(std::stod(control["CAN-SKIP-UNTIL"]), 6 * target);
        EXPECT_EQ(now.hint.empty(), now.ended || of_ == Of::Captions);
    }
    double after = 0;  // From a segment's end to the playlist's end.
    for (auto it = now.segments.rbegin(); it != now.segments.rend(); ++it) {
        const auto& segment = *it;
        const bool complete = !segment.uri.empty();
        EXPECT_LE(std::lround(segment.duration), now.target_duration) << segment.uri;  // 4.4.3.1
        EXPECT_GT(segment.duration, 0) << segment.uri;
        EXPECT_EQ(segment.map.empty(), of_ == Of::Captions) << segment.uri;
        if (!now.vod) {
            EXPECT_FALSE(segment.time.empty()) << segment.uri;
        }
        if (!complete) {
            EXPECT_EQ(&segment, &now.segments.back());
        }
        double sum = 0;
        for (std::size_t i = 0; i < segment.parts.size(); ++i) {
            const auto& part = segment.parts[i];
            sum += part.duration;
            EXPECT_LE(part.duration, now.part_target) << part.uri;  // 4.4.4.9
            // The newest part may turn out to have been the last of its segment; a later version tells.
            const bool last_of_segment = i + 1 == segment.parts.size();
            if (!last_of_segment) {
                EXPECT_GE(part.duration, 0.85 * now.part_target) << part.uri;
            }
            if (i == 0) {
                EXPECT_TRUE(part.independent) << part.uri;  // EXT-X-INDEPENDENT-SEGMENTS in the multivariant.
            }
        }
        if (complete && !segment.parts.empty()) {
            EXPECT_NEAR(sum, segment.duration, 0.00002) << segment.uri;
        }
        // 6.2.2: parts are listed at least within three target durations of the end.
        if (of_ == Of::Media && !now.vod && !segment.gap && after <= 3 * target &&
            segment.map == now.segments.back().map) {
            EXPECT_FALSE(segment.parts.empty()) << segment.uri;
        }
        after += segment.duration;
    }
}

void PlaylistRules::check_against_before(const MediaPlaylist& before, const MediaPlaylist& now) {
    // 6.2.1: these may never change.
    EXPECT_EQ(now.target_duration, before.target_duration);
    EXPECT_EQ(now.part_target, before.part_target);
    EXPECT_EQ(now.server_control, before.server_control);
    // 6.2.2: sequence numbers never go back, and nothing follows the end.
    EXPECT_GE(now.media_sequence, before.media_sequence);
    EXPECT_GE(now.discontinuity_sequence, before.discontinuity_sequence);
    EXPECT_GE(now.last_part(), before.last_part());
    if (before.ended) {
        EXPECT_TRUE(now.ended);
    }
    for (const auto& old : before.segments) {
        const auto* same = now.find(old.msn);
        if (same == nullptr) {
            EXPECT_LT(old.msn, now.media_sequence) << "vanished from the middle";
            continue;
        }
        if (restarted_ && old.uri.empty() && same->gap) continue;
        EXPECT_EQ(same->discontinuity, old.discontinuity) << old.msn;
        EXPECT_EQ(same->map, old.map) << old.msn;
        EXPECT_EQ(same->time, old.time) << old.msn;
        if (!old.uri.empty()) {
            EXPECT_EQ(same->uri, old.uri);
            EXPECT_EQ(same->duration, old.duration) << old.uri;
            EXPECT_EQ(same->gap, old.gap) << old.uri;
            if (!same->parts.empty()) {
                EXPECT_EQ(same->parts, old.parts) << old.uri;
            }
        } else {
            ASSERT_GE(same->parts.size(), old.parts.size());
            EXPECT_TRUE(std::equal(old.parts.begin(), old.parts.end(), same->parts.begin())) << old.msn;
        }
    }
    // 6.2.1: a hinted part is what comes next, unless a gap or the end does.
    if (!before.hint.empty() && now.last_part() > before.last_part()) {
        bool kept = false;
        for (const auto& segment : now.segments) {
            kept |= segment.gap && segment.msn > before.last_part().first;
            for (const auto& part : segment.parts)
                kept |= part.uri == before.hint;
        }
        EXPECT_TRUE(kept) << "hinted but never came: " << before.hint;
    }
}

void PlaylistRules::check_delta(const std::string& delta, const std::string& full) {
    SCOPED_TRACE(delta);
    const auto whole = parse_playlist(full);
    const auto update = parse_playlist(delta);
    EXPECT_EQ(update.media_sequence, whole.media_sequence);
    EXPECT_EQ(update.hint, whole.hint);
    ASSERT_EQ(update.skipped + update.segments.size(), whole.segments.size());
    double kept = 0;
    for (std::size_t i = 0; i < update.segments.size(); ++i) {
        const auto& segment = update.segments[i];
        const auto& same = whole.segments[i + update.skipped];
        EXPECT_EQ(segment.msn, same.msn);
        EXPECT_EQ(segment.uri, same.uri);
        EXPECT_EQ(segment.parts, same.parts);
        kept += segment.duration;
    }
    // 4.4.5.2: only what lies before the skip boundary may be skipped.
    if (update.skipped > 0) {
        EXPECT_GE(kept, std::stod(whole.server_control.at("CAN-SKIP-UNTIL")));
    }
}

}  // namespace wardcast::media::test
