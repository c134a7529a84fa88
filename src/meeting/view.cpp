#include "meeting/view.h"

#include <algorithm>
#include <array>
#include <utility>

#include "meeting/decide.h"

namespace wardcast::meeting {
namespace {

template <class T>
Json or_null(const std::optional<T>& value);

Json plain(Timestamp time) {
    return to_rfc3339(time);
}
template <class Tag>
Json plain(const Id<Tag>& id) {
    return id.str();
}
template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? plain(*value) : Json();
}

Json air_view(const State& state) {
    return {{"state", to_string(state.air)}, {"since", or_null(state.air_since)}};
}

Json items_view(const State& state) {
    Json items = Json::array();
    for (const AgendaItem& item : state.items) {
        items.push_back({{"id", item.id.str()}, {"title", item.title}, {"opened_at", or_null(item.opened_at)}});
    }
    return items;
}

Json undo_view(const State& state) {
    if (!state.undoable) return nullptr;
    return {{"event", state.undoable->event},
            {"question", state.undoable->question.str()},
            {"until", to_rfc3339(state.undoable->at + kUndoWindow)}};
}

struct MemberView {
    const char* name;
    Json (*view)(const State&);
};

// In the order of Member.
constexpr std::array<MemberView, 14> kMembers{{
    {"title", [](const State& state) -> Json { return state.title; }},
    {"starts", [](const State& state) -> Json { return or_null(state.starts); }},
    {"hashtags", [](const State& state) -> Json { return state.hashtags; }},
    {"phase", [](const State& state) -> Json { return to_string(state.phase); }},
    {"started_at", [](const State& state) -> Json { return or_null(state.started_at); }},
    {"ended_at", [](const State& state) -> Json { return or_null(state.ended_at); }},
    {"air", air_view},
    {"recording", [](const State& state) -> Json { return to_string(state.recording); }},
    {"questions_open", [](const State& state) -> Json { return state.questions_open; }},
    {"items", items_view},
    {"item", [](const State& state) -> Json { return or_null(state.item); }},
    {"asking", [](const State& state) -> Json { return or_null(state.asking); }},
    {"asking_since", [](const State& state) -> Json { return or_null(state.asking_since); }},
    {"undo", undo_view},
}};
static_assert(kMembers.size() == static_cast<std::size_t>(Member::Undo) + 1);

bool is_told(Member member, Audience audience) {
    return member != Member::Undo || audience == Audience::Staff;
}

// Who looks at one thing: an audience, and with `own` one participant of it.
struct Viewer {
    Audience audience;
    const ParticipantId* own;

    [[nodiscard]] bool sees(const Question& question) const {
        return audience == Audience::Staff || is_public(question.status) ||
               (own != nullptr && question.participant == *own);
    }
};

Json question_view(const State& state, const Question& question, Audience audience) {
    Json view{{"id", question.id.str()},
              {"text", question.text},
              {"name", question.name},
              {"channel", to_string(question.channel)},
              {"status", to_string(question.status)},
              {"supporters", supporters(state, question)},
              {"asked_at", to_rfc3339(question.asked_at)}};
    if (question.first) view["first"] = true;
    if (question.called_at) view["called_at"] = to_rfc3339(*question.called_at);
    if (question.answered_at) view["answered_at"] = to_rfc3339(*question.answered_at);
    if (question.reason) view["reason"] = to_string(*question.reason);
    if (question.status == Status::Merged) view["into"] = question.into.str();
    if (audience == Audience::Staff) view["participant"] = question.participant.str();
    return view;
}

Json step_view(const QueueStep& step) {
    if (step.out) return {{"question", step.question.str()}, {"out", true}};
    return {{"question", step.question.str()}, {"before", or_null(step.before)}};
}

Json patch(const State& after, const Effects& effects, const Viewer& viewer) {
    Json data = Json::object();
    if (const Question* question = effects.question ? find_question(after, *effects.question) : nullptr) {
        if (viewer.sees(*question)) {
            data["question"] = question_view(after, *question, viewer.audience);
        } else if (effects.was_public) {
            data["gone"] = Json::array({question->id.str()});
        }
    }
    for (const QueueStep& step : effects.queue)
        data["queue"].push_back(step_view(step));
    for (const Member member : effects.members) {
        if (!is_told(member, viewer.audience)) continue;
        const MemberView& known = kMembers[static_cast<std::size_t>(member)];
        data["set"][known.name] = known.view(after);
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
        case Role::Resident:
        case Role::Room:
            return Audience::Public;
    }
    return Audience::Public;
}

Json state_view(const State& state, Audience audience, const ParticipantId* own, std::size_t watching) {
    Json view{{"slug", state.slug.str()}, {"watching", watching}};
    for (std::size_t i = 0; i < kMembers.size(); ++i) {
        if (is_told(static_cast<Member>(i), audience)) view[kMembers[i].name] = kMembers[i].view(state);
    }
    Json& queue = view["queue"] = Json::array();
    for (const QuestionId& id : state.queue)
        queue.push_back(id.str());
    Json& questions = view["questions"] = Json::array();
    const Viewer viewer{audience, own};
    for (const QuestionId& id : state.asked_order) {
        const Question* question = find_question(state, id);
        if (viewer.sees(*question)) questions.push_back(question_view(state, *question, audience));
    }
    return view;
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
