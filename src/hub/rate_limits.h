#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace wardcast::hub {

// So many at once, then so many a second.
struct Rate {
    double burst = 1;
    double per_second = 1;
};

// docs/protocol.md section 2.8.
struct LimitSettings {
    Rate resident{20, 2};
    Rate asks{5, 1.0 / 20};
    Rate staff{200, 50};
    Rate newcomers{500, 5};  // Of one network: people who act for the first time.
    // How many participants, and how many networks, are remembered; the one heard of longest ago is forgotten first.
    std::size_t remembered = 100'000;
};

// A token bucket. The time is handed in.
class TokenBucket {
  public:
    using Time = std::chrono::steady_clock::time_point;

    TokenBucket(const Rate& rate, Time now) : tokens_(rate.burst), filled_(now) {}

    // Takes one, or says after how long there will be one.
    [[nodiscard]] std::optional<std::chrono::seconds> take(const Rate& rate, Time now);

  private:
    double tokens_;
    Time filled_;
};

// How fast people may give commands. Bound to the participant, and to the network only for participants who were not
// heard of before: a hall that shares one address does not trip over it, a script that throws its cookie away does.
//
// Threads: any; a mutex, held for less than a microsecond.
class RateLimits {
  public:
    using Time = TokenBucket::Time;

    explicit RateLimits(const LimitSettings& settings) : settings_(settings) {}

    // Whether one more command may be given; else when to try again, in whole seconds, at least one.
    [[nodiscard]] std::optional<std::chrono::seconds> resident(const std::string& participant,
                                                               const std::string& network, bool asks, Time now);
    // who: the link, as all that use one share its bucket.
    [[nodiscard]] std::optional<std::chrono::seconds> link(const std::string& who, Time now);

  private:
    // Buckets by key, the one used longest ago last.
    template <class Entry>
    class Recent {
      public:
        explicit Recent(std::size_t bound) : bound_(bound) {}
        Entry* find(const std::string& key);
        Entry& insert(const std::string& key, Entry entry);

      private:
        using List = std::list<std::pair<std::string, Entry>>;
        std::size_t bound_;
        List entries_;
        std::unordered_map<std::string, typename List::iterator> by_key_;
    };
    struct Person {
        TokenBucket commands;
        TokenBucket asks;
    };

    const LimitSettings settings_;
    std::mutex mutex_;  // Guards the members below.
    Recent<Person> people_{settings_.remembered};
    Recent<TokenBucket> links_{settings_.remembered};
    Recent<TokenBucket> networks_{settings_.remembered};
};

}  // namespace wardcast::hub
