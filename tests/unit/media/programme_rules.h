#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "playlist_rules.h"

namespace wardcast::media::test {

// Follows the live media playlists of all renditions of a programme: each by itself (PlaylistRules), and against each
// other.
class ProgrammeRules {
  public:
    explicit ProgrammeRules(std::vector<std::string> renditions) : renditions_(std::move(renditions)) {}

    const MediaPlaylist& check(const std::string& rendition, const std::string& text);
    void check_delta(const std::string& rendition, const std::string& delta, const std::string& full) {
        rules_[rendition].check_delta(delta, full);
    }

  private:
    using Position = std::pair<std::uint64_t, std::size_t>;

    void check_reports(const std::string& rendition, const MediaPlaylist& now);
    void check_beside(const MediaPlaylist& now, const MediaPlaylist& other) const;

    const std::vector<std::string> renditions_;
    std::map<std::string, PlaylistRules> rules_;
    std::map<std::string, MediaPlaylist> last_;
    std::map<std::string, Position> published_;  // The furthest that is known of each, by itself or by a report.
};

}  // namespace wardcast::media::test
