#include "social/mastodon_reply.h"

#include <algorithm>

#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

// Whether the link stands below the post already (GET /api/v1/statuses/:id/context). Where that cannot be seen, no: the
// Idempotency-Key, which servers keep for an hour, stands in for it.
bool is_told(const MastodonReply& reply, const std::string& address, Outgoing& outgoing, const std::stop_token& stop) {
    const auto answer = outgoing.fetch({.url = address + "/context", .bearer = reply.token}, stop);
    if (!answer || reply.link.empty()) return false;
    const auto context = json_of(*answer, reply.server);
    if (!context) return false;
    const auto& below = member(*context, "descendants");
    return below.is_array() && std::ranges::any_of(below, [&](const Json& status) {
               return text_member(status, "content").find(reply.link) != std::string::npos;
           });
}

}  // namespace

Outcome<void> send_reply(const MastodonReply& reply, Outgoing& outgoing, const std::stop_token& stop) {
    const auto server = server_url(reply.server);
    if (!server)
        return needs_person("bad_address", reply.server,
                            "social.reply_server is no server: write it as mastodon.example");
    const auto* who = "the server of social.reply_server";
    const auto found =
        outgoing.fetch({.url = *server + "/api/v2/search" +
                               query_of({{"q", reply.uri}, {"type", "statuses"}, {"resolve", "true"}, {"limit", "1"}}),
                        .bearer = reply.token},
                       stop);
    if (!found) return tl::unexpected(found.error());
    const auto json = json_of(*found, who);
    if (!json) return tl::unexpected(json.error());
    const auto& statuses = member(*json, "statuses");
    const auto id = statuses.is_array() && !statuses.empty() ? text_member(statuses.front(), "id") : std::string();
    if (id.empty())
        return passing("not_there", reply.server, "the post is not there any more, or cannot be seen from there");

    if (is_told(reply, *server + "/api/v1/statuses/" + percent_encoded(id), outgoing, stop)) return {};
    const auto form = query_of(
        {{"status", reply.text}, {"in_reply_to_id", id}, {"visibility", "unlisted"}, {"language", reply.language}});
    const auto sent = outgoing.fetch({.method = "POST",
                                      .url = *server + "/api/v1/statuses",
                                      .bearer = reply.token,
                                      .headers = {{"Idempotency-Key", reply.key}},
                                      .body = form.substr(1),  // Without the question mark.
                                      .content_type = "application/x-www-form-urlencoded"},
                                     stop);
    if (!sent) return tl::unexpected(sent.error());
    if (!sent->is_ok()) return tl::unexpected(trouble_of(*sent, who));
    return {};
}

}  // namespace wardcast::social
