#pragma once

#include <array>
#include <cstddef>
#include <unordered_map>
#include <vector>

#include "hub/hub.h"

namespace wardcast::hub {

// Who is joined to one meeting. Threads: the meeting's strand.
class Roster {
  public:
    explicit Roster(std::size_t outlets) : counts_(outlets) {}

    // Joining again under the same key replaces what was known of it.
    void join(SubscriberKey key, const meeting::Actor& actor);
    void leave(SubscriberKey key);
    void clear();

    [[nodiscard]] bool empty() const noexcept { return subscribers_.empty(); }
    [[nodiscard]] std::size_t watching() const noexcept { return residents_; }
    // Whether the outlet has a subscriber of this audience.
    [[nodiscard]] bool reaches(std::size_t outlet, meeting::Audience audience) const;
    // The sockets of one resident: several, where several pages are open.
    [[nodiscard]] const std::vector<SubscriberKey>* sockets_of(const meeting::ParticipantId& resident) const;
    [[nodiscard]] std::vector<SubscriberKey> all() const;

  private:
    struct Hash {
        std::size_t operator()(const SubscriberKey& key) const noexcept {
            return std::hash<std::uint64_t>{}(key.number * 64 + key.outlet);
        }
    };

    std::unordered_map<SubscriberKey, meeting::Actor, Hash> subscribers_;
    std::unordered_map<meeting::ParticipantId, std::vector<SubscriberKey>> residents_by_id_;
    std::vector<std::array<std::size_t, meeting::kAudiences>> counts_;  // By outlet and audience.
    std::size_t residents_ = 0;
};

}  // namespace wardcast::hub
