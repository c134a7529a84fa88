#include "http/session_index.h"

#include <algorithm>

namespace wardcast::http {

// One audience: those to be served first, then the others.
struct Listeners {
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
    std::array<Listeners, SessionIndex::kAudiences> audiences;

    [[nodiscard]] Listeners& audience(meeting::Audience name) { return audiences[static_cast<std::size_t>(name)]; }
    [[nodiscard]] bool empty() const {
        return std::all_of(audiences.begin(), audiences.end(), [](const auto& each) { return each.empty(); });
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

SessionIndex::Hearers SessionIndex::hearers(const meeting::Slug& slug, meeting::Audience audience) const {
    const auto found = rooms_.find(slug);
    if (found == rooms_.end()) return {};
    const Listeners& listeners = found->second->audience(audience);
    const std::span<Member* const> all(listeners.members);
    return {.first = all.first(listeners.firsts), .rest = all.subspan(listeners.firsts)};
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
