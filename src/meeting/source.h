#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"

// Places outside from which questions come, and what they bring.
namespace wardcast::meeting {

enum class SourceKind { Mastodon, Bluesky, X, Youtube, Feed, Hook };

[[nodiscard]] std::string_view to_string(SourceKind kind) noexcept;  // The wire's word.
[[nodiscard]] std::optional<SourceKind> source_kind_from(std::string_view word) noexcept;

struct Source {
    SourceId id;
    SourceKind kind = SourceKind::Mastodon;
    std::string label;
    std::string server;                 // Server, feed or video; empty where the kind has one only.
    std::vector<std::string> hashtags;  // Without '#'; empty where everything is taken.
    std::string token;                  // Sealed before it comes here; no view shows it.
    bool on = true;
    std::string cursor;  // How far the posts that are in the log reach; the adapter's own words.
    Timestamp added_at;

    bool operator==(const Source&) const = default;
};

// A post as an adapter read it; any of it may be hostile.
struct Post {
    std::string uri;       // The same wherever it is read: within a kind, a post is taken once.
    std::string id;        // The API's own name for it, for looking at it again.
    std::string version;   // Another one where the wording is another.
    std::string instance;  // "mastodon.example"
    std::string handle;    // "@ann@mastodon.example"
    std::string name;
    std::string text;
    std::string lang;  // BCP 47.
    std::string url;   // Where people read the original.
    std::string reply_to;
    ParticipantId author;  // A keyed hash of who wrote it, made by whoever hands it in.

    bool operator==(const Post&) const = default;
};

struct NewPost {
    Post post;
};
struct EditedPost {
    Post post;
};
struct DeletedPost {
    std::string uri;
};
using PostChange = std::variant<NewPost, EditedPost, DeletedPost>;

// Where a question came from that was not asked here.
struct Origin {
    std::string source = {};  // The wire's word of the kind; of a message how it came: "sms", "mail", "hook".
    SourceId by = {};
    // Of posts only, as in Post:
    std::string uri = {};
    std::string id = {};
    std::string version = {};
    std::string instance = {};
    std::string handle = {};
    std::string lang = {};
    std::string url = {};
    std::string reply_to = {};

    bool operator==(const Origin&) const = default;
};

}  // namespace wardcast::meeting
