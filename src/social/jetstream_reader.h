#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include "social/address_rule.h"
#include "social/jetstream_event.h"
#include "social/trouble.h"
#include "social/web_socket.h"

namespace wardcast::social {

// What one source waits for on the stream that all share.
//
// Threads: the reader's thread fills, the source's thread empties; both under the reader's mutex.
// Bound: kMaxWaiting events. A source that lets them run over is told so and begins again from its cursor.
struct JetstreamSubscription {
    static constexpr std::size_t kMaxWaiting = 2'000;

    std::vector<std::string> hashtags;        // Folded.
    std::optional<std::int64_t> since;        // Nothing before this time, in microseconds.
    std::unordered_set<std::string> watched;  // Posts whose end matters: handed over or known.
    std::deque<JetstreamEvent> waiting;
    std::optional<std::int64_t> reached;  // Everything up to here has been looked at.
    bool overran = false;
};

// The one reader of Bluesky's Jetstream in this process: every post of the network comes by, and those with a hashtag
// that somebody waits for are picked out here. Connects while somebody does; after a break it goes on from the last
// event seen, a little before, so that some come twice.
//
// Threads: the methods may be called from any; a thread of its own reads.
class JetstreamReader {
  public:
    using Time = std::chrono::steady_clock::time_point;

    // url: "wss://…/subscribe". rule outlives it.
    JetstreamReader(std::string url, const AddressRule& rule);
    ~JetstreamReader();
    JetstreamReader(const JetstreamReader&) = delete;
    JetstreamReader& operator=(const JetstreamReader&) = delete;

    // since: nothing: from now on. An older time makes the reader go back, for all.
    [[nodiscard]] std::shared_ptr<JetstreamSubscription> subscribe(std::vector<std::string> hashtags,
                                                                   std::optional<std::int64_t> since);
    void unsubscribe(const std::shared_ptr<JetstreamSubscription>& subscription);

    void watch(JetstreamSubscription& subscription, const std::string& uri);

    struct Taken {
        std::vector<JetstreamEvent> events;
        std::optional<std::int64_t> reached;
        bool overran = false;
    };
    // What waits for this subscription; at the deadline at the latest, or when told to stop. Trouble where the stream
    // is away and nothing waits.
    [[nodiscard]] Outcome<Taken> take(JetstreamSubscription& subscription, Time deadline, const std::stop_token& stop);

  private:
    void run(const std::stop_token& stop);
    [[nodiscard]] Outcome<void> read(WebSocket& socket, const std::stop_token& stop);
    [[nodiscard]] std::string url_from_cursor();
    void hand_out(const JetstreamEvent& event);
    void pause(std::chrono::milliseconds time, const std::stop_token& stop);

    const std::string url_;
    const AddressRule& rule_;

    std::mutex mutex_;  // Guards everything below, and the subscriptions.
    std::condition_variable_any changed_;
    std::vector<std::shared_ptr<JetstreamSubscription>> subscriptions_;
    std::optional<std::int64_t> position_;  // Of the last event read.
    bool go_back_ = false;                  // Somebody waits for what lies before the position.
    bool forget_cursor_ = false;            // The service does not have it any more.
    std::optional<Trouble> trouble_;        // While there is no connection.

    std::jthread thread_;
};

}  // namespace wardcast::social
