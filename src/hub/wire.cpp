#include "hub/wire.h"

#include <utility>

namespace wardcast::hub {
namespace {

std::string joined(const std::vector<std::string_view>& elements) {
    std::size_t size = 2;
    for (const auto element : elements)
        size += element.size() + 1;
    std::string text = "[";
    text.reserve(size);
    for (const auto element : elements) {
        if (text.size() > 1) text += ',';
        text += element;
    }
    text += ']';
    return text;
}

Json refused(const meeting::Refusal& refusal) {
    Json body{{"type", "refused"}, {"code", to_string(refusal.code)}, {"message", refusal.message}};
    if (refusal.retry_after) body["retry_after"] = refusal.retry_after->count();
    return body;
}

}  // namespace

std::string to_text(const Json& json) {
    return json.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

std::string welcome_frame(const Welcome& welcome) {
    const Visitor& visitor = welcome.visitor;
    std::string text = R"({"type":"welcome","role":)" + to_text(Json(to_string(visitor.actor.role)));
    text += R"(,"you":)" + to_text(Json(visitor.actor.participant.str()));
    if (!visitor.keep.empty()) text += R"(,"keep":)" + to_text(Json(visitor.keep));
    text += R"(,"seq":)" + std::to_string(welcome.seq);
    text += R"(,"at":")" + to_rfc3339(welcome.at) + '"';
    if (!welcome.mine.empty()) text += R"(,"mine":)" + welcome.mine;
    if (welcome.state != nullptr) {
        text += R"(,"state":)" + *welcome.state;
    } else {
        text += R"(,"events":)" + joined(welcome.events);
    }
    text += '}';
    return text;
}

Json mine(const meeting::State& state, const meeting::ParticipantId& participant, const Access& access) {
    Json mine = mine_view(state, participant);
    Json& receipts = mine["receipts"] = Json::object();
    for (const Json& asked : mine["asked"]) {
        const auto& id = asked.get_ref<const std::string&>();
        receipts[id] = access.receipt_path(state.slug, meeting::QuestionId(id));
    }
    return mine;
}

std::string events_frame(std::uint64_t seq, const std::vector<std::string_view>& events) {
    return R"({"type":"events","seq":)" + std::to_string(seq) + R"(,"events":)" + joined(events) + '}';
}

std::string tally_frame(Timestamp at, const Json& votes, std::size_t watching) {
    return to_text({{"type", "tally"}, {"at", to_rfc3339(at)}, {"votes", votes}, {"watching", watching}});
}

std::string signal_frame(const std::string& camera, Json signal) {
    signal["type"] = "signal";
    signal["camera"] = camera;
    return to_text(signal);
}

CommandReply done_reply(const meeting::Slug& slug, const meeting::CommandId& id, const meeting::State::Done& done,
                        const Access& access) {
    Json body{{"type", "done"}, {"id", id.str()}, {"seq", done.seq}};
    if (!done.made.id.empty()) body[done.made.what] = done.made.id;
    if (done.made.what == "question") {
        body["receipt"] = access.receipt_path(slug, meeting::QuestionId(done.made.id));
    }
    return {std::move(body), 200};
}

CommandReply refused_reply(const meeting::CommandId& id, const meeting::Refusal& refusal) {
    Json body = refused(refusal);
    body["id"] = id.str();
    return {std::move(body), http_status(refusal.code)};
}

std::string refused_frame(const meeting::Refusal& refusal) {
    return to_text(refused(refusal));
}

}  // namespace wardcast::hub
