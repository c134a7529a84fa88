#include "meeting/member_views.h"

#include <algorithm>
#include <array>

#include "meeting/decide.h"
#include "meeting/json_view.h"

namespace wardcast::meeting {
namespace {

Json air_view(const State& state) {
    return {{"state", to_string(state.air)}, {"since", or_null(state.air_since)}};
}

Json away_view(const State& state) {
    Json away = Json::array();
    for (const Stretch& stretch : state.away) {
        away.push_back({{"from", to_rfc3339(stretch.from)}, {"to", or_null(stretch.to)}});
    }
    return away;
}

Json programme_view(const State& state) {
    return {{"camera", or_null(state.programme.camera)},
            {"sound", or_null(state.programme.sound)},
            {"show", to_string(state.programme.show)}};
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

// A camera learns what it and the others are called, staff where they are found too.
Json cameras_view(const State& state, Audience audience) {
    Json cameras = Json::array();
    for (const Camera& camera : state.cameras) {
        Json& view = cameras.emplace_back(Json{{"id", camera.id.str()}, {"name", camera.name}});
        if (audience != Audience::Staff) continue;
        view["kind"] = to_string(camera.kind);
        if (!camera.address.empty()) view["address"] = shown_address(camera);
    }
    return cameras;
}

Json sources_view(const State& state) {
    Json sources = Json::array();
    for (const Source& source : state.sources) {
        Json view{{"id", source.id.str()},   {"kind", to_string(source.kind)}, {"label", source.label},
                  {"server", source.server}, {"hashtags", source.hashtags},    {"on", source.on}};
        if (source.kind == SourceKind::Hook) view["url"] = "/hooks/" + state.slug.str() + "." + source.id.str();
        sources.push_back(std::move(view));
    }
    return sources;
}

Json relays_view(const State& state) {
    Json relays = Json::array();
    for (const Relay& relay : state.relays) {
        relays.push_back(
            {{"id", relay.id.str()}, {"label", relay.label}, {"address", relay.address}, {"on", relay.on}});
    }
    return relays;
}

Json still_view(const State& state) {
    return state.still ? Json(*state.still) : Json();
}

Json listening_view(const State& state) {
    if (!state.listening) return nullptr;
    return {{"until", to_rfc3339(*state.listening)}};
}

Json rules_view(const State& state, Audience audience) {
    const Rules& rules = state.rules;
    Json view{{"naming", to_string(rules.naming)}, {"slow_s", rules.slow_s}};
    // Whoever knew the words would know how to write round them.
    if (audience == Audience::Staff) view["words"] = {{"en", rules.words.en}, {"cy", rules.words.cy}};
    return view;
}

Json captioned_view(const State& state) {
    Json languages = Json::array();
    for (const auto language : {CaptionLanguage::En, CaptionLanguage::Cy}) {
        const bool some = std::any_of(state.captions.begin(), state.captions.end(),
                                      [&](const Caption& caption) { return caption.lang == language; });
        if (some) languages.push_back(to_string(language));
    }
    return languages;
}

Json blocked_view(const State& state) {
    Json blocked = Json::array();
    for (const Blocked& one : state.blocked)
        blocked.push_back({{"participant", one.participant.str()}, {"at", to_rfc3339(one.at)}});
    return blocked;
}

Json bursts_view(const State& state) {
    Json bursts = Json::array();
    for (const Burst& burst : state.bursts) {
        bursts.push_back({{"id", burst.id.str()},
                          {"from", to_rfc3339(burst.from)},
                          {"to", to_rfc3339(burst.to)},
                          {"participants", burst.people.size()},
                          {"removed", burst.removed}});
    }
    return bursts;
}

enum class Told { Everybody, StaffAndCameras, Staff };

struct MemberView {
    Member member;
    const char* name;
    Told told;
    Json (*view)(const State&, Audience);
};

// A view that is the same for all who are told.
template <Json (*view)(const State&)>
Json same(const State& state, Audience) {
    return view(state);
}

// In the order of Member.
constexpr auto kMembers = std::to_array<MemberView>({
    {Member::Title, "title", Told::Everybody, [](const State& s, Audience) -> Json { return s.title; }},
    {Member::Starts, "starts", Told::Everybody, [](const State& s, Audience) -> Json { return or_null(s.starts); }},
    {Member::Hashtags, "hashtags", Told::Everybody, [](const State& s, Audience) -> Json { return s.hashtags; }},
    {Member::Phase, "phase", Told::Everybody, [](const State& s, Audience) -> Json { return to_string(s.phase); }},
    {Member::StartedAt, "started_at", Told::Everybody,
     [](const State& s, Audience) -> Json { return or_null(s.started_at); }},
    {Member::EndedAt, "ended_at", Told::Everybody,
     [](const State& s, Audience) -> Json { return or_null(s.ended_at); }},
    {Member::Air, "air", Told::Everybody, same<air_view>},
    {Member::Recording, "recording", Told::Everybody,
     [](const State& s, Audience) -> Json { return to_string(s.recording); }},
    {Member::QuestionsOpen, "questions_open", Told::Everybody,
     [](const State& s, Audience) -> Json { return s.questions_open; }},
    {Member::Items, "items", Told::Everybody, same<items_view>},
    {Member::Item, "item", Told::Everybody, [](const State& s, Audience) -> Json { return or_null(s.item); }},
    {Member::Asking, "asking", Told::Everybody, [](const State& s, Audience) -> Json { return or_null(s.asking); }},
    {Member::AskingSince, "asking_since", Told::Everybody,
     [](const State& s, Audience) -> Json { return or_null(s.asking_since); }},
    {Member::Cameras, "cameras", Told::StaffAndCameras, cameras_view},
    {Member::Programme, "programme", Told::StaffAndCameras, same<programme_view>},
    {Member::Rehearsal, "rehearsal", Told::Everybody, [](const State& s, Audience) -> Json { return s.rehearsal; }},
    {Member::Undo, "undo", Told::Staff, same<undo_view>},
    {Member::Sources, "sources", Told::Staff, same<sources_view>},
    {Member::Order, "order", Told::Everybody,
     [](const State& s, Audience) -> Json { return to_string(s.order.value_or(Order::Oldest)); }},
    {Member::Listening, "listening", Told::Everybody, same<listening_view>},
    {Member::Rules, "rules", Told::Everybody, rules_view},
    {Member::Blocked, "blocked", Told::Staff, same<blocked_view>},
    {Member::Bursts, "bursts", Told::Staff, same<bursts_view>},
    {Member::Relays, "relays", Told::Staff, same<relays_view>},
    {Member::Still, "still", Told::Staff, same<still_view>},
    {Member::Captioned, "captioned", Told::Everybody, same<captioned_view>},
    {Member::Away, "away", Told::Everybody, same<away_view>},
});

constexpr bool stand_in_order() {
    for (std::size_t i = 0; i < kMembers.size(); ++i) {
        if (kMembers[i].member != static_cast<Member>(i)) return false;
    }
    return true;
}
static_assert(stand_in_order());

const MemberView& known(Member member) {
    return kMembers[static_cast<std::size_t>(member)];
}

}  // namespace

std::size_t member_count() {
    return kMembers.size();
}

const char* name_of(Member member) {
    return known(member).name;
}

Json member_view(const State& state, Member member, Audience audience) {
    return known(member).view(state, audience);
}

bool is_told(Member member, Audience audience) {
    switch (known(member).told) {
        case Told::Everybody:
            return true;
        case Told::StaffAndCameras:
            return audience == Audience::Staff || audience == Audience::Camera;
        case Told::Staff:
            return audience == Audience::Staff;
    }
    return false;
}

}  // namespace wardcast::meeting
