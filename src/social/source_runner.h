#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "social/circuit_breaker.h"
#include "social/health.h"
#include "social/seen_posts.h"
#include "social/source.h"

namespace wardcast::social {

// Who takes what sources bring.
// Threads: called on the sources' threads; must not block and must not call the runner back.
class SourceListener {
  public:
    virtual ~SourceListener() = default;
    // Store the changes and the cursor together, then call SourceRunner::confirm() with the cursor. Where that does not
    // come, the same changes are brought again.
    virtual void take(const std::string& source, const Batch& batch) noexcept = 0;
    virtual void health(const std::string& source, const Health& health) noexcept = 0;
};

// How often things happen. Tests shorten it.
struct RunnerPace {
    std::chrono::milliseconds recheck{30'000};  // Between two looks at whether taken posts still stand.
    std::chrono::milliseconds confirm{10'000};  // How long a batch may wait to be stored.
    std::chrono::milliseconds cursor{
        300'000};  // At least this often a cursor that moved is stored though nothing came.
};

// Keeps one source going: asks it with jitter and back-off, lets through what is new, and moves on only when that is
// stored. Has a thread of its own, so that a source that hangs holds up nobody.
//
// Threads: the methods may be called from any.
class SourceRunner {
  public:
    // name: for the listener. cursor: what was stored last. listener and clock outlive it.
    SourceRunner(std::string name, std::unique_ptr<Source> source, SourceListener& listener, const Clock& clock,
                 std::string cursor, std::vector<KnownPost> known, const RunnerPace& pace = {});
    ~SourceRunner();
    SourceRunner(const SourceRunner&) = delete;
    SourceRunner& operator=(const SourceRunner&) = delete;

    // The batch with this cursor is stored.
    void confirm(const std::string& cursor);
    // A post of this source stands in the meeting, as it is now; or it does not any more.
    void know(KnownPost post);
    void forget(const std::string& uri);
    // One of them is about to be shown: look at once whether it still stands.
    void recheck_soon();
    // Asks the thread to end, without waiting for it.
    void request_stop();

  private:
    using Time = std::chrono::steady_clock::time_point;

    void run(const std::stop_token& stop);
    void rest_until(Time time, const std::stop_token& stop);
    void poll(const std::stop_token& stop);
    void recheck(const std::stop_token& stop);
    [[nodiscard]] bool hand_over(Batch batch, const std::stop_token& stop);
    void count(const std::vector<Change>& changes);
    void failed(const Trouble& trouble);
    void say(std::string words, std::string code, std::string about);
    void report();
    [[nodiscard]] std::chrono::milliseconds jittered(std::chrono::milliseconds time);

    const std::string name_;
    const std::unique_ptr<Source> source_;
    SourceListener& listener_;
    const Clock& clock_;
    const RunnerPace pace_;

    SeenPosts seen_;

    std::mutex mutex_;  // Guards these three.
    std::condition_variable_any changed_;
    std::optional<std::string> confirmed_;
    bool recheck_soon_ = false;

    // On the thread:
    std::string cursor_;
    std::string stored_cursor_;
    Time stored_at_;
    Time next_poll_;
    Time next_recheck_;
    Time last_recheck_;
    CircuitBreaker breaker_;
    Health health_;
    std::optional<Health> reported_;
    std::mt19937 random_;

    std::jthread thread_;  // Last: it uses all of the above.
};

}  // namespace wardcast::social
