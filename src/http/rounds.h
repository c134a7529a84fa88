#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "http/session_index.h"
#include "http/staged_frame.h"
#include "hub/hub.h"

namespace wardcast::http {

// The broadcasts of one worker that are still on their way round its subscribers.
//
// A frame to thousands of sockets takes tens of milliseconds, and a call for the hall must not wait so long: the worker
// visits a slice of them, looks at its mail, and goes on. Whenever it has something to say to a member, the member
// first gets every frame that it is owed, oldest first: so each keeps its order, misses nothing and gets nothing twice.
// Threads: the worker's.
class Rounds {
  public:
    // All of the broadcast's audience are owed its frame from now on. `waiting` are the numbers of those whom next()
    // is to name; the caller visits the others itself.
    void begin(const hub::Broadcast& broadcast, std::vector<std::uint64_t> waiting);
    // The member joins: it is owed nothing of what has begun before.
    void admit(Member& member) const noexcept { member.round = newest_; }
    // Calls write(StagedFrame&) with each frame that a member of this meeting is owed.
    template <class Write>
    void visit(const meeting::Slug& slug, Member& member, Write write);
    // Who is to be visited next; nothing when every round is over. It may have left, or be owed nothing any more.
    [[nodiscard]] std::optional<std::uint64_t> next();

    [[nodiscard]] std::size_t size() const noexcept { return rounds_.size(); }

  private:
    struct Round {
        std::uint64_t number = 0;
        meeting::Slug slug;
        meeting::Audience audience;
        std::vector<meeting::ParticipantId> except;
        StagedFrame frame;
        std::vector<std::uint64_t> waiting;
        std::size_t visited = 0;  // Of those waiting.

        [[nodiscard]] bool is_over() const noexcept { return visited == waiting.size(); }
        [[nodiscard]] bool is_for(const meeting::Slug& meeting, const Member& member) const;
    };

    std::deque<Round> rounds_;  // Oldest first.
    std::uint64_t newest_ = 0;
};

template <class Write>
void Rounds::visit(const meeting::Slug& slug, Member& member, Write write) {
    if (member.round == newest_) return;
    for (Round& round : rounds_) {
        if (round.is_for(slug, member)) write(round.frame);
    }
    member.round = newest_;
}

}  // namespace wardcast::http
