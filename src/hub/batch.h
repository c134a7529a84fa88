#pragma once

#include <vector>

#include "base/clock.h"
#include "hub/errand.h"
#include "hub/event_views.h"
#include "meeting/event.h"
#include "meeting/state.h"

namespace wardcast::hub {

// The deeds that go to the disk together: what was decided on each, and the records and views that came of it.
// Threads: the meeting's strand.
class Batch {
  public:
    explicit Batch(std::vector<Deed> deeds) : deeds_(std::move(deeds)) {}

    // Decides each deed on the state as the one before left it, and leaves the state as the last one did. May be called
    // again, with a state without them, and then forgets what it had decided.
    void decide(meeting::State& state, const Clock& clock);
    [[nodiscard]] bool was_decided_again() const noexcept { return times_decided_ > 1; }

    [[nodiscard]] const std::vector<meeting::Record>& records() const noexcept { return records_; }
    [[nodiscard]] std::vector<EventViews> take_views() noexcept { return std::move(views_); }

    // None of it has happened. Gives back the server's own, which nobody would do again.
    [[nodiscard]] std::vector<Deed> refuse_all(const meeting::Refusal& refusal);
    // Answers whoever waits.
    void settle() const;

  private:
    using Outcome = meeting::Decided<meeting::State::Done>;
    [[nodiscard]] Outcome decide_one(const Deed& deed, meeting::State& state, const Clock& clock);

    std::vector<Deed> deeds_;
    std::vector<Outcome> outcomes_;  // One for each deed.
    std::vector<meeting::Record> records_;
    std::vector<EventViews> views_;  // One for each record.
    int times_decided_ = 0;
};

}  // namespace wardcast::hub
