#include "social/bluesky.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "social/hashtag.h"
#include "social/json_members.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{2};  // How long poll() waits for a post.
constexpr std::chrono::hours kReplay{36};     // How far back Jetstream goes (its README).

std::vector<std::string> folded(const std::vector<std::string>& hashtags) {
    std::vector<std::string> all;
    for (const auto& tag : hashtags)
        all.push_back(folded_hashtag(tag));
    return all;
}

std::optional<std::int64_t> time_of(const std::string& cursor) {
    std::int64_t time = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), time);
    if (error != std::errc{} || end != cursor.data() + cursor.size()) return std::nullopt;
    return time;
}

}  // namespace

BlueskySource::BlueskySource(const SourceSettings& settings, JetstreamReader& reader, Outgoing& outgoing,
                             std::string profiles, const Clock& clock)
    : hashtags_(folded(settings.hashtags)),
      reader_(reader),
      outgoing_(outgoing),
      profiles_(std::move(profiles)),
      clock_(clock) {}

BlueskySource::~BlueskySource() {
    if (subscription_) reader_.unsubscribe(subscription_);
}

Outcome<Batch> BlueskySource::poll(const std::string& cursor, const std::stop_token& stop) {
    Batch batch{.changes = {}, .cursor = cursor};
    if (!subscription_) {
        const auto since = time_of(cursor);
        const auto oldest =
            std::chrono::duration_cast<std::chrono::microseconds>((clock_.now() - kReplay).time_since_epoch());
        if (since && *since < oldest.count()) {
            batch.remark = {
                .words = "Bluesky keeps the last 36 hours only: posts between the last one taken and then are missing",
                .code = "posts_missing",
                .about = "Bluesky"};
        }
        subscription_ = reader_.subscribe(hashtags_, since);
        for (const auto& uri : watched_)
            reader_.watch(*subscription_, uri);
    }
    auto taken = reader_.take(*subscription_, steady_clock::now() + kPatience, stop);
    if (!taken) return tl::unexpected(taken.error());
    if (taken->overran) {  // Begin again where the log has got to.
        reader_.unsubscribe(std::exchange(subscription_, nullptr));
        return batch;
    }
    for (const auto& event : taken->events)
        add(event, batch.changes, stop);
    if (taken->reached) batch.cursor = std::to_string(*taken->reached);
    return batch;
}

void BlueskySource::add(const JetstreamEvent& event, std::vector<Change>& changes, const std::stop_token& stop) {
    if (const auto* deleted = std::get_if<JetstreamDelete>(&event.what)) {
        changes.emplace_back(DeletedPost{deleted->uri});
    } else if (const auto* gone = std::get_if<JetstreamAccountGone>(&event.what)) {
        const auto prefix = "at://" + gone->did + "/";
        for (const auto& uri : watched_) {
            if (uri.starts_with(prefix)) changes.emplace_back(DeletedPost{uri});
        }
    } else if (const auto* written = std::get_if<JetstreamPost>(&event.what)) {
        Post post = written->post;
        watched_.insert(post.uri);
        const auto profile = profile_of(written->did, stop);
        if (!profile.handle.empty()) post.handle = "@" + profile.handle;
        post.name = profile.name;
        if (written->is_edit) {
            changes.emplace_back(EditedPost{std::move(post)});
        } else {
            changes.emplace_back(NewPost{std::move(post)});
        }
    }
}

Outcome<std::vector<Change>> BlueskySource::recheck(std::span<const KnownPost> known, const std::stop_token&) {
    for (const auto& post : known) {
        watched_.insert(post.uri);
        if (subscription_) reader_.watch(*subscription_, post.uri);
    }
    return std::vector<Change>{};
}

BlueskySource::Profile BlueskySource::profile_of(const std::string& did, const std::stop_token& stop) {
    if (const auto found = known_profiles_.find(did); found != known_profiles_.end()) return found->second;
    const auto answer =
        outgoing_.fetch({.url = profiles_ + "/xrpc/app.bsky.actor.getProfile" + query_of({{"actor", did}})}, stop);
    if (!answer) return {};
    const auto json = json_of(*answer, "Bluesky");
    if (!json) return {};
    if (known_profiles_.size() >= kMaxProfiles) known_profiles_.clear();
    return known_profiles_[did] = {text_member(*json, "handle"), text_member(*json, "displayName")};
}

}  // namespace wardcast::social
