#include "social/x_search.h"

#include <algorithm>
#include <utility>

#include "social/html_text.h"
#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

constexpr const char* kWho = "X";
constexpr int kMaxPages = 5;
constexpr std::size_t kLookup = 100;  // Ids that GET /2/tweets takes.
const std::vector<std::pair<std::string, std::string>> kFields = {
    {"tweet.fields", "created_at,lang,referenced_tweets,edit_history_tweet_ids"},
    {"expansions", "author_id"},
    {"user.fields", "username,name"}};

std::string query_for(const std::vector<std::string>& hashtags) {
    std::string any;
    for (const auto& tag : hashtags)
        any += (any.empty() ? "#" : " OR #") + tag;
    return "(" + any + ") -is:retweet";
}

struct Author {
    std::string handle;
    std::string name;
};

std::map<std::string, Author> authors_of(const Json& answer) {
    std::map<std::string, Author> authors;
    const auto& users = member(member(answer, "includes"), "users");
    if (!users.is_array()) return authors;
    for (const auto& user : users) {
        const auto handle = text_member(user, "username");
        authors[text_member(user, "id")] = {handle.empty() ? "" : "@" + handle, text_member(user, "name")};
    }
    return authors;
}

// An edited post has a new id; the first of its history is what it is known by.
std::optional<Post> post_of(const Json& tweet, const std::map<std::string, Author>& authors) {
    Post post;
    post.version = text_member(tweet, "id");
    if (post.version.empty()) return std::nullopt;
    const auto& history = member(tweet, "edit_history_tweet_ids");
    post.id = post.version;
    if (history.is_array() && !history.empty() && history.front().is_string()) {
        const auto& first = history.front().get_ref<const std::string&>();
        if (!first.empty()) post.id = first;
    }
    post.uri = "https://x.com/i/status/" + post.id;
    post.url = "https://x.com/i/status/" + percent_encoded(post.version);
    post.text = html_to_text(text_member(tweet, "text"), Whitespace::Keep);
    post.language = text_member(tweet, "lang");
    if (const auto author = authors.find(text_member(tweet, "author_id")); author != authors.end()) {
        post.handle = author->second.handle;
        post.name = author->second.name;
    }
    const auto& references = member(tweet, "referenced_tweets");
    if (references.is_array()) {
        for (const auto& reference : references) {
            if (text_member(reference, "type") == "replied_to") post.reply_to = text_member(reference, "id");
        }
    }
    if (const auto at = from_rfc3339(text_member(tweet, "created_at"))) post.at = *at;
    return post;
}

struct Cursor {
    std::string since_id;
    int read = 0;
};

Cursor cursor_of(const std::string& text) {
    const auto json = parse_json(text, {.bytes = 4096, .depth = 2, .values = 20});
    if (!json) return {};
    const auto& read = member(*json, "read");
    return {.since_id = text_member(*json, "since_id"),
            .read = read.is_number_integer() ? std::max(0, read.get<int>()) : 0};
}

}  // namespace

Outcome<XPage> read_x_page(std::string_view text) {
    const auto json = json_of(text, kWho);
    if (!json) return tl::unexpected(json.error());
    if (!json->is_object()) return passing("not_readable", kWho, "X sent something other than a list of posts");
    XPage page;
    const auto authors = authors_of(*json);
    const auto& data = member(*json, "data");
    if (data.is_array()) {
        for (const auto& tweet : data) {
            if (auto post = post_of(tweet, authors)) page.posts.push_back(std::move(*post));
        }
    }
    page.newest_id = text_member(member(*json, "meta"), "newest_id");
    page.next_token = text_member(member(*json, "meta"), "next_token");
    const auto& errors = member(*json, "errors");
    if (errors.is_array()) {
        for (const auto& error : errors) {
            if (text_member(error, "resource_type") == "tweet")
                page.missing.push_back(text_member(error, "resource_id"));
        }
    }
    return page;
}

XSource::XSource(std::string api, SourceSettings settings, int max_posts, Outgoing& outgoing,
                 std::chrono::milliseconds interval)
    : api_(std::move(api)),
      settings_(std::move(settings)),
      query_(query_for(settings_.hashtags)),
      max_posts_(max_posts),
      outgoing_(outgoing),
      interval_(interval) {}

Outcome<Batch> XSource::poll(const std::string& cursor, const std::stop_token& stop) {
    auto at = cursor_of(cursor);
    at.read += std::exchange(rechecked_, 0);
    std::vector<Post> posts;
    std::string next_token;
    std::string newest;
    for (int page = 0; page < kMaxPages && at.read < max_posts_; ++page) {
        auto parameters = kFields;
        parameters.emplace_back("query", query_);
        // 10 is the least that the API takes; the last page may go a few posts beyond the cap.
        parameters.emplace_back("max_results", std::to_string(std::clamp(max_posts_ - at.read, 10, 100)));
        parameters.emplace_back("since_id", at.since_id);
        if (at.since_id.empty()) parameters.emplace_back("start_time", to_rfc3339(settings_.since));
        parameters.emplace_back("next_token", next_token);
        const auto answer = outgoing_.fetch(
            {.url = api_ + "/2/tweets/search/recent" + query_of(parameters), .bearer = settings_.token}, stop);
        if (!answer) return tl::unexpected(answer.error());
        if (answer->status == 400 && !at.since_id.empty()) {  // Search goes back a week: the cursor is too old.
            return Batch{.changes = {},
                         .cursor = to_wire(Json{{"read", at.read}}),
                         .remark = {.words = "X searches the last seven days only: older posts are missing",
                                    .code = "posts_missing",
                                    .about = kWho}};
        }
        if (!answer->is_ok()) return tl::unexpected(trouble_of(*answer, kWho));
        auto read = read_x_page(answer->body);
        if (!read) return tl::unexpected(read.error());
        at.read += static_cast<int>(read->posts.size());
        if (newest.empty()) newest = read->newest_id;
        std::ranges::move(read->posts, std::back_inserter(posts));
        next_token = read->next_token;
        if (next_token.empty()) break;
    }
    Batch batch;
    std::ranges::reverse(posts);
    for (auto& post : posts)
        batch.changes.emplace_back(NewPost{std::move(post)});
    last_read_ = at.read;
    batch.cursor = to_wire(Json{{"since_id", newest.empty() ? at.since_id : newest}, {"read", at.read}});
    if (at.read >= max_posts_) {
        batch.remark = {.words = "The cap of " + std::to_string(max_posts_) +
                                 " posts from X for one meeting is reached (social.x_max_posts): nothing more is read",
                        .code = "x_cap",
                        .about = std::to_string(max_posts_)};
    }
    return batch;
}

Outcome<std::vector<Change>> XSource::recheck(std::span<const KnownPost> known, const std::stop_token& stop) {
    std::vector<Change> changes;
    const auto left = std::max(0, max_posts_ - last_read_ - rechecked_);
    known = known.first(std::min({known.size(), kLookup, static_cast<std::size_t>(left)}));
    if (known.empty()) return changes;
    std::string ids;
    for (const auto& post : known)
        ids += (ids.empty() ? "" : ",") + (post.version.empty() ? post.id : post.version);
    auto parameters = kFields;
    parameters.emplace_back("ids", ids);
    const auto answer =
        outgoing_.fetch({.url = api_ + "/2/tweets" + query_of(parameters), .bearer = settings_.token}, stop);
    if (!answer) return tl::unexpected(answer.error());
    if (!answer->is_ok()) return tl::unexpected(trouble_of(*answer, kWho));
    auto page = read_x_page(answer->body);
    if (!page) return tl::unexpected(page.error());
    rechecked_ += static_cast<int>(page->posts.size());
    for (const auto& post : known) {
        const auto& asked = post.version.empty() ? post.id : post.version;
        if (std::ranges::find(page->missing, asked) != page->missing.end()) {
            changes.emplace_back(DeletedPost{post.uri});
            continue;
        }
        const auto found = std::ranges::find(page->posts, post.uri, &Post::uri);
        if (found != page->posts.end() && found->version != post.version) changes.emplace_back(EditedPost{*found});
    }
    return changes;
}

}  // namespace wardcast::social
