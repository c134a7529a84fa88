#include "social/youtube_chat.h"

#include <algorithm>
#include <utility>

#include "social/hashtag.h"
#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

constexpr const char* kWho = "YouTube";
constexpr std::size_t kVideoIdLength = 11;
constexpr std::chrono::minutes kLongestInterval{10};
constexpr std::chrono::minutes kQuotaPause{60};  // The daily quota comes back at midnight, Pacific time.

bool is_video_id(std::string_view text) {
    return text.size() == kVideoIdLength &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
               std::string_view::npos;
}

// The API's own word for what is wrong: "quotaExceeded".
std::string reason_of(const Answer& answer) {
    const auto json = json_of(answer.body, kWho);
    if (!json) return {};
    const auto& errors = member(member(*json, "error"), "errors");
    return errors.is_array() && !errors.empty() ? text_member(errors.front(), "reason") : std::string();
}

Trouble trouble_from(const Answer& answer) {
    const auto reason = reason_of(answer);
    if (reason == "quotaExceeded" || reason == "rateLimitExceeded" || reason == "dailyLimitExceeded") {
        return {.kind = Trouble::Kind::Passing,
                .words = "YouTube's quota for this API key is used up for today",
                .code = "quota_used",
                .status = answer.status,
                .retry_after = reason == "rateLimitExceeded" ? std::chrono::minutes(1) : kQuotaPause};
    }
    if (reason == "liveChatEnded" || reason == "liveChatDisabled" || reason == "liveChatNotFound") {
        return {.kind = Trouble::Kind::NeedsPerson,
                .words = "the live chat of this video has ended or is switched off",
                .code = "chat_over",
                .status = answer.status};
    }
    if (answer.status == 400 && reason == "keyInvalid") {
        return {.kind = Trouble::Kind::NeedsPerson,
                .words = "YouTube does not know this API key",
                .code = "unknown_key",
                .status = 400};
    }
    return trouble_of(answer, kWho);
}

// By channel too, so that a ban finds what was said.
std::string uri_of(const std::string& channel, const std::string& id) {
    return "youtube:" + channel + ":" + id;
}

}  // namespace

std::string video_id(std::string_view address) {
    if (is_video_id(address)) return std::string(address);
    for (const std::string_view before : {"v=", "youtu.be/", "/live/", "/embed/", "/video/"}) {
        const auto found = address.find(before);
        if (found == std::string_view::npos) continue;
        const auto id = address.substr(found + before.size(), kVideoIdLength);
        if (is_video_id(id)) return std::string(id);
    }
    return {};
}

Outcome<ChatPage> read_chat_page(std::string_view text, const std::string& video) {
    const auto json = json_of(text, kWho);
    if (!json) return tl::unexpected(json.error());
    if (!json->is_object()) return passing("not_readable", kWho, "YouTube sent something other than a chat");
    ChatPage page;
    page.next_page = text_member(*json, "nextPageToken");
    page.has_ended = !text_member(*json, "offlineAt").empty();
    const auto& wait = member(*json, "pollingIntervalMillis");
    if (wait.is_number_unsigned()) {
        page.next_in = std::chrono::milliseconds(
            std::min<std::uint64_t>(wait.get<std::uint64_t>(), std::chrono::milliseconds(kLongestInterval).count()));
    }
    const auto& items = member(*json, "items");
    if (!items.is_array()) return page;
    for (const auto& item : items) {
        const auto& snippet = member(item, "snippet");
        const auto type = text_member(snippet, "type");
        if (type == "messageDeletedEvent") {
            page.deleted.push_back(text_member(member(snippet, "messageDeletedDetails"), "deletedMessageId"));
        } else if (type == "userBannedEvent") {
            page.banned_channels.push_back(
                text_member(member(member(snippet, "userBannedDetails"), "bannedUserDetails"), "channelId"));
        } else if (type == "textMessageEvent" || type == "superChatEvent") {
            const auto& author = member(item, "authorDetails");
            ChatPage::Message message;
            message.channel = text_member(author, "channelId");
            auto& post = message.post;
            post.id = text_member(item, "id");
            if (post.id.empty()) continue;
            post.uri = uri_of(message.channel, post.id);
            post.name = text_member(author, "displayName");
            post.handle = post.name.starts_with('@') ? post.name : "@" + post.name;
            post.text = text_member(snippet, "displayMessage");
            post.url = video.empty() ? "" : "https://www.youtube.com/watch?v=" + video;
            if (const auto at = from_rfc3339(text_member(snippet, "publishedAt"))) post.at = *at;
            page.messages.push_back(std::move(message));
        }
    }
    return page;
}

YouTubeSource::YouTubeSource(std::string api, SourceSettings settings, Outgoing& outgoing,
                             std::chrono::milliseconds interval)
    : api_(std::move(api)),
      settings_(std::move(settings)),
      video_(video_id(settings_.server)),
      hashtags_([&] {
          std::vector<std::string> folded;
          for (const auto& tag : settings_.hashtags)
              folded.push_back(folded_hashtag(tag));
          return folded;
      }()),
      outgoing_(outgoing),
      interval_(interval) {}

Outcome<std::string> YouTubeSource::find_chat(const std::stop_token& stop) {
    if (video_.empty())
        return needs_person("bad_address", settings_.server,
                            "this is no address of a YouTube video: write https://youtu.be/… or its id");
    const auto answer =
        outgoing_.fetch({.url = api_ + "/youtube/v3/videos" +
                                query_of({{"part", "liveStreamingDetails"}, {"id", video_}, {"key", settings_.token}})},
                        stop);
    if (!answer) return tl::unexpected(answer.error());
    if (!answer->is_ok()) return tl::unexpected(trouble_from(*answer));
    const auto json = json_of(*answer, kWho);
    if (!json) return tl::unexpected(json.error());
    const auto& items = member(*json, "items");
    if (!items.is_array() || items.empty())
        return needs_person("unknown_video", video_, "YouTube knows no video " + video_);
    auto chat = text_member(member(items.front(), "liveStreamingDetails"), "activeLiveChatId");
    if (chat.empty())
        return passing("chat_not_open", "", "the video has no live chat yet: it opens with the broadcast");
    return chat;
}

Outcome<Batch> YouTubeSource::poll(const std::string& cursor, const std::stop_token& stop) {
    const auto json = parse_json(cursor, {.bytes = 8192, .depth = 2, .values = 20});
    auto chat = json ? text_member(*json, "chat") : std::string();
    const auto at_page = json ? text_member(*json, "page") : std::string();
    if (chat.empty()) {
        auto found = find_chat(stop);
        if (!found) return tl::unexpected(found.error());
        chat = std::move(*found);
    }
    const auto answer = outgoing_.fetch({.url = api_ + "/youtube/v3/liveChat/messages" +
                                                query_of({{"liveChatId", chat},
                                                          {"part", "id,snippet,authorDetails"},
                                                          {"maxResults", "2000"},
                                                          {"pageToken", at_page},
                                                          {"key", settings_.token}})},
                                        stop);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 400 && !at_page.empty() && reason_of(*answer) != "keyInvalid") {
        // The place is forgotten. From the start of what the chat still has; what was taken is not taken again.
        return Batch{.changes = {}, .cursor = to_wire(Json{{"chat", chat}})};
    }
    if (!answer->is_ok()) return tl::unexpected(trouble_from(*answer));
    auto page = read_chat_page(answer->body, video_);
    if (!page) return tl::unexpected(page.error());

    Batch batch;
    for (auto& message : page->messages) {
        if (!hashtags_.empty() && !has_hashtag(message.post.text, hashtags_)) continue;
        if (message.post.at < settings_.since) continue;
        known_.push_back({.uri = message.post.uri, .id = message.post.id, .version = {}});
        batch.changes.emplace_back(NewPost{std::move(message.post)});
    }
    for (const auto& post : known_) {
        const bool is_deleted = std::ranges::find(page->deleted, post.id) != page->deleted.end();
        const bool is_banned = std::ranges::any_of(page->banned_channels, [&](const std::string& channel) {
            return !channel.empty() && post.uri.starts_with(uri_of(channel, ""));
        });
        if (is_deleted || is_banned) batch.changes.emplace_back(DeletedPost{post.uri});
    }
    batch.cursor = to_wire(Json{{"chat", chat}, {"page", page->next_page}});
    batch.next_in = std::max(page->next_in, interval_);
    if (page->has_ended) batch.remark = {.words = "The broadcast has ended", .code = "chat_over"};
    return batch;
}

Outcome<std::vector<Change>> YouTubeSource::recheck(std::span<const KnownPost> known, const std::stop_token&) {
    known_.assign(known.begin(), known.end());
    return std::vector<Change>{};
}

}  // namespace wardcast::social
