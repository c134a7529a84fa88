#include "meeting/decide_rules.h"

#include "meeting/ordering.h"
#include "meeting/queue_steps.h"

namespace wardcast::meeting {
namespace {

// What it takes to stand in the policy's order; nothing where the queue does already.
std::optional<QueueSettled> settled(const State& state, Order order) {
    const auto wanted = ordered_queue(state, order);
    if (wanted == state.queue) return std::nullopt;
    return QueueSettled{steps_between(state.queue, wanted)};
}

tl::unexpected<Refusal> no_such_burst() {
    return refuse(RefusalCode::NotFound, "There is no such burst of newcomers.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const OrderBy& order_by) {
    if (on.state.order == order_by.order) {
        return refuse(RefusalCode::AlreadyDone, "The queue is ordered like that already.");
    }
    Events events{OrderChanged{order_by.order}};
    if (auto steps = settled(on.state, order_by.order)) events.emplace_back(*std::move(steps));
    return events;
}

Outcome decide_on(const Deciding& on, const Settle&) {
    auto steps = on.state.order ? settled(on.state, *on.state.order) : std::nullopt;
    if (!steps) return refuse(RefusalCode::AlreadyDone, "The queue stands in order.");
    return Events{*std::move(steps)};
}

Outcome decide_on(const Deciding& on, const Listen& listen) {
    if (listen.minutes == 0) {
        if (!on.state.listening) return refuse(RefusalCode::AlreadyDone, "Support is shown already.");
        return Events{ListeningChanged{}};
    }
    if (on.state.phase == Phase::Ended) return has_ended();
    return Events{ListeningChanged{on.circumstances.now + std::chrono::minutes(listen.minutes)}};
}

Outcome decide_on(const Deciding& on, const EndListening&) {
    if (!on.state.listening || on.circumstances.now < *on.state.listening) {
        return refuse(RefusalCode::AlreadyDone, "It is not time to end it.");
    }
    return Events{ListeningChanged{}};
}

Outcome decide_on(const Deciding&, const SetRules& set) {
    return Events{set.change};
}

Outcome decide_on(const Deciding& on, const Block& block) {
    if (!on.state.people.contains(block.participant)) {
        return refuse(RefusalCode::NotFound, "Nobody with this id has asked or voted here.");
    }
    if (is_blocked(on.state, block.participant)) {
        return refuse(RefusalCode::AlreadyDone, "No questions are taken from this person already.");
    }
    if (on.state.blocked.size() >= kMaxBlocked) {
        return refuse(RefusalCode::WrongState, "Too many are blocked. Close questions for all, or use slow mode.");
    }
    return Events{ParticipantBlocked{block.participant}};
}

Outcome decide_on(const Deciding& on, const Unblock& unblock) {
    if (!is_blocked(on.state, unblock.participant)) {
        return refuse(RefusalCode::AlreadyDone, "Questions are taken from this person already.");
    }
    return Events{ParticipantUnblocked{unblock.participant}};
}

Outcome decide_on(const Deciding& on, const RemoveBurst& remove) {
    const Burst* burst = find_burst(on.state, remove.burst);
    if (burst == nullptr) return no_such_burst();
    if (burst->removed) return refuse(RefusalCode::AlreadyDone, "Their support does not count already.");
    return Events{BurstRemoved{burst->id}};
}

Outcome decide_on(const Deciding& on, const RestoreBurst& restore) {
    const Burst* burst = find_burst(on.state, restore.burst);
    if (burst == nullptr) return no_such_burst();
    if (!burst->removed) return refuse(RefusalCode::AlreadyDone, "Their support counts already.");
    return Events{BurstRestored{burst->id}};
}

}  // namespace wardcast::meeting
