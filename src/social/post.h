#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"

namespace wardcast::social {

// What somebody wrote elsewhere, as plain text; any of it may be hostile. Ids are opaque strings.
struct Post {
    std::string uri;       // The same wherever the post is read; the key by which it is taken once.
    std::string id;        // The API's own name for it on this instance: what rechecks ask for.
    std::string version;   // Another one where the wording is another; empty where the API has no edits.
    std::string instance;  // Server on which it was read: "mastodon.example"; empty where the kind has one only.
    std::string handle;    // "@ann@mastodon.example".
    std::string name;      // As the author shows it; may be empty.
    std::string text;      // Line feeds, no markup.
    std::string language;  // BCP 47, as the API says it; may be empty.
    std::string url;       // Where people read the original: http or https, or empty.
    std::string reply_to;  // The API's name of the post that it answers; empty where none.
    Timestamp at{};        // When it was written, or, where that is only claimed, when it was seen.

    bool operator==(const Post&) const = default;
};

// What is new about posts, in the order in which it happened.
struct NewPost {
    Post post;
    bool operator==(const NewPost&) const = default;
};
struct EditedPost {
    Post post;
    bool operator==(const EditedPost&) const = default;
};
struct DeletedPost {
    std::string uri;
    bool operator==(const DeletedPost&) const = default;
};
using Change = std::variant<NewPost, EditedPost, DeletedPost>;

// A post that was taken and has not been withdrawn: what a source must watch.
struct KnownPost {
    std::string uri;
    std::string id;
    std::string version;
    bool is_shown = false;  // Or soon to be: these are looked at again first.
    bool operator==(const KnownPost&) const = default;
};

// What one look at an API brings. The cursor says how far the changes reach: whoever stores both together and comes
// back with the cursor misses nothing, though what he has may come again.
struct Batch {
    std::vector<Change> changes;
    std::string cursor;
    std::optional<std::chrono::milliseconds> next_in = std::nullopt;  // Where the API wants to be left alone so long.
    // For people: posts that cannot be had any more, a cap that is reached. As Trouble has them.
    struct Remark {
        std::string words = {};
        std::string code = {};
        std::string about = {};
    } remark = {};
};

}  // namespace wardcast::social
