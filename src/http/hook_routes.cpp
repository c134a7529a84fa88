#include "http/hook_routes.h"

#include "hub/hook_address.h"
#include "meeting/source_commands.h"
#include "social/webhook.h"

namespace wardcast::http {
namespace {

Response error_of(const meeting::Refusal& refusal) {
    return error_response(http_status(refusal.code), to_string(refusal.code), refusal.message);
}

// Where a header is missing that every sender of such messages puts there, the way is to blame.
std::string hint(const Request& request) {
    if (!request.webhook_id.empty()) return {};
    return "; messages must come by HTTP/1.1, or through a proxy that passes them on so";
}

Outcome take_message(const Site& site, const Request& request, const Responder& responder) {
    const auto address = hub::read_hook_address(request.param("source"));
    // Nobody learns without the secret whether there is such a meeting or source.
    if (!address) return error_response(401, "not_allowed", "this is not the address of a hook");
    const auto verified = social::verify_webhook(
        site.access.hook_key(address->slug, address->source),
        {.id = request.webhook_id, .timestamp = request.webhook_timestamp, .signature = request.webhook_signature},
        request.body, site.clock.now());
    if (!verified) return error_response(401, "not_allowed", verified.error().message + hint(request));
    const auto message = social::read_message(request.body);
    if (!message) return error_response(400, "bad_message", message.error().message);

    // A sender who does not say who wrote it is one person each time.
    const auto& from = message->from.empty() ? request.webhook_id : message->from;
    meeting::TakeMessage take{.source = address->source,
                              .text = message->text,
                              .name = message->name,
                              .lang = message->language,
                              .author = site.access.participant_from(address->slug, "message", from),
                              .via = message->via};
    // The id makes the same message, sent again, the same question.
    meeting::CommandId id("hook " + address->source.str() + " " + request.webhook_id);
    site.metrics.commands.Increment();
    site.hub.carry_out(address->slug, std::move(id), std::move(take),
                       [responder, &site, slug = address->slug, base = site.base_url(request)](const auto& done) {
                           if (!done) return responder.answer(error_of(done.error()));
                           const auto& question = done->made.id;
                           const auto receipt = site.access.receipt_path(slug, meeting::QuestionId(question));
                           responder.answer(json_response(202, {{"question", question}, {"receipt", base + receipt}}));
                       });
    return Later{};
}

}  // namespace

void add_hook_routes(Site& site) {
    site.router.add("POST", "/hooks/{source}", [&site](const Request& request, const Responder& responder) {
        return take_message(site, request, responder);
    });
}

}  // namespace wardcast::http
