#include "http/session_index.h"

#include <algorithm>
#include <iterator>

namespace wardcast::http {

// One audience: those to be served first, then the others.
struct Hearers {
    std::vector<Member*> members;
    std::size_t firsts = 0;

    void add(Member& member) {
        members.push_back(nullptr);
        put(member, members.size() - 1);
        if (member.first) swap(member.place, firsts++);
    }

    // Each hole is filled with the last of its own kind, so that nothing else moves.
    void remove(Member& member) {
        if (member.place < firsts) swap(member.place, --firsts);
        swap(member.place, members.size() - 1);
        members.pop_back();
    }

    [[nodiscard]] bool empty() const { return members.empty(); }

  private:
    void put(Member& member, std::size_t place) {
        members[place] = &member;
        member.place = static_cast<std::uint32_t>(place);
    }

    void swap(std::size_t one, std::size_t other) {
        Member* const moved = members[one];
        put(*members[other], one);
        put(*moved, other);
    }
};

struct Room {
    meeting::Slug slug;
    std::array<Hearers, SessionIndex::kAudiences> audiences;

    [[nodiscard]] Hearers& audience(meeting::Audience name) { return audiences[static_cast<std::size_t>(name)]; }
    [[nodiscard]] bool empty() const {
        return std::all_of(audiences.begin(), audiences.end(), [](const auto& hearers) { return hearers.empty(); });
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
    member.room = slot.get();
    slot->audience(member.audience).add(member);
    ++size_;
}

void SessionIndex::remove(Member& member) {
    if (member.room == nullptr) return;
    Room& room = *member.room;
    room.audience(member.audience).remove(member);
    member.room = nullptr;
    --size_;
    if (room.empty()) rooms_.erase(meeting::Slug(room.slug));
}

const std::vector<Member*>& SessionIndex::hearers(const meeting::Slug& slug, meeting::Audience audience,
                                                  const std::vector<meeting::ParticipantId>& except) {
    chosen_.clear();
    const auto found = rooms_.find(slug);
    if (found == rooms_.end()) return chosen_;
    const auto& all = found->second->audience(audience).members;
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
        all.insert(all.end(), audience.members.begin(), audience.members.end());
    return all;
}

}  // namespace wardcast::http
