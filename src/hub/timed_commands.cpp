#include "hub/timed_commands.h"

#include <algorithm>
#include <utility>

namespace wardcast::hub {

using std::chrono::steady_clock;

TimedCommands::TimedCommands(const Strand& strand, const Clock& clock, const Pace& pace,
                             std::function<void(meeting::Command)> give)
    : clock_(clock),
      pace_(pace),
      give_(std::move(give)),
      settle_alarm_(strand, [this] { settle(); }),
      listening_alarm_(strand, [this] { end_listening(); }) {}

void TimedCommands::plan(const meeting::State& after, const std::vector<meeting::Record>& news) {
    plan_settling(after, news);
    plan_end_of_listening(after);
}

// Almost anything may change what the policy makes of the queue; whether it does is found out then, at most so often.
void TimedCommands::plan_settling(const meeting::State& after, const std::vector<meeting::Record>& news) {
    const bool only_settled = std::all_of(news.begin(), news.end(), [](const meeting::Record& record) {
        return std::holds_alternative<meeting::QueueSettled>(record.event);
    });
    if (only_settled || !after.order || after.queue.size() < 2 || settle_alarm_.is_set()) return;
    const bool is_first = last_settling_ == Alarm::Time::min();
    const auto now = steady_clock::now();
    settle_alarm_.set(is_first ? now : std::max(now, last_settling_ + pace_.settle));
}

void TimedCommands::settle() {
    last_settling_ = steady_clock::now();
    give_(meeting::Settle{});
}

void TimedCommands::plan_end_of_listening(const meeting::State& state) {
    listening_until_ = state.listening;
    if (listening_until_) {
        wait_for_end_of_listening();
    } else {
        listening_alarm_.cancel();
    }
}

void TimedCommands::wait_for_end_of_listening() {
    const auto wait = std::max(*listening_until_ - clock_.now(), std::chrono::milliseconds(0));
    listening_alarm_.set(steady_clock::now() + wait);
}

void TimedCommands::end_listening() {
    // The clocks of the alarm and of the log may differ.
    if (clock_.now() < *listening_until_) return wait_for_end_of_listening();
    give_(meeting::EndListening{});
}

void TimedCommands::silence() {
    settle_alarm_.cancel();
    listening_alarm_.cancel();
}

}  // namespace wardcast::hub
