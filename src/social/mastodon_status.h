#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "social/post.h"
#include "social/trouble.h"

namespace wardcast::social {

// One status of the Mastodon API (docs.joinmastodon.org/entities/Status) as a post; nothing for what is no post of its
// own for everybody: boosts, followers-only, direct, without an id. `instance`: the server asked, for local accounts.
[[nodiscard]] std::optional<Post> post_of_status(const Json& status, const std::string& instance);

// A page of a timeline, in the order of the API: newest first. `ids` has every entry's id, also of those left out.
struct StatusPage {
    std::vector<Post> posts;
    std::vector<std::string> ids;
};
[[nodiscard]] Outcome<StatusPage> read_status_page(std::string_view text, const std::string& instance);

// What a frame of the streaming API says (docs.joinmastodon.org/methods/streaming); nothing where it is of no interest.
struct StreamEvent {
    enum class What { Posted, Edited, Deleted };
    What what = What::Posted;
    Post post;       // Save with Deleted.
    std::string id;  // With Deleted.
};
[[nodiscard]] std::optional<StreamEvent> read_stream_event(std::string_view frame, const std::string& instance);

// The value of a query parameter in the link of a Link header (RFC 8288) with this relation; empty where none.
[[nodiscard]] std::string link_parameter(std::string_view header, std::string_view relation, std::string_view name);

}  // namespace wardcast::social
