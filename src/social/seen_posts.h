#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "social/source.h"

namespace wardcast::social {

// Which posts of one source the meeting has: those that stand in it, and what it was handed lately, because the first
// lag behind and what the meeting dropped never gets there.
//
// Threads: any; a mutex, held for a look. Bound: what was handed over lately is kRecent posts, the oldest is forgotten.
class SeenPosts {
  public:
    static constexpr std::size_t kRecent = 4'000;
    static constexpr std::size_t kRecheckShown = 100;
    static constexpr std::size_t kRecheckOthers = 20;

    // A post stands in the meeting, as it is now; or it does not any more.
    void know(KnownPost post);
    void forget(const std::string& uri);

    // What of it the meeting has not; a post that it has and that reads otherwise now is an edited one.
    [[nodiscard]] std::vector<Change> news_of(std::vector<Change> changes) const;
    // The meeting has been handed these.
    void remember(const std::vector<Change>& changes);

    // Of those that stand in the meeting, the one with this id; empty where there is none.
    [[nodiscard]] std::string uri_of(const std::string& id) const;
    // Those that are shown, and some of the others, round by round: a long evening must not use up what the service
    // allows.
    [[nodiscard]] std::vector<KnownPost> next_to_recheck();

  private:
    // With mutex_ held.
    [[nodiscard]] bool has(const std::string& uri) const;
    [[nodiscard]] bool has_version(const Post& post) const;
    void remember(const Post& post);

    mutable std::mutex mutex_;                             // Guards the members below.
    std::unordered_map<std::string, KnownPost> known_;     // By uri.
    std::unordered_map<std::string, std::string> recent_;  // Versions, by uri.
    std::deque<std::string> recent_order_;
    std::size_t rechecked_ = 0;  // Where the round through those that are not shown has got to.
};

}  // namespace wardcast::social
