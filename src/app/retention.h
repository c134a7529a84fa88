#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "hub/hub.h"
#include "media/recording_shelf.h"

namespace wardcast::app {

// Removes recordings as the configuration asks, for as long as it lives: at start and every ten minutes. Says so in the
// log and in the meeting's. What belongs to no meeting of the database is left alone.
//
// Threads: one of its own; made and unmade on one.
class Retention {
  public:
    // The hub and the clock outlive it.
    Retention(std::filesystem::path recordings, media::RetentionRules rules, hub::Hub& hub, const Clock& clock);
    ~Retention();
    Retention(const Retention&) = delete;
    Retention& operator=(const Retention&) = delete;

  private:
    void enforce();

    const std::filesystem::path recordings_;
    const media::RetentionRules rules_;
    hub::Hub& hub_;
    const Clock& clock_;
    std::jthread thread_;
};

}  // namespace wardcast::app
