#include "meeting/member_views.h"

#include <array>

#include "meeting/decide.h"
#include "meeting/json_view.h"

namespace wardcast::meeting {
namespace {

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
constexpr std::array<MemberView, kMemberCount> kMembers{{
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
static_assert(kMembers.back().name != nullptr);

const MemberView& known(Member member) {
    return kMembers[static_cast<std::size_t>(member)];
}

}  // namespace

const char* name_of(Member member) {
    return known(member).name;
}

Json member_view(const State& state, Member member) {
    return known(member).view(state);
}

bool is_told(Member member, Audience audience) {
    return member != Member::Undo || audience == Audience::Staff;
}

}  // namespace wardcast::meeting
