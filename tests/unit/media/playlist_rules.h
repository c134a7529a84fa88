#pragma once

#include <optional>
#include <string>

#include "listed_playlist.h"

namespace wardcast::media::test {

// Follows one rendition's playlist through a run: check() fails the test for each rule that a version breaks, by itself
// or against the version before. Rules cite RFC 8216bis; those between renditions are ProgrammeRules.
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
    void check_head(const MediaPlaylist& now) const;
    void check_segments(const MediaPlaylist& now) const;
    void check_parts(const MediaPlaylist& now) const;
    void check_times(const MediaPlaylist& now) const;
    void check_tail(const MediaPlaylist& now) const;
    void check_against_before(const MediaPlaylist& before, const MediaPlaylist& now) const;

    const Of of_;
    std::optional<MediaPlaylist> last_;
    bool restarted_ = false;
};

}  // namespace wardcast::media::test
