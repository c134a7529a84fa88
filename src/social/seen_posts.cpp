#include "social/seen_posts.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace wardcast::social {

void SeenPosts::know(KnownPost post) {
    const std::lock_guard lock(mutex_);
    auto uri = post.uri;
    known_[std::move(uri)] = std::move(post);
}

void SeenPosts::forget(const std::string& uri) {
    const std::lock_guard lock(mutex_);
    known_.erase(uri);
}

bool SeenPosts::has(const std::string& uri) const {
    return known_.contains(uri) || recent_.contains(uri);
}

bool SeenPosts::has_version(const Post& post) const {
    if (const auto found = recent_.find(post.uri); found != recent_.end()) return found->second == post.version;
    const auto found = known_.find(post.uri);
    return found != known_.end() && found->second.version == post.version;
}

std::vector<Change> SeenPosts::news_of(std::vector<Change> changes) const {
    const std::lock_guard lock(mutex_);
    std::unordered_set<std::string> written_here;
    std::vector<Change> news;
    for (auto& change : changes) {
        if (auto* written = std::get_if<NewPost>(&change)) {
            const auto uri = written->post.uri;
            if (written_here.contains(uri) || has_version(written->post)) continue;
            if (has(uri)) change = Change(EditedPost{std::move(written->post)});
            written_here.insert(uri);
        } else if (auto* edited = std::get_if<EditedPost>(&change)) {
            if (has_version(edited->post)) continue;
        } else if (const auto& uri = std::get<DeletedPost>(change).uri; !has(uri) && !written_here.contains(uri)) {
            continue;
        }
        news.push_back(std::move(change));
    }
    return news;
}

void SeenPosts::remember(const std::vector<Change>& changes) {
    const std::lock_guard lock(mutex_);
    for (const auto& change : changes) {
        if (const auto* written = std::get_if<NewPost>(&change)) {
            remember(written->post);
        } else if (const auto* edited = std::get_if<EditedPost>(&change)) {
            remember(edited->post);
        }
    }
}

void SeenPosts::remember(const Post& post) {
    if (!recent_.insert_or_assign(post.uri, post.version).second) return;
    recent_order_.push_back(post.uri);
    if (recent_order_.size() <= kRecent) return;
    recent_.erase(recent_order_.front());
    recent_order_.pop_front();
}

std::string SeenPosts::uri_of(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::ranges::find(known_, id, [](const auto& entry) { return std::string_view(entry.second.id); });
    return found == known_.end() ? std::string() : found->first;
}

std::vector<KnownPost> SeenPosts::next_to_recheck() {
    const std::lock_guard lock(mutex_);
    std::vector<KnownPost> all;
    all.reserve(known_.size());
    for (const auto& [uri, post] : known_)
        all.push_back(post);
    std::ranges::sort(all, {}, [](const KnownPost& post) { return std::pair(!post.is_shown, post.uri); });
    const auto others = std::ranges::find(all, false, &KnownPost::is_shown);
    const auto shown = static_cast<std::size_t>(others - all.begin());
    std::vector<KnownPost> next(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(shown, kRecheckShown)));
    const auto rest = all.size() - shown;
    for (std::size_t i = 0; i < std::min(rest, kRecheckOthers); ++i)
        next.push_back(all[shown + rechecked_++ % rest]);
    return next;
}

}  // namespace wardcast::social
