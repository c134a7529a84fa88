#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// Reads media playlists and holds them against RFC 8216bis, one version after the other.
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
    int target_duration = 0;
    double part_target = 0;
    Attributes server_control;
    std::uint64_t media_sequence = 0;
    std::uint64_t discontinuity_sequence = 0;
    std::uint64_t skipped = 0;
    bool ended = false;
    bool vod = false;
    std::vector<ListedSegment> segments;
    std::string hint;
    std::vector<Attributes> reports;

    [[nodiscard]] const ListedSegment* find(std::uint64_t msn) const;
    // The last part's segment and number.
    [[nodiscard]] std::pair<std::uint64_t, std::size_t> last_part() const;
    [[nodiscard]] double duration() const;
};

// Every line must be a tag known here or an address; anything else is a test failure.
[[nodiscard]] MediaPlaylist parse_playlist(const std::string& text);

// Follows one rendition's playlist through a run: check() fails the test for each rule that a version breaks, by itself
// or against the version before. Rules cite RFC 8216bis.
class PlaylistRules {
  public:
    // Captions come in whole segments: no parts, no maps.
    enum class Of { Media, Captions };
    explicit PlaylistRules(Of of = Of::Media) : of_(of) {}

    const MediaPlaylist& check(const std::string& text);
    // A delta update must say the same as the full playlist of the same moment.
    void check_delta(const std::string& delta, const std::string& full);

    // The server was started anew: parts of a segment that was never complete are gone.
    void restarted() { restarted_ = true; }

  private:
    void check_alone(const MediaPlaylist& now);
    void check_against_before(const MediaPlaylist& before, const MediaPlaylist& now);

    const Of of_;
    std::optional<MediaPlaylist> last_;
    bool restarted_ = false;
};

}  // namespace wardcast::media::test
