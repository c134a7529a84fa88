#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "meeting/ids.h"

namespace wardcast::hub {

// What staff see but no log holds: the newest word of how each source, relay and the like of a meeting does. Kept here,
// apart from the meeting, which leaves memory when nobody watches.
// Threads: any.
class BulletinBoard {
  public:
    // kind and id: "source", the source's id. A null body takes it down.
    void put(const meeting::Slug& slug, const std::string& kind, const std::string& id, const Json& body);
    // Each as it goes over the wire: with members `type` (its kind) and the kind's own (its id).
    [[nodiscard]] std::vector<Json> of(const meeting::Slug& slug) const;

  private:
    using Name = std::pair<std::string, std::string>;
    mutable std::mutex mutex_;
    std::map<meeting::Slug, std::map<Name, Json>> bulletins_;
};

// The wire's form of one: docs/protocol.md 2.6.
[[nodiscard]] Json bulletin_message(const std::string& kind, const std::string& id, Json body);

}  // namespace wardcast::hub
