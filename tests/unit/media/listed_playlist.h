#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

// Reads media playlists (RFC 8216bis section 4).
namespace wardcast::media::test {

using Attributes = std::map<std::string, std::string>;

struct ListedPart {
    std::string uri;
    double duration = 0;
    bool independent = false;
    bool operator==(const ListedPart&) const = default;
};

struct ListedSegment {
    std::uint64_t msn = 0;
    std::uint64_t discontinuity = 0;  // Its discontinuity sequence number.
    bool marked_discontinuity = false;
    bool gap = false;
    double duration = 0;
    std::string uri;  // Empty: not complete, parts only.
    std::string map;
    std::string time;
    std::vector<ListedPart> parts;
};

struct MediaPlaylist {
    int version = 0;
    bool has_part_inf = false;
    int target_duration = 0;
    double part_target = 0;
    Attributes server_control;
    std::uint64_t media_sequence = 0;
    std::uint64_t discontinuity_sequence = 0;
    std::uint64_t skipped = 0;
    bool ended = false;
    bool vod = false;
    std::vector<ListedSegment> segments;
    std::vector<std::string> hints;
    std::vector<Attributes> reports;

    [[nodiscard]] const ListedSegment* find(std::uint64_t msn) const;
    // The last part's segment and number.
    [[nodiscard]] std::pair<std::uint64_t, std::size_t> last_part() const;
    [[nodiscard]] double duration() const;
};

// Every line must be a tag known here or an address; anything else is a test failure.
[[nodiscard]] MediaPlaylist parse_playlist(const std::string& text);

}  // namespace wardcast::media::test
