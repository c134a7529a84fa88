#include "social/mastodon.h"

#include <algorithm>
#include <utility>

#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

using std::chrono::steady_clock;

constexpr const char* kPageSize = "40";       // The most that the API gives.
constexpr int kMaxPages = 5;                  // Of a hashtag in one poll; the next one goes on.
constexpr unsigned kPollsPerOverlap = 4;      // How often the newest page is read again for late posts.
constexpr std::size_t kStatusesPerPage = 20;  // What GET /api/v1/statuses takes at once.
constexpr std::size_t kStatusesOneByOne = 10;
constexpr std::chrono::seconds kStreamPause{60};
constexpr std::chrono::milliseconds kGather{2};  // How long a streamed post waits for company.
constexpr std::size_t kMostAtOnce = 200;

Json cursor_of(const std::string& text) {
    auto json = parse_json(text, {.bytes = 16 * 1024, .depth = 2, .values = 200});
    return json && json->is_object() ? std::move(*json) : Json::object();
}

Trouble as_trouble(const Answer& answer, const std::string& instance) {
    return trouble_of(answer, "the server " + instance);
}

}  // namespace

MastodonSource::MastodonSource(std::string server, SourceSettings settings, Outgoing& outgoing, const AddressRule& rule,
                               std::chrono::milliseconds interval)
    : server_(std::move(server)),
      instance_(parse_url(server_).value_or(Url{}).host),
      settings_(std::move(settings)),
      outgoing_(outgoing),
      rule_(rule),
      interval_(interval) {}

Outcome<Answer> MastodonSource::get(const std::string& target, const std::stop_token& stop) {
    return outgoing_.fetch({.url = server_ + target, .bearer = settings_.token}, stop);
}

Outcome<Batch> MastodonSource::poll(const std::string& cursor, const std::stop_token& stop) {
    auto newest_ids = cursor_of(cursor);
    Batch batch;
    const bool overlap = polls_++ % kPollsPerOverlap == 0;
    for (const auto& tag : settings_.hashtags) {
        auto newest = text_member(newest_ids, tag.c_str());
        Outcome<void> read;
        if (!newest.empty()) read = read_newer(tag, newest, batch.changes, stop);
        if (read && (newest.empty() || overlap)) read = read_newest(tag, newest, batch.changes, stop);
        if (!read) return tl::unexpected(read.error());
        if (!newest.empty()) newest_ids[tag] = newest;
    }
    batch.cursor = newest_ids.empty() ? cursor : to_wire(newest_ids);
    return batch;
}

// What came after `newest`, page by page upwards.
Outcome<void> MastodonSource::read_newer(const std::string& tag, std::string& newest, std::vector<Change>& changes,
                                         const std::stop_token& stop) {
    for (int page = 0; page < kMaxPages; ++page) {
        const auto answer =
            get("/api/v1/timelines/tag/" + percent_encoded(tag) + query_of({{"limit", kPageSize}, {"min_id", newest}}),
                stop);
        if (!answer) return tl::unexpected(answer.error());
        if (!answer->is_ok()) return tl::unexpected(as_trouble(*answer, instance_));
        auto read = read_status_page(answer->body, instance_);
        if (!read) return tl::unexpected(read.error());
        if (read->ids.empty()) return {};
        auto next = link_parameter(answer->header("link"), "prev", "min_id");
        if (next.empty()) next = read->ids.front();
        const bool moved = next != newest;
        newest = next;
        add(std::move(read->posts), changes);
        if (!moved) return {};
    }
    return {};
}

// The newest page, and those below it as long as they reach the time since which posts count and nothing is known yet.
Outcome<void> MastodonSource::read_newest(const std::string& tag, std::string& newest, std::vector<Change>& changes,
                                          const std::stop_token& stop) {
    std::vector<Post> posts;
    std::string below;
    const bool first_time = newest.empty();
    for (int page = 0; page < kMaxPages; ++page) {
        const auto answer =
            get("/api/v1/timelines/tag/" + percent_encoded(tag) + query_of({{"limit", kPageSize}, {"max_id", below}}),
                stop);
        if (!answer) return tl::unexpected(answer.error());
        if (!answer->is_ok()) return tl::unexpected(as_trouble(*answer, instance_));
        auto read = read_status_page(answer->body, instance_);
        if (!read) return tl::unexpected(read.error());
        if (read->ids.empty()) break;
        if (newest.empty()) newest = read->ids.front();
        below = read->ids.back();
        const bool reaches_back =
            std::ranges::any_of(read->posts, [&](const Post& post) { return post.at < settings_.since; });
        std::ranges::move(read->posts, std::back_inserter(posts));
        if (!first_time || reaches_back) break;
    }
    std::erase_if(posts, [&](const Post& post) { return post.at < settings_.since; });
    add(std::move(posts), changes);
    return {};
}

// The API lists the newest first; things are told in the order in which they happened. A post may stand there twice.
void MastodonSource::add(std::vector<Post> posts, std::vector<Change>& changes) const {
    std::ranges::reverse(posts);
    for (auto& post : posts) {
        const bool twice = std::ranges::any_of(changes, [&](const Change& change) {
            const auto* other = std::get_if<NewPost>(&change);
            return other != nullptr && other->post.uri == post.uri;
        });
        if (!twice) changes.emplace_back(NewPost{std::move(post)});
    }
}

Outcome<std::vector<Change>> MastodonSource::recheck(std::span<const KnownPost> known, const std::stop_token& stop) {
    std::vector<Change> changes;
    while (rechecks_by_page_ && !known.empty()) {
        const auto page = known.first(std::min(known.size(), kStatusesPerPage));
        if (auto checked = recheck_page(page, changes, stop); !checked) return tl::unexpected(checked.error());
        if (rechecks_by_page_) known = known.subspan(page.size());
    }
    for (std::size_t i = 0; i < std::min(known.size(), kStatusesOneByOne); ++i) {
        const auto& one = known[next_recheck_++ % known.size()];
        if (auto checked = recheck_one(one, changes, stop); !checked) return tl::unexpected(checked.error());
    }
    return changes;
}

Outcome<void> MastodonSource::recheck_page(std::span<const KnownPost> known, std::vector<Change>& changes,
                                           const std::stop_token& stop) {
    std::string query;
    for (const auto& post : known)
        query += (query.empty() ? "?id%5B%5D=" : "&id%5B%5D=") + percent_encoded(post.id);
    const auto answer = get("/api/v1/statuses" + query, stop);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status >= 400 && answer->status < 500) {  // Not every server has this.
        rechecks_by_page_ = false;
        return {};
    }
    if (!answer->is_ok()) return tl::unexpected(as_trouble(*answer, instance_));
    const auto page = read_status_page(answer->body, instance_);
    if (!page) return tl::unexpected(page.error());
    for (const auto& post : known) {
        const auto found = std::ranges::find(page->posts, post.id, &Post::id);
        if (found == page->posts.end()) {
            // Missing from a list is not yet deleted: a server in trouble sends short lists, too.
            if (auto checked = recheck_one(post, changes, stop); !checked) return checked;
        } else if (found->version != post.version) {
            changes.emplace_back(EditedPost{*found});
        }
    }
    return {};
}

Outcome<void> MastodonSource::recheck_one(const KnownPost& known, std::vector<Change>& changes,
                                          const std::stop_token& stop) {
    const auto answer = get("/api/v1/statuses/" + percent_encoded(known.id), stop);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 404 || answer->status == 410) {
        changes.emplace_back(DeletedPost{known.uri});
        return {};
    }
    const auto json = json_of(*answer, "the server " + instance_);
    if (!json) return tl::unexpected(json.error());
    const auto post = post_of_status(*json, instance_);
    if (!post) {  // Made private since.
        changes.emplace_back(DeletedPost{known.uri});
    } else if (post->version != known.version) {
        changes.emplace_back(EditedPost{*post});
    }
    return {};
}

bool MastodonSource::listens() const {
    return !settings_.token.empty() && steady_clock::now() >= stream_again_at_;
}

Outcome<std::vector<Change>> MastodonSource::listen(const UriOf& uri_of, steady_clock::time_point deadline,
                                                    const std::stop_token& stop) {
    std::vector<Change> changes;
    const auto give_up = [&] {  // Polling goes on meanwhile.
        stream_.reset();
        stream_again_at_ = steady_clock::now() + kStreamPause;
        return changes;
    };
    if (!stream_) {
        if (auto opened = open_stream(stop); !opened) return give_up();
    }
    auto frame = stream_->receive(deadline, stop);
    while (frame && *frame) {
        add(**frame, uri_of, changes);
        if (changes.size() >= kMostAtOnce) return changes;
        // What came meanwhile goes along, for whoever takes it waits for the disk each time.
        frame = stream_->receive(steady_clock::now() + kGather, stop);
    }
    return frame ? changes : give_up();
}

void MastodonSource::add(std::string_view frame, const UriOf& uri_of, std::vector<Change>& changes) const {
    auto event = read_stream_event(frame, instance_);
    if (!event) return;
    switch (event->what) {
        case StreamEvent::What::Posted:
            changes.emplace_back(NewPost{std::move(event->post)});
            break;
        case StreamEvent::What::Edited:
            changes.emplace_back(EditedPost{std::move(event->post)});
            break;
        case StreamEvent::What::Deleted:
            if (auto uri = uri_of(event->id); !uri.empty()) changes.emplace_back(DeletedPost{std::move(uri)});
            break;
    }
}

Outcome<void> MastodonSource::open_stream(const std::stop_token& stop) {
    auto opened = WebSocket::connect(stream_url(stop) + "/api/v1/streaming", settings_.token, rule_, stop);
    if (!opened) return tl::unexpected(opened.error());
    for (const auto& tag : settings_.hashtags) {
        const Json subscribe = {{"type", "subscribe"}, {"stream", "hashtag"}, {"tag", tag}};
        if (auto sent = (*opened)->send(to_wire(subscribe), stop); !sent) return sent;
    }
    stream_ = std::move(*opened);
    return {};
}

// The streaming API may live on another host, which the instance names.
std::string MastodonSource::stream_url(const std::stop_token& stop) {
    if (const auto answer = get("/api/v2/instance", stop)) {
        if (const auto json = json_of(*answer, instance_)) {
            const auto named = text_member(member(member(*json, "configuration"), "urls"), "streaming");
            const auto url = parse_url(named);
            if (url && (url->scheme == "wss" || url->scheme == "ws")) {
                return named.ends_with('/') ? named.substr(0, named.size() - 1) : named;
            }
        }
    }
    return "ws" + server_.substr(4);  // http… becomes ws…
}

}  // namespace wardcast::social
