#include "app/clerk_request.h"

#include "app/http_request.h"
#include "app/wait_for.h"
#include "hub/fresh_id.h"

namespace wardcast::app {
namespace {

hub::Visitor clerk() {
    return {.actor = {.role = meeting::Role::Clerk, .participant = hub::Access::staff_id(meeting::Role::Clerk)},
            .keep = "",
            .network = "command line"};
}

// More than any meeting has questions.
constexpr JsonLimits kAnswerLimits{.bytes = 64 * 1024 * 1024, .depth = 16, .values = 4'000'000};

Result<Json> ask(HttpRequest request) {
    const auto answer = http_request(request);
    if (!answer) return tl::unexpected(answer.error());
    return parse_json(answer->body, kAnswerLimits);
}

Result<Json> answer_to(Meetings& meetings, const meeting::Slug& slug, const std::string& name, const Json& data) {
    const auto id = hub::fresh_command_id();
    if (const auto served = meetings.folder().served()) {
        const Json command = {{"id", id.str()}, {"command", name}, {"data", data}};
        return ask({.method = "POST",
                    .url = served->local + "/api/v1/meetings/" + slug.str() + "/commands",
                    .bearer = meetings.access().role_token(slug, meeting::Role::Clerk),
                    .json = command.dump()});
    }
    const auto reply = wait_for<hub::CommandReply>([&](auto replied) {
        meetings.hub().submit(slug, clerk(), {.id = id, .name = name, .data = data}, std::move(replied));
    });
    return reply.body;
}

// {"seq","state","bulletins"} as the clerk sees it.
Result<Json> read(Meetings& meetings, const meeting::Slug& slug) {
    if (const auto served = meetings.folder().served()) {
        return ask({.url = served->local + "/api/v1/meetings/" + slug.str(),
                    .bearer = meetings.access().role_token(slug, meeting::Role::Clerk)});
    }
    return wait_for<Result<Json>>([&](auto done) { meetings.hub().read(slug, clerk(), std::move(done)); });
}

Json health_of(const Json& answer, const std::string& kind, const std::string& id) {
    for (auto health : answer.value("bulletins", Json::array())) {
        if (health.value("type", "") != kind || health.value(kind, "") != id) continue;
        health.erase("type");
        health.erase(kind);
        return health;
    }
    return nullptr;
}

}  // namespace

Result<Json> clerk_command(Meetings& meetings, const meeting::Slug& slug, const std::string& name, const Json& data) {
    auto answer = answer_to(meetings, slug, name, data);
    if (answer && answer->value("type", "") != "done") {
        return failure(ErrorKind::Conflict, answer->value("message", answer->dump()));
    }
    return answer;
}

Result<Json> clerk_list(Meetings& meetings, const meeting::Slug& slug, const std::string& kind) {
    const auto answer = read(meetings, slug);
    if (!answer) return answer;
    Json all = answer->value(Json::json_pointer("/state/" + kind + "s"), Json::array());
    for (auto& each : all)
        each["health"] = health_of(*answer, kind, each.value("id", ""));
    return all;
}

}  // namespace wardcast::app
