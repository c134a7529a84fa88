#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "meeting/ids.h"
#include "meeting/view.h"

namespace wardcast::http {

struct Room;

// A WebSocket's place among those that hear a meeting. The index alone touches room and place.
struct Member {
    Room* room = nullptr;  // Null while it hears nothing.
    std::uint32_t place = 0;
    meeting::Audience audience = meeting::Audience::Public;
    bool first = false;       // Served before the others: the hall's screen must not wait for thousands at home.
    std::uint64_t round = 0;  // Of the worker's broadcasts, those up to this one are behind it.
    meeting::ParticipantId participant;
};

// Who hears what on one worker: meeting -> audience -> members, each audience one contiguous run of memory, because a
// frame walks over thousands of them.
// Threads: the worker's.
class SessionIndex {
  public:
    SessionIndex();
    ~SessionIndex();

    // The member hears its audience's broadcasts of this meeting from now on. It must not be in the index yet.
    void add(const meeting::Slug& slug, Member& member);
    // Hears nothing any more. Nothing happens when it did not.
    void remove(Member& member);

    // The members of one audience: those to be served first, and the rest. Valid until the next change of the index.
    struct Hearers {
        std::span<Member*const> first, rest;
        [[nodiscard]] std::size_t size() const noexcept { return first.size() + rest.size(); }
    };
    [[nodiscard]] Hearers hearers(const meeting::Slug& slug, meeting::Audience audience) const;
    // All members of a meeting, whatever their audience.
    [[nodiscard]] std::vector<Member*> members(const meeting::Slug& slug) const;
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  private:
    static constexpr std::size_t kAudiences = meeting::kAudiences;

    std::unordered_map<meeting::Slug, std::unique_ptr<Room>> rooms_;
    std::size_t size_ = 0;

    friend struct Room;
};

}  // namespace wardcast::http
