#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "hub/alarm.h"
#include "hub/pace.h"
#include "meeting/command.h"
#include "meeting/event.h"
#include "meeting/state.h"

namespace wardcast::hub {

// The commands that a meeting gives itself when their time has come: to put its queue in order again, and to show
// support again after the time to listen.
// Threads: the meeting's strand. The clock outlives it.
class TimedCommands {
  public:
    TimedCommands(const Strand& strand, const Clock& clock, const Pace& pace,
                  std::function<void(meeting::Command)> give);

    // After each batch that has become durable: the state after it, and what was in it.
    void plan(const meeting::State& after, const std::vector<meeting::Record>& news);
    // After the log was folded.
    void plan_end_of_listening(const meeting::State& state);
    void silence();  // Before it is destroyed.

  private:
    void plan_settling(const meeting::State& after, const std::vector<meeting::Record>& news);
    void settle();
    void wait_for_end_of_listening();
    void end_listening();

    const Clock& clock_;
    const Pace pace_;
    const std::function<void(meeting::Command)> give_;

    Alarm settle_alarm_;
    Alarm::Time last_settling_ = Alarm::Time::min();

    std::optional<Timestamp> listening_until_;
    Alarm listening_alarm_;
};

}  // namespace wardcast::hub
