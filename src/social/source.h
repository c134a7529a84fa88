#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "social/post.h"
#include "social/trouble.h"

namespace wardcast::social {

// One outside API for one meeting. An adapter keeps nothing that it could not read again: what it must remember is the
// cursor, which its caller stores together with the posts.
//
// Threads: one at a time; calls block until they are answered, time out or are told to stop. An adapter knows nothing
// of back-off: its caller asks again when it may (source_runner.h).
class Source {
  public:
    virtual ~Source() = default;

    // What is new since the cursor; empty: since the source was switched on.
    [[nodiscard]] virtual Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) = 0;

    // Which of these posts have been edited or deleted. By default the API says so in poll() or not at all.
    [[nodiscard]] virtual Outcome<std::vector<Change>> recheck(std::span<const KnownPost> known,
                                                               const std::stop_token& stop);

    // What the API tells by itself, as soon as it does; at the latest at the deadline, then with nothing. The cursor is
    // not moved. By default there is no such channel: returns nothing at once. uri_of finds a known post by the API's
    // own name for it; empty where there is none.
    using UriOf = std::function<std::string(const std::string& id)>;
    [[nodiscard]] virtual Outcome<std::vector<Change>> listen(const UriOf& uri_of,
                                                              std::chrono::steady_clock::time_point deadline,
                                                              const std::stop_token& stop);
    // Whether listen() is worth calling at the moment.
    [[nodiscard]] virtual bool listens() const { return false; }

    // How long to wait between polls when all is well.
    [[nodiscard]] virtual std::chrono::milliseconds interval() const = 0;
};

// What a clerk says about a source, and since when posts count.
struct SourceSettings {
    std::string kind;    // "mastodon", "bluesky", "x", "youtube", "feed".
    std::string server;  // Server, feed or video, as people write it; empty where the kind has one only.
    std::vector<std::string> hashtags;
    std::string token;
    Timestamp since{};  // Older posts are not taken when there is no cursor yet.
};

}  // namespace wardcast::social
