#include "meeting/decide_asking.h"

#include <utility>

#include "meeting/folded_text.h"
#include "meeting/ordering.h"

namespace wardcast::meeting {
namespace {

using enum Status;

constexpr Transition kVote{"supported", StatusSet(Approved, Asking), "Support another one that is still to come."};
constexpr Transition kWithdraw{"taken back", StatusSet(Waiting, Held, Approved), "There is nothing left to take back."};
constexpr Transition kAppeal{"appealed", StatusSet(Declined), "There is no decision to be looked at again."};
constexpr Transition kVerdict{"judged by its asker", StatusSet(Answered), "Wait until it has been answered."};

std::optional<std::string> area(const std::string& given) {
    return given.empty() ? std::nullopt : std::optional(given);
}

// Slow mode: so many seconds between two questions of one person.
std::optional<Refusal> too_soon(const Deciding& on) {
    const auto person = on.state.people.find(on.actor.participant);
    if (person == on.state.people.end() || person->second.asked.empty()) return std::nullopt;
    const Question* last = find_question(on.state, person->second.asked.back());
    const auto next = last->asked_at + std::chrono::seconds(on.state.rules.slow_s);
    if (on.circumstances.now >= next) return std::nullopt;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(next - on.circumstances.now);
    return Refusal{RefusalCode::SlowDown,
                   "The meeting takes one question from each person every " + std::to_string(on.state.rules.slow_s) +
                       " s. Try again in " + std::to_string(wait.count()) + " s.",
                   wait};
}

// Where somebody comes from who has not asked or voted here before.
std::optional<std::string> newcomers_network(const Deciding& on) {
    if (on.circumstances.network.empty() || on.state.people.contains(on.actor.participant)) return std::nullopt;
    return on.circumstances.network;
}

void flag_burst(const Deciding& on, Events& events) {
    const auto network = newcomers_network(on);
    const Timestamp now = on.circumstances.now;
    if (!network || open_burst(on.state, *network, now) != nullptr) return;
    if (!on.state.arrivals.would_be_burst(*network, now)) return;
    events.emplace_back(BurstFlagged{on.fresh<BurstId>("b_"), *network, now - kBurstWindow});
}

// Of the asker alone, also where everybody sees the question.
std::optional<Refusal> not_own(const Deciding& on, const QuestionId& id) {
    const Question* known = find_question(on.state, id);
    if (known == nullptr || !is_public(known->status) || known->participant == on.actor.participant)
        return std::nullopt;
    return Refusal{RefusalCode::NotAllowed, "Only the person who asked a question can do this."};
}

}  // namespace

Outcome decide_on(const Deciding& on, const Ask& ask) {
    if (auto closed = takes_no_questions(on.state)) return *std::move(closed);
    if (is_blocked(on.state, on.actor.participant)) {
        return refuse(
            RefusalCode::Blocked,
            "The clerk takes no more questions from this browser. If that is a mistake, speak to the clerk, or "
            "ask in the room.");
    }
    if (auto refusal = too_soon(on)) return tl::unexpected(*std::move(refusal));
    const Rules& rules = on.state.rules;
    if (rules.naming == Naming::Required && ask.name.empty() && !ask.anonymous) {
        return refuse(RefusalCode::NameNeeded,
                      "This meeting asks for a name. Give yours, or choose to ask without one.");
    }
    const bool unnamed = rules.naming == Naming::Anonymous || ask.anonymous;
    QuestionAsked asked{.question = on.fresh<QuestionId>("q_"),
                        .text = ask.text,
                        .name = unnamed ? std::string() : ask.name,
                        .channel = Channel::Web,
                        .participant = on.actor.participant,
                        .area = area(ask.area),
                        .held_for = held_for(rules, ask.text + "\n" + ask.name),
                        .network = newcomers_network(on)};
    Events events{std::move(asked)};
    flag_burst(on, events);
    return events;
}

Outcome decide_on(const Deciding& on, const AskFor& ask) {
    if (on.state.phase == Phase::Ended) return has_ended();
    if (auto full = is_full(on.state)) return *std::move(full);
    QuestionAsked asked{.question = on.fresh<QuestionId>("q_"),
                        .text = ask.text,
                        .name = ask.name,
                        .channel = ask.channel,
                        .participant = on.fresh<ParticipantId>("p_"),
                        .area = area(ask.area)};
    Events events{asked};
    if (ask.approved) {
        const Question joining{.id = asked.question,
                               .channel = ask.channel,
                               .area_key = folded_text(ask.area),
                               .asked_place = on.state.asked_order.size()};
        events.emplace_back(QuestionApproved{asked.question, place_in_queue(on.state, joining)});
    }
    return events;
}

Outcome decide_on(const Deciding& on, const Vote& vote) {
    return on.with(vote.question, kVote, [&](const Question& question) -> Outcome {
        if (!support_of(on.state, question, on.actor.participant).empty()) {
            return refuse(RefusalCode::AlreadyDone, "You support this question already. It counts once.");
        }
        Events events{QuestionSupported{question.id, on.actor.participant, newcomers_network(on)}};
        flag_burst(on, events);
        return events;
    });
}

Outcome decide_on(const Deciding& on, const Unvote& unvote) {
    return on.with(unvote.question, kVote, [&](const Question& question) -> Outcome {
        Events events;
        for (QuestionId& holder : support_of(on.state, question, on.actor.participant)) {
            events.emplace_back(QuestionUnsupported{std::move(holder), on.actor.participant});
        }
        if (events.empty()) {
            return refuse(RefusalCode::AlreadyDone, "You do not support this question, so nothing was taken back.");
        }
        return events;
    });
}

Outcome decide_on(const Deciding& on, const Withdraw& withdraw) {
    const Question* known = find_question(on.state, withdraw.question);
    if (known != nullptr && is_public(known->status) && known->participant != on.actor.participant) {
        return refuse(RefusalCode::NotAllowed, "Only the person who asked a question can take it back.");
    }
    return on.with(withdraw.question, kWithdraw, [&](const Question& question) -> Outcome {
        // What others asked must not vanish with it: the questions that it carried on stand for themselves again.
        Events events{QuestionWithdrawn{question.id}};
        for (const QuestionId& merged : question.merged)
            events.emplace_back(unmerged(on.state, merged));
        return events;
    });
}

Outcome decide_on(const Deciding& on, const Appeal& appeal) {
    if (auto refusal = not_own(on, appeal.question)) return tl::unexpected(*std::move(refusal));
    return on.with(appeal.question, kAppeal, [&](const Question& question) -> Outcome {
        if (question.appeal) {
            return refuse(RefusalCode::AlreadyDone,
                          "The clerk has your appeal already; there is one for each question.");
        }
        return Events{QuestionAppealed{question.id, appeal.text}};
    });
}

Outcome decide_on(const Deciding& on, const GiveVerdict& verdict) {
    if (auto refusal = not_own(on, verdict.question)) return tl::unexpected(*std::move(refusal));
    return on.with(verdict.question, kVerdict, [&](const Question& question) -> Outcome {
        if (question.verdict == verdict.verdict) return refuse(RefusalCode::AlreadyDone, "You have said so already.");
        return Events{QuestionVerdict{question.id, verdict.verdict}};
    });
}

}  // namespace wardcast::meeting
