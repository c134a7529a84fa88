#include "media/srt_stream_id.h"

#include <utility>

namespace wardcast::media {

namespace {

constexpr std::string_view kAccessControl = "#!::";
constexpr std::size_t kLongest = 512;  // SRT's own bound.

// Cuts the words up to the separator off; all of them where there is none.
std::string_view cut(std::string_view& text, char separator) {
    const auto end = text.find(separator);
    const auto word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return word;
}

std::optional<SrtStreamId> complete(SrtStreamId id) {
    if (id.meeting.empty() || id.camera.empty() || id.token.empty()) return std::nullopt;
    return id;
}

std::optional<SrtStreamId> parse_access_control(std::string_view keys) {
    SrtStreamId id;
    while (!keys.empty()) {
        auto value = cut(keys, ',');
        const auto key = cut(value, '=');
        if (key == "r") {
            id.meeting = cut(value, '/');
            if (!value.empty()) id.camera = value;
        } else if (key == "u") {
            id.token = value;
        } else if (key == "m" && value != "publish") {
            return std::nullopt;
        }
    }
    return complete(std::move(id));
}

}  // namespace

std::optional<SrtStreamId> SrtStreamId::parse(std::string_view text) {
    if (text.size() > kLongest) return std::nullopt;
    if (text.starts_with(kAccessControl)) return parse_access_control(text.substr(kAccessControl.size()));
    if (text.ends_with('/')) return std::nullopt;
    SrtStreamId id;
    id.meeting = cut(text, '/');
    id.token = cut(text, '/');
    if (!text.empty()) {
        id.camera = std::exchange(id.token, std::string(text));
        if (id.token.find('/') != std::string::npos) return std::nullopt;
    }
    return complete(std::move(id));
}

}  // namespace wardcast::media
