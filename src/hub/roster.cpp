#include "hub/roster.h"

#include <cassert>

namespace wardcast::hub {

using meeting::Audience;
using meeting::Role;

void Roster::join(SubscriberKey key, const meeting::Actor& actor) {
    assert(key.outlet < counts_.size());
    leave(key);
    subscribers_.emplace(key, actor);
    ++counts_[key.outlet][static_cast<std::size_t>(audience_of(actor.role))];
    if (actor.role == Role::Resident) {
        ++residents_;
        residents_by_id_[actor.participant].push_back(key);
    }
}

void Roster::leave(SubscriberKey key) {
    const auto found = subscribers_.find(key);
    if (found == subscribers_.end()) return;
    const meeting::Actor actor = std::move(found->second);
    subscribers_.erase(found);
    --counts_[key.outlet][static_cast<std::size_t>(audience_of(actor.role))];
    if (actor.role == Role::Resident) {
        --residents_;
        const auto sockets = residents_by_id_.find(actor.participant);
        std::erase(sockets->second, key);
        if (sockets->second.empty()) residents_by_id_.erase(sockets);
    }
}

void Roster::clear() {
    subscribers_.clear();
    residents_by_id_.clear();
    counts_.assign(counts_.size(), {});
    residents_ = 0;
}

bool Roster::reaches(std::size_t outlet, Audience audience) const {
    return counts_[outlet][static_cast<std::size_t>(audience)] > 0;
}

const std::vector<SubscriberKey>* Roster::sockets_of(const meeting::ParticipantId& resident) const {
    const auto found = residents_by_id_.find(resident);
    return found == residents_by_id_.end() ? nullptr : &found->second;
}

std::vector<SubscriberKey> Roster::all() const {
    std::vector<SubscriberKey> keys;
    keys.reserve(subscribers_.size());
    for (const auto& [key, actor] : subscribers_)
        keys.push_back(key);
    return keys;
}

}  // namespace wardcast::hub
