#include "listed_playlist.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

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

// 4.4.3: there must not be more than one of each, and all apply to the whole playlist.
bool is_playlist_tag(const std::string& tag) {
    static const std::set<std::string> kTags{
        "#EXT-X-VERSION",       "#EXT-X-TARGETDURATION", "#EXT-X-SERVER-CONTROL",
        "#EXT-X-PART-INF",      "#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE",
        "#EXT-X-PLAYLIST-TYPE", "#EXT-X-SKIP",           "#EXT-X-ENDLIST"};
    return kTags.count(tag) != 0;
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
    std::set<std::string> seen;
    bool touched = false;  // Whether next has anything that counts as content.
    const auto number = [&] { return playlist.media_sequence + playlist.skipped + playlist.segments.size(); };
    while (std::getline(lines, line)) {
        const auto whole = line;
        const auto tag = line.substr(0, line.find(':'));
        if (is_playlist_tag(tag)) {
            EXPECT_TRUE(seen.insert(tag).second) << "4.4.3: twice: " << tag;
        }
        if (tag == "#EXT-X-MEDIA-SEQUENCE" || tag == "#EXT-X-DISCONTINUITY-SEQUENCE") {
            EXPECT_TRUE(playlist.segments.empty() && !touched) << "4.4.3.2: after the first segment: " << tag;
        }
        if (cut_tag(line, "#EXT-X-VERSION:")) {
            playlist.version = std::stoi(line);
        } else if (cut_tag(line, "#EXT-X-TARGETDURATION:")) {
            playlist.target_duration = std::stoi(line);
        } else if (cut_tag(line, "#EXT-X-SERVER-CONTROL:")) {
            playlist.server_control = parse_attributes(line);
        } else if (cut_tag(line, "#EXT-X-PART-INF:")) {
            playlist.has_part_inf = true;
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
            playlist.hints.push_back(attributes["URI"]);
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

}  // namespace wardcast::media::test
