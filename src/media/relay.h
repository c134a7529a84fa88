#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "media/relay_feed.h"
#include "media/relay_output.h"
#include "media/relay_target.h"

namespace wardcast::media {

// Pushes the programme to one target, again and again, ever more seldom, while it is on the air. Everything that may
// take long (names, connecting, ending a connection that nobody answers) happens on a thread of its own, so that one
// target is nothing to the programme and to the other relays.
//
// Threads: any.
class Relay {
  public:
    // From the beginning of a connection until the target has agreed to the stream.
    static constexpr std::chrono::seconds kConnectPatience{10};
    // Something waits and nothing has left for so long.
    static constexpr std::chrono::seconds kStuck{8};
    static constexpr std::chrono::seconds kFirstWait{1}, kLongestWait{60};
    // A connection that lasted so long was good: the next wait is the first one again.
    static constexpr std::chrono::seconds kSettled{30};
    static constexpr std::chrono::seconds kReportEvery{2};

    struct Surroundings {
        std::string meeting;                                                                     // For the log.
        std::function<Outcome<void>(const std::string& host, std::uint16_t port)> may_relay_to;  // See StudioSettings.
        std::function<void(const std::string& relay, const RelayHealth& health)> report;
        const Clock& clock;  // Outlives it.
    };

    Relay(RelayTarget target, Surroundings around);
    // Waits until the connection has ended.
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    [[nodiscard]] const RelayTarget& target() const noexcept { return target_; }
    // To be fed by the programme.
    [[nodiscard]] const std::shared_ptr<RelayFeed>& feed() const noexcept { return feed_; }
    // False: from now on nothing leaves, not even what waits.
    void set_on_air(bool on_air);
    // Begins to end: afterwards nothing is sent and nothing reported any more. over() tells when nothing is left to
    // wait for.
    void leave();
    [[nodiscard]] bool over() const noexcept { return over_; }

  private:
    void run(const std::stop_token& stop);
    void begin();
    void look_after();
    void fail(const Trouble& trouble);
    void tell(RelayHealth::State state, const Trouble& trouble = {}, std::optional<Timestamp> next_try = std::nullopt);
    void tell_figures(Ticks::time_point now);

    const RelayTarget target_;
    const std::string name_;  // For the log.
    const Surroundings around_;
    const std::shared_ptr<RelayFeed> feed_ = std::make_shared<RelayFeed>();

    std::mutex mutex_;  // Guards on_air_ and whether feed_ is open.
    std::condition_variable_any changed_;
    bool on_air_ = false;
    std::mutex telling_;  // Guards told_ and muted_.
    RelayHealth told_;
    bool muted_ = false;
    std::atomic<bool> over_{false};

    // The thread's.
    std::unique_ptr<RelayOutput> output_;
    bool open_ = false;
    Ticks::time_point begun_, moved_, figured_;
    std::uint64_t sent_ = 0, figured_sent_ = 0;
    std::optional<Ticks::time_point> live_since_, again_at_;
    std::chrono::seconds wait_ = kFirstWait;
    Trouble trouble_;      // The last that was logged.
    std::jthread thread_;  // Last: it uses all of the above.
};

}  // namespace wardcast::media
