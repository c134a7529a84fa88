#include "social/jetstream_event.h"

#include "social/hashtag.h"
#include "social/json_members.h"

namespace wardcast::social {
namespace {

constexpr const char* kCollection = "app.bsky.feed.post";

std::string uri_of(const std::string& did, const std::string& rkey) {
    return "at://" + did + "/" + kCollection + "/" + rkey;
}

// Those that the text shows (facets) and those beside it (tags); app.bsky.feed.post lexicon.
std::vector<std::string> hashtags_of(const Json& record) {
    std::vector<std::string> hashtags;
    const auto add = [&](const Json& tag) {
        if (tag.is_string()) hashtags.push_back(folded_hashtag(tag.get_ref<const std::string&>()));
    };
    const auto& facets = member(record, "facets");
    if (facets.is_array()) {
        for (const auto& facet : facets) {
            const auto& features = member(facet, "features");
            if (!features.is_array()) continue;
            for (const auto& feature : features) {
                if (text_member(feature, "$type") == "app.bsky.richtext.facet#tag") add(member(feature, "tag"));
            }
        }
    }
    const auto& tags = member(record, "tags");
    if (tags.is_array()) {
        for (const auto& tag : tags)
            add(tag);
    }
    return hashtags;
}

JetstreamPost post_of(const Json& commit, const std::string& did, std::int64_t time_us) {
    const auto& record = member(commit, "record");
    const auto rkey = text_member(commit, "rkey");
    JetstreamPost written;
    written.did = did;
    written.is_edit = text_member(commit, "operation") == "update";
    written.hashtags = hashtags_of(record);
    auto& post = written.post;
    post.uri = uri_of(did, rkey);
    post.id = post.uri;
    post.version = text_member(commit, "cid");
    post.handle = did;
    post.text = text_member(record, "text");
    const auto& languages = member(record, "langs");
    if (languages.is_array() && !languages.empty() && languages.front().is_string()) {
        post.language = languages.front().get<std::string>();
    }
    post.url = "https://bsky.app/profile/" + did + "/post/" + rkey;
    post.reply_to = text_member(member(member(record, "reply"), "parent"), "uri");
    post.at = Timestamp(std::chrono::milliseconds(time_us / 1000));
    return written;
}

// A decentralised identifier or a record key has no more than these (atproto.com/specs/did, record-key).
bool is_plain(const std::string& text) {
    return !text.empty() && text.size() <= 512 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:_~%-") ==
               std::string::npos;
}

}  // namespace

std::optional<JetstreamEvent> read_jetstream_event(std::string_view frame) {
    const auto json = json_of(frame, "Bluesky");
    if (!json || !json->is_object()) return std::nullopt;
    const auto& time = member(*json, "time_us");
    const auto did = text_member(*json, "did");
    if (!time.is_number_integer() || !is_plain(did)) return std::nullopt;
    JetstreamEvent event{.time_us = time.get<std::int64_t>(), .what = {}};
    if (event.time_us < 0 || event.time_us > 32'503'680'000'000'000) return std::nullopt;  // Year 3000.
    const auto& account = member(*json, "account");
    if (account.is_object()) {
        if (member(account, "active") == Json(false)) event.what = JetstreamAccountGone{did};
        return event;
    }
    const auto& commit = member(*json, "commit");
    if (text_member(commit, "collection") != kCollection || !is_plain(text_member(commit, "rkey"))) return event;
    const auto operation = text_member(commit, "operation");
    if (operation == "delete") {
        event.what = JetstreamDelete{uri_of(did, text_member(commit, "rkey"))};
    } else if (operation == "create" || operation == "update") {
        event.what = post_of(commit, did, event.time_us);
    }
    return event;
}

bool is_cursor_too_old(std::string_view frame) {
    if (frame.find("CursorTooOld") == std::string_view::npos) return false;
    const auto json = json_of(frame, "Bluesky");
    return json && (text_member(*json, "error") == "CursorTooOld" || text_member(*json, "name") == "CursorTooOld" ||
                    text_member(member(*json, "error"), "name") == "CursorTooOld");
}

}  // namespace wardcast::social
