#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wardcast::media {

// Who an SRT caller says to be: the meeting and camera that it sends and the token that lets it.
// "SLUG/TOKEN", "SLUG/CAMERA/TOKEN", or as SRT's Access Control Guidelines have it "#!::r=SLUG[/CAMERA],u=TOKEN", where
// m, if there, is "publish".
struct SrtStreamId {
    std::string meeting;
    std::string camera = "main";
    std::string token;

    // Nothing where it is none of these.
    [[nodiscard]] static std::optional<SrtStreamId> parse(std::string_view text);
    bool operator==(const SrtStreamId&) const = default;
};

}  // namespace wardcast::media
