#include "social/mastodon_reply.h"

#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {

Outcome<void> send_reply(const MastodonReply& reply, Outgoing& outgoing, const std::stop_token& stop) {
    const auto server = server_url(reply.server);
    if (!server) return needs_person("social.reply_server is no server: write it as mastodon.example");
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
    if (id.empty()) return passing("the post is not there any more, or cannot be seen from there");

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
