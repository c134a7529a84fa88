#include "meeting/apply_rules.h"

#include <algorithm>
#include <unordered_set>

#include "meeting/queue_steps.h"

namespace wardcast::meeting {
namespace {

Burst* find(State& state, const BurstId& id) {
    const auto found =
        std::find_if(state.bursts.begin(), state.bursts.end(), [&](const Burst& burst) { return burst.id == id; });
    return found == state.bursts.end() ? nullptr : &*found;
}

// What they support has another count now.
void recount_for(Folding& fold, const std::vector<ParticipantId>& people) {
    std::unordered_set<QuestionId> questions;
    for (const ParticipantId& person : people) {
        const auto known = fold.state.people.find(person);
        if (known != fold.state.people.end()) {
            questions.insert(known->second.supported.begin(), known->second.supported.end());
        }
    }
    for (const QuestionId& id : questions) {
        if (const Question* question = fold.find(id)) fold.recount(*question);
    }
}

void count(Folding& fold, const BurstId& id, bool removed) {
    Burst* burst = find(fold.state, id);
    if (burst == nullptr || burst->removed == removed) return;
    burst->removed = removed;
    for (const ParticipantId& person : burst->people) {
        if (removed) {
            fold.state.discounted.insert(person);
        } else {
            fold.state.discounted.erase(person);
        }
    }
    recount_for(fold, burst->people);
    fold.tell({Member::Bursts});
}

}  // namespace

void fold_in(Folding& fold, const OrderChanged& changed) {
    fold.set(fold.state.order, {changed.order}, Member::Order);
}

void fold_in(Folding& fold, const QueueSettled& settled) {
    fold.state.queue = after_steps(fold.state.queue, settled.steps);
    for (const Placement& step : settled.steps)
        fold.effects.queue.push_back({.question = step.question, .before = step.before});
}

void fold_in(Folding& fold, const ListeningChanged& changed) {
    const bool was = fold.state.listening.has_value();
    fold.set(fold.state.listening, changed.until, Member::Listening);
    if (was == changed.until.has_value()) return;
    fold.effects.queue_anew = true;
    if (was) {
        for (const QuestionId& id : fold.state.asked_order)
            fold.effects.tallies.push_back(id);
    }
}

void fold_in(Folding& fold, const RulesChanged& changed) {
    Rules rules = fold.state.rules;
    if (changed.naming) rules.naming = *changed.naming;
    if (changed.slow_s) rules.slow_s = *changed.slow_s;
    if (changed.words) {
        rules.words = *changed.words;
        rules.held_words = held_words(rules.words);
    }
    fold.set(fold.state.rules, rules, Member::Rules);
}

void fold_in(Folding& fold, const ParticipantBlocked& blocked) {
    fold.state.blocked.push_back({blocked.participant, fold.record.at});
    fold.tell({Member::Blocked});
}

void fold_in(Folding& fold, const ParticipantUnblocked& unblocked) {
    std::erase_if(fold.state.blocked,
                  [&](const Blocked& blocked) { return blocked.participant == unblocked.participant; });
    fold.tell({Member::Blocked});
}

void fold_in(Folding& fold, const BurstFlagged& flagged) {
    Burst burst{.id = flagged.burst, .network = flagged.network, .from = flagged.from, .to = fold.record.at};
    for (const Newcomer& newcomer : fold.state.arrivals.lately[flagged.network]) {
        if (newcomer.at >= flagged.from) burst.people.push_back(newcomer.participant);
    }
    fold.state.bursts.push_back(std::move(burst));
    fold.tell({Member::Bursts});
}

void fold_in(Folding& fold, const BurstRemoved& removed) {
    count(fold, removed.burst, true);
}

void fold_in(Folding& fold, const BurstRestored& restored) {
    count(fold, restored.burst, false);
}

void note_newcomer(Folding& fold, const ParticipantId& participant, const std::string& network) {
    fold.state.arrivals.add(network, {participant, fold.record.at});
    const Burst* open = open_burst(fold.state, network, fold.record.at);
    if (Burst* burst = open == nullptr ? nullptr : find(fold.state, open->id)) {
        burst->people.push_back(participant);
        burst->to = fold.record.at;
        if (burst->removed) fold.state.discounted.insert(participant);
        fold.tell({Member::Bursts});
    }
}

}  // namespace wardcast::meeting
