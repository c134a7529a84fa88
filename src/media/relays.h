#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "media/relay.h"

namespace wardcast::media {

// All relays of one programme.
//
// Threads: any. Ending a relay that hangs is waited for by the destructor alone.
class Relays {
  public:
    // The taps outlive it.
    Relays(Taps& taps, Relay::Surroundings around) : taps_(taps), around_(std::move(around)) {}
    ~Relays();
    Relays(const Relays&) = delete;
    Relays& operator=(const Relays&) = delete;

    // The targets from now on; one that stays as it was goes on undisturbed. begun: PTS 0 of the programme's present
    // run. When this returns, those that are no longer in the list send and report nothing any more.
    void set(const std::vector<RelayTarget>& targets, Ticks::time_point begun);
    // False: from now on nothing leaves.
    void set_on_air(bool on_air);
    // Lets go of those that have ended.
    void look_after();

  private:
    void leave(std::unique_ptr<Relay> relay);

    Taps& taps_;
    const Relay::Surroundings around_;
    std::mutex mutex_;  // Guards the rest.
    bool on_air_ = false;
    std::vector<std::unique_ptr<Relay>> relays_, leaving_;
};

}  // namespace wardcast::media
