#include "social/feed.h"

#include <algorithm>
#include <utility>

#include "social/feed_document.h"
#include "social/hashtag.h"
#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {

FeedSource::FeedSource(SourceSettings settings, Outgoing& outgoing, std::chrono::milliseconds interval)
    : settings_(std::move(settings)),
      instance_(parse_url(settings_.server).value_or(Url{}).host),
      hashtags_([&] {
          std::vector<std::string> folded;
          for (const auto& tag : settings_.hashtags)
              folded.push_back(folded_hashtag(tag));
          return folded;
      }()),
      outgoing_(outgoing),
      interval_(interval) {}

Outcome<Batch> FeedSource::poll(const std::string& cursor, const std::stop_token& stop) {
    const auto at = parse_json(cursor, {.bytes = 8192, .depth = 2, .values = 20});
    Request request{.url = settings_.server, .bearer = settings_.token};
    const auto etag = at ? text_member(*at, "etag") : std::string();
    const auto modified = at ? text_member(*at, "modified") : std::string();
    if (!etag.empty()) request.headers.emplace_back("If-None-Match", etag);
    if (!modified.empty()) request.headers.emplace_back("If-Modified-Since", modified);
    const auto answer = outgoing_.fetch(request, stop);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == 304) return Batch{.changes = {}, .cursor = cursor};
    if (!answer->is_ok()) return tl::unexpected(trouble_of(*answer, instance_));
    auto posts = read_feed(answer->body, instance_);
    if (!posts) return tl::unexpected(posts.error());

    Batch batch;
    std::ranges::reverse(*posts);  // Feeds begin with the newest.
    for (auto& post : *posts) {
        if (!hashtags_.empty() && !has_hashtag(post.text, hashtags_)) continue;
        // Without a date nothing says that it is old.
        if (post.at != Timestamp{} && post.at < settings_.since) continue;
        batch.changes.emplace_back(NewPost{std::move(post)});
    }
    batch.cursor = to_wire(Json{{"etag", answer->header("etag")}, {"modified", answer->header("last-modified")}});
    return batch;
}

}  // namespace wardcast::social
