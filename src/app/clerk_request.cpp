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

}  // namespace

Result<Json> clerk_command(Meetings& meetings, const meeting::Slug& slug, const std::string& name, const Json& data) {
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

Result<Json> clerk_read(Meetings& meetings, const meeting::Slug& slug) {
    if (const auto served = meetings.folder().served()) {
        return ask({.url = served->local + "/api/v1/meetings/" + slug.str(),
                    .bearer = meetings.access().role_token(slug, meeting::Role::Clerk)});
    }
    return wait_for<Result<Json>>([&](auto done) { meetings.hub().read(slug, clerk(), std::move(done)); });
}

}  // namespace wardcast::app
