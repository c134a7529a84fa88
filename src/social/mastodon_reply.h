#pragma once

#include <stop_token>
#include <string>

#include "social/outgoing.h"
#include "social/trouble.h"

namespace wardcast::social {

// An answer in a post's thread, by an account of a Mastodon server of ours.
struct MastodonReply {
    std::string server;  // As server_url() takes it.
    std::string token;   // With read:search and write:statuses.
    std::string uri;     // Of the post; on any server.
    std::string text;
    std::string link;  // Part of the text; where it stands in the thread already, the author has been told.
    std::string language;
    std::string key;  // The server posts once for a key (Idempotency-Key), however often it is asked.
};

// Finds the post on our account's server (GET /api/v2/search, resolve) and answers it, unlisted, so that it stands in
// the thread and in no timeline. Told again, also much later, it sees that it has answered and does nothing.
[[nodiscard]] Outcome<void> send_reply(const MastodonReply& reply, Outgoing& outgoing, const std::stop_token& stop);

}  // namespace wardcast::social
