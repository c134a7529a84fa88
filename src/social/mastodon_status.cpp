#include "social/mastodon_status.h"

#include <algorithm>

#include "social/html_text.h"
#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

std::string who(const std::string& instance) {
    return "the server " + instance;
}

// "ann" is an account of the server asked, "ann@elsewhere.example" one of another.
std::string handle_of(const Json& account, const std::string& instance) {
    auto handle = text_member(account, "acct");
    if (handle.empty()) return {};
    if (handle.find('@') == std::string::npos) handle += "@" + instance;
    return "@" + handle;
}

std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto hex = [](char c) {
            return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
        };
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            plain += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

}  // namespace

std::optional<Post> post_of_status(const Json& status, const std::string& instance) {
    const auto visibility = text_member(status, "visibility");
    if (!visibility.empty() && visibility != "public" && visibility != "unlisted") return std::nullopt;
    if (member(status, "reblog").is_object()) return std::nullopt;
    Post post;
    post.id = text_member(status, "id");
    post.uri = text_member(status, "uri");
    if (post.id.empty()) return std::nullopt;
    if (post.uri.empty()) post.uri = instance + "/" + post.id;
    post.version = text_member(status, "edited_at");
    post.instance = instance;
    const auto& account = member(status, "account");
    post.handle = handle_of(account, instance);
    post.name = text_member(account, "display_name");
    const auto warning = html_to_text(text_member(status, "spoiler_text"));
    const auto content = html_to_text(text_member(status, "content"));
    post.text = warning.empty() || content.empty() ? warning + content : warning + "\n" + content;
    post.language = text_member(status, "language");
    post.url = safe_link(text_member(status, "url"));
    if (post.url.empty()) post.url = safe_link(post.uri);
    post.reply_to = text_member(status, "in_reply_to_id");
    if (const auto at = from_rfc3339(text_member(status, "created_at"))) post.at = *at;
    return post;
}

Outcome<StatusPage> read_status_page(std::string_view text, const std::string& instance) {
    const auto json = json_of(text, who(instance));
    if (!json) return tl::unexpected(json.error());
    if (!json->is_array())
        return passing("not_readable", instance, who(instance) + " sent something other than a list of posts");
    StatusPage page;
    for (const auto& status : *json) {
        const auto id = text_member(status, "id");
        if (!id.empty()) page.ids.push_back(id);
        if (auto post = post_of_status(status, instance)) page.posts.push_back(std::move(*post));
    }
    return page;
}

std::optional<StreamEvent> read_stream_event(std::string_view frame, const std::string& instance) {
    const auto json = json_of(frame, who(instance));
    if (!json) return std::nullopt;
    const auto event = text_member(*json, "event");
    const auto payload = text_member(*json, "payload");
    if (event == "delete") {
        if (payload.empty()) return std::nullopt;
        return StreamEvent{.what = StreamEvent::What::Deleted, .post = {}, .id = payload};
    }
    if (event != "update" && event != "status.update") return std::nullopt;
    const auto status = json_of(payload, who(instance));  // JSON inside a string.
    if (!status) return std::nullopt;
    auto post = post_of_status(*status, instance);
    if (!post) return std::nullopt;
    const auto what = event == "update" ? StreamEvent::What::Posted : StreamEvent::What::Edited;
    return StreamEvent{.what = what, .post = std::move(*post), .id = {}};
}

std::string link_parameter(std::string_view header, std::string_view relation, std::string_view name) {
    while (!header.empty()) {
        const auto open = header.find('<');
        const auto close = header.find('>', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) return {};
        const auto target = header.substr(open + 1, close - open - 1);
        const auto next = std::min(header.find('<', close), header.size());
        const auto parameters = header.substr(close + 1, next - close - 1);
        header.remove_prefix(next);
        if (parameters.find("rel=\"" + std::string(relation) + "\"") == std::string_view::npos &&
            parameters.find("rel=" + std::string(relation)) == std::string_view::npos) {
            continue;
        }
        auto query = target.substr(std::min(target.find('?'), target.size()));
        while (!query.empty()) {
            query.remove_prefix(1);  // '?' or '&'
            const auto end = std::min(query.find('&'), query.size());
            const auto pair = query.substr(0, end);
            if (pair.starts_with(std::string(name) + "=")) return decoded(pair.substr(name.size() + 1));
            query.remove_prefix(end);
        }
    }
    return {};
}

}  // namespace wardcast::social
