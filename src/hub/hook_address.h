#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meeting/ids.h"

// Where messages for a meeting are posted: /hooks/{meeting}.{source}. Both stand in it, so that nobody keeps a list.
namespace wardcast::hub {

struct HookAddress {
    meeting::Slug slug;
    meeting::SourceId source;
};

[[nodiscard]] inline std::string hook_path(const meeting::Slug& slug, const meeting::SourceId& source) {
    return "/hooks/" + slug.str() + "." + source.str();
}

// Of the last part of the path; nothing where it is none. Slugs have no point in them (meeting/slug.h).
[[nodiscard]] inline std::optional<HookAddress> read_hook_address(std::string_view name) {
    const auto point = name.find('.');
    if (point == std::string_view::npos || point == 0 || point + 1 == name.size()) return std::nullopt;
    return HookAddress{meeting::Slug(std::string(name.substr(0, point))),
                       meeting::SourceId(std::string(name.substr(point + 1)))};
}

}  // namespace wardcast::hub
