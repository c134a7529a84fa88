#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meeting/event.h"
#include "meeting/refusal.h"

namespace wardcast::meeting {

inline constexpr std::size_t kMaxHashtags = 10;
inline constexpr std::size_t kMaxHashtagLength = 60;

// The first event of a new meeting's log, its words checked and normalised. Without a slug, one is made from the title.
// Whether the slug is free is for the caller to find out. Refuses Empty, TooLong, BadMessage.
[[nodiscard]] Decided<MeetingCreated> create_meeting(std::string_view title, std::optional<std::string_view> slug,
                                                     std::optional<Timestamp> starts,
                                                     const std::vector<std::string>& hashtags);

// A meeting's or an agenda item's title: one line, 1 to kMaxTitleLength characters.
[[nodiscard]] Decided<std::string> normalise_title(std::string_view title);

// One hashtag without its '#': letters, digits and underscores, in any script.
[[nodiscard]] Decided<std::string> normalise_hashtag(std::string_view hashtag);

// All of them, each once; at most kMaxHashtags.
[[nodiscard]] Decided<std::vector<std::string>> normalise_hashtags(const std::vector<std::string>& hashtags);

}  // namespace wardcast::meeting
