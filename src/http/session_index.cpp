#include "http/session_index.h"

#include <algorithm>
#include <iterator>

namespace wardcast::http {

struct Room {
    meeting::Slug slug;
    std::array<std::vector<Member*>, SessionIndex::kAudiences> audiences;

    [[nodiscard]] std::vector<Member*>& audience(meeting::Audience name) {
        return audiences[static_cast<std::size_t>(name)];
    }
    [[nodiscard]] bool empty() const {
        return std::all_of(audiences.begin(), audiences.end(), [](const auto& members) { return members.empty(); });
    }
};

SessionIndex::SessionIndex() = default;
SessionIndex::~SessionIndex() = default;

void SessionIndex::add(const meeting::Slug& slug, Member& member) {
    auto& slot = rooms_[slug];
    if (!slot) {
        slot = std::make_unique<Room>();
        slot->slug = slug;
    }
    Room& room = *slot;
    auto& members = room.audience(member.audience);
    member.room = &room;
    member.place = static_cast<std::uint32_t>(members.size());
    members.push_back(&member);
    ++size_;
}

void SessionIndex::remove(Member& member) {
    if (member.room == nullptr) return;
    Room& room = *member.room;
    auto& members = room.audience(member.audience);
    members[member.place] = members.back();
    members[member.place]->place = member.place;
    members.pop_back();
    member.room = nullptr;
    --size_;
    if (room.empty()) rooms_.erase(meeting::Slug(room.slug));
}

const std::vector<Member*>& SessionIndex::hearers(const meeting::Slug& slug, meeting::Audience audience,
                                                  const std::vector<meeting::ParticipantId>& except) {
    chosen_.clear();
    const auto found = rooms_.find(slug);
    if (found == rooms_.end()) return chosen_;
    const auto& all = found->second->audience(audience);
    if (except.empty()) return all;
    std::copy_if(all.begin(), all.end(), std::back_inserter(chosen_), [&](const Member* member) {
        return std::find(except.begin(), except.end(), member->participant) == except.end();
    });
    return chosen_;
}

std::vector<Member*> SessionIndex::members(const meeting::Slug& slug) const {
    std::vector<Member*> all;
    const auto found = rooms_.find(slug);
    if (found == rooms_.end()) return all;
    for (const auto& audience : found->second->audiences)
        all.insert(all.end(), audience.begin(), audience.end());
    return all;
}

}  // namespace wardcast::http
