#include "hub/batch.h"

#include <string>
#include <utility>

#include "hub/fresh_id.h"
#include "meeting/apply.h"
#include "meeting/decide.h"

namespace wardcast::hub {

using meeting::Decided;
using meeting::RefusalCode;

namespace {

// What comes of it on this state, if it may be done.
Decided<std::vector<meeting::Event>> events_of(const Deed& deed, const meeting::State& state, Timestamp now) {
    if (const auto* creation = std::get_if<meeting::MeetingCreated>(&deed.what)) {
        if (state.seq == 0) return std::vector<meeting::Event>{*creation};
        return meeting::refuse(RefusalCode::WrongState, "There is a meeting '" + creation->slug.str() + "' already.");
    }
    if (state.seq == 0) return tl::unexpected(no_such_meeting().refusal);
    return decide(state, std::get<meeting::Command>(deed.what), deed.actor, {now, fresh_id, deed.network});
}

}  // namespace

void Batch::decide(meeting::State& state, const Clock& clock) {
    outcomes_.clear();
    records_.clear();
    views_.clear();
    ++times_decided_;
    for (const Deed& deed : deeds_)
        outcomes_.push_back(decide_one(deed, state, clock));
}

Batch::Outcome Batch::decide_one(const Deed& deed, meeting::State& state, const Clock& clock) {
    const std::string key = done_key(deed.actor.participant, deed.id);
    if (!deed.id.empty()) {
        // Sent again, after a reconnect or a restart: answered again, done once.
        if (const auto done = state.done.find(key); done != state.done.end()) return done->second;
    }
    const Timestamp now = clock.now();
    auto events = events_of(deed, state, now);
    if (!events) return tl::unexpected(events.error());
    for (auto& event : *events) {
        meeting::Record record{state.seq + 1, now, deed.actor, deed.id, std::move(event)};
        const auto effects = apply(state, record);
        views_.push_back(view_event(state, record, effects));
        records_.push_back(std::move(record));
    }
    const auto done = state.done.find(key);
    return done != state.done.end() ? done->second : meeting::State::Done{state.seq, {}};
}

std::vector<Deed> Batch::refuse_all(const meeting::Refusal& refusal) {
    std::vector<Deed> ours;
    for (std::size_t i = 0; i < deeds_.size(); ++i) {
        outcomes_[i] = tl::unexpected(refusal);
        if (is_servers_own(deeds_[i])) ours.push_back(std::move(deeds_[i]));
    }
    return ours;
}

void Batch::settle() const {
    for (std::size_t i = 0; i < deeds_.size(); ++i) {
        if (deeds_[i].settled) deeds_[i].settled(outcomes_[i]);
    }
}

}  // namespace wardcast::hub
