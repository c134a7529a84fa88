#include "meeting/view.h"

#include <algorithm>
#include <utility>

#include "meeting/caption_view.h"
#include "meeting/json_view.h"
#include "meeting/member_views.h"
#include "meeting/question_view.h"

namespace wardcast::meeting {
namespace {

Json step_view(const QueueStep& step) {
    if (step.out) return {{"question", step.question.str()}, {"out", true}};
    return {{"question", step.question.str()}, {"before", or_null(step.before)}};
}

// While support is not shown, the order of the queue must not tell it: that of the ids, which are random.
std::vector<QuestionId> queue_for(const State& state, Audience audience) {
    auto queue = state.queue;
    if (!shows_support(state, audience)) std::sort(queue.begin(), queue.end());
    return queue;
}

std::vector<QueueStep> steps_for(const State& after, const Effects& effects, Audience audience) {
    if (audience == Audience::Staff) return effects.queue;
    std::vector<QueueStep> steps;
    if (effects.queue_anew) {
        for (const QuestionId& id : queue_for(after, audience))
            steps.push_back({.question = id});
        return steps;
    }
    if (shows_support(after, audience)) return effects.queue;
    for (const QueueStep& step : effects.queue) {
        if (step.out) {
            steps.push_back(step);
        } else if (step.question == effects.question) {
            const auto queue = queue_for(after, audience);
            const auto next = std::upper_bound(queue.begin(), queue.end(), step.question);
            steps.push_back(
                {.question = step.question, .before = next == queue.end() ? std::nullopt : std::optional(*next)});
        }
    }
    return steps;
}

Json patch(const State& after, const Effects& effects, const Viewer& viewer) {
    Json data = Json::object();
    if (const Question* question = effects.question ? find_question(after, *effects.question) : nullptr) {
        if (viewer.sees(*question)) {
            data["question"] = question_view(after, *question, viewer);
        } else if (effects.was_public) {
            data["gone"] = Json::array({question->id.str()});
        }
    }
    if (viewer.audience == Audience::Captioner && effects.caption) {
        if (const Caption* caption = find_caption(after, *effects.caption)) data["caption"] = caption_view(*caption);
    }
    for (const QueueStep& step : steps_for(after, effects, viewer.audience))
        data["queue"].push_back(step_view(step));
    for (const Member member : effects.members) {
        if (!is_told(member, viewer.audience)) continue;
        data["set"][name_of(member)] = member_view(after, member, viewer.audience);
    }
    return data;
}

std::optional<Json> event_for(const State& after, const Record& record, const Effects& effects, const Viewer& viewer) {
    Json data = patch(after, effects, viewer);
    if (data.empty()) return std::nullopt;
    return Json{{"seq", record.seq},
                {"at", to_rfc3339(record.at)},
                {"event", name_of(record.event)},
                {"data", std::move(data)}};
}

}  // namespace

Audience audience_of(Role role) noexcept {
    switch (role) {
        case Role::Chair:
        case Role::Clerk:
        case Role::System:
            return Audience::Staff;
        case Role::Camera:
            return Audience::Camera;
        case Role::Captioner:
            return Audience::Captioner;
        case Role::Resident:
        case Role::Room:
            return Audience::Public;
    }
    return Audience::Public;
}

Json state_view(const State& state, Audience audience, const ParticipantId* own, std::size_t watching, With with) {
    Json view{{"slug", state.slug.str()}, {"watching", watching}};
    for (std::size_t i = 0; i < member_count(); ++i) {
        const auto member = static_cast<Member>(i);
        if (is_told(member, audience)) view[name_of(member)] = member_view(state, member, audience);
    }
    if (audience == Audience::Captioner) view["captions"] = last_captions_view(state);
    Json& queue = view["queue"] = Json::array();
    for (const QuestionId& id : queue_for(state, audience))
        queue.push_back(id.str());
    Json& questions = view["questions"] = Json::array();
    if (with == With::NoQuestions) return view;
    const Viewer viewer{audience, own};
    for (const QuestionId& id : state.asked_order) {
        const Question* question = find_question(state, id);
        if (viewer.sees(*question)) questions.push_back(question_view(state, *question, viewer));
    }
    return view;
}

Json own_question_view(const State& state, const Question& question) {
    return question_view(state, question, {Audience::Public, &question.participant});
}

Json mine_view(const State& state, const ParticipantId& participant) {
    Json asked = Json::array();
    Json supported = Json::array();
    if (const auto person = state.people.find(participant); person != state.people.end()) {
        for (const QuestionId& id : person->second.asked)
            asked.push_back(id.str());
        for (const QuestionId& id : person->second.supported) {
            const Question* question = find_question(state, id);
            while (question != nullptr) {
                if (std::find(supported.begin(), supported.end(), question->id.str()) == supported.end()) {
                    supported.push_back(question->id.str());
                }
                question = question->status == Status::Merged ? find_question(state, question->into) : nullptr;
            }
        }
    }
    return {{"asked", std::move(asked)}, {"supported", std::move(supported)}};
}

Json votes_view(const State& state, const std::vector<QuestionId>& questions, Audience audience) {
    const Viewer viewer{audience, nullptr};
    Json votes = Json::object();
    if (!shows_support(state, audience)) return votes;
    for (const QuestionId& id : questions) {
        const Question* question = find_question(state, id);
        if (question != nullptr && viewer.sees(*question)) votes[id.str()] = supporters(state, *question);
    }
    return votes;
}

std::optional<Json> event_view(const State& after, const Record& record, const Effects& effects, Audience audience) {
    return event_for(after, record, effects, {audience, nullptr});
}

std::vector<ParticipantId> own_audience(const State& after, const Effects& effects) {
    const Question* question = effects.question ? find_question(after, *effects.question) : nullptr;
    if (question == nullptr || is_public(question->status)) return {};
    return {question->participant};
}

std::optional<Json> own_event_view(const State& after, const Record& record, const Effects& effects,
                                   const ParticipantId& participant) {
    return event_for(after, record, effects, {Audience::Public, &participant});
}

}  // namespace wardcast::meeting
