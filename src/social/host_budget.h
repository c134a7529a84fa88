#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace wardcast::social {

// How often this server may ask each host, all meetings together: a bucket of so many requests, filled evenly over a
// minute, and nothing at all while a host has asked to be left alone.
// Threads: any.
class HostBudget {
  public:
    using Time = std::chrono::steady_clock::time_point;
    using Wait = std::chrono::milliseconds;

    explicit HostBudget(int per_minute) : per_minute_(per_minute) {}

    // Takes one request from the host's budget; how long to wait instead, where there is none.
    [[nodiscard]] std::optional<Wait> take(const std::string& host, Time now);
    // Nobody asks this host again until then.
    void leave_alone(const std::string& host, Time until);

  private:
    struct Bucket {
        double requests = 0;
        Time filled;
        Time alone_until;
    };
    static constexpr std::size_t kMaxHosts = 1000;  // Redirects could name new ones for ever.

    const double per_minute_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace wardcast::social
