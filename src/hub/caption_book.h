#pragma once

#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "hub/hub.h"
#include "meeting/event.h"
#include "meeting/state.h"

namespace wardcast::hub {

// The captions of the meetings that are in memory, for the thousands who read along: they are answered without
// troubling the meeting's strand. Replaced as a whole when one comes or is corrected. Threads: any; a mutex, held for a
// look-up.
class CaptionBook {
  public:
    void keep(const meeting::State& state);
    // The same, if one of the records that led to this state changed what is kept.
    void keep(const meeting::State& state, const std::vector<meeting::Record>& news);
    void forget(const meeting::Slug& slug);
    [[nodiscard]] std::optional<CaptionReading> find(const meeting::Slug& slug) const;

  private:
    mutable std::mutex mutex_;
    std::unordered_map<meeting::Slug, CaptionReading> readings_;
};

}  // namespace wardcast::hub
