#include "social/sources.h"

#include <utility>

#include "social/bluesky.h"
#include "social/feed.h"
#include "social/mastodon.h"
#include "social/url.h"
#include "social/x_search.h"
#include "social/youtube_chat.h"

namespace wardcast::social {

Sources::Sources(SocialSettings settings, SourceListener& listener, const Clock& clock)
    : settings_(std::move(settings)),
      listener_(listener),
      clock_(clock),
      rule_(settings_.allow_hosts),
      budget_(settings_.requests_per_minute),
      outgoing_(make_outgoing(rule_, budget_, clock_, settings_.outgoing)) {}

Sources::~Sources() {
    stop();
}

JetstreamReader& Sources::jetstream() {
    if (!jetstream_) jetstream_ = std::make_unique<JetstreamReader>(settings_.bluesky_stream, rule_);
    return *jetstream_;
}

Outcome<std::unique_ptr<Source>> Sources::make(const SourceSettings& source) {
    const bool needs_hashtag = source.kind == "mastodon" || source.kind == "bluesky" || source.kind == "x";
    if (needs_hashtag && source.hashtags.empty()) {
        return needs_person("no_hashtag", "", "no hashtag to look for: give the meeting or the source one");
    }
    if (source.kind == "mastodon") {
        const auto server = server_url(source.server);
        if (!server)
            return needs_person("bad_address", source.server,
                                "'" + source.server + "' is no server: write it as mastodon.example");
        return std::make_unique<MastodonSource>(*server, source, *outgoing_, rule_, settings_.poll);
    }
    if (source.kind == "bluesky") {
        return std::make_unique<BlueskySource>(source, jetstream(), *outgoing_, settings_.bluesky_profiles, clock_);
    }
    if (source.kind == "x") {
        if (settings_.x_max_posts == 0) {
            return needs_person("x_is_off", "",
                                "reading X costs money and is switched off: social.x_max_posts sets what may be spent");
        }
        return std::make_unique<XSource>(settings_.x_api, source, settings_.x_max_posts, *outgoing_, settings_.x_poll);
    }
    if (source.kind == "youtube") {
        return std::make_unique<YouTubeSource>(settings_.youtube_api, source, *outgoing_, settings_.youtube_poll);
    }
    if (source.kind == "feed") {
        if (safe_link(source.server).empty())
            return needs_person("bad_address", source.server, "'" + source.server + "' is no address of a feed");
        return std::make_unique<FeedSource>(source, *outgoing_, settings_.feed_poll);
    }
    return needs_person("unexpected", source.kind, "there is no kind of source '" + source.kind + "'");
}

Outcome<void> Sources::start(const std::string& name, const SourceSettings& source, const std::string& cursor,
                             std::vector<KnownPost> known) {
    const std::lock_guard lock(mutex_);
    if (runners_.contains(name)) return {};
    if (runners_.size() >= kMaxSources)
        return needs_person("too_many_sources", "", "this server reads as many sources as it can already");
    auto made = make(source);
    if (!made) return tl::unexpected(made.error());
    runners_[name] = std::make_shared<SourceRunner>(name, std::move(*made), listener_, clock_, cursor, std::move(known),
                                                    settings_.pace);
    return {};
}

void Sources::remove(const std::string& name) {
    std::shared_ptr<SourceRunner> ending;  // Its thread ends outside the lock.
    const std::lock_guard lock(mutex_);
    const auto found = runners_.find(name);
    if (found == runners_.end()) return;
    ending = std::move(found->second);
    runners_.erase(found);
}

void Sources::confirm(const std::string& name, const std::string& cursor) {
    const std::lock_guard lock(mutex_);
    if (const auto found = runners_.find(name); found != runners_.end()) found->second->confirm(cursor);
}

void Sources::know(const std::string& name, KnownPost post) {
    const std::lock_guard lock(mutex_);
    if (const auto found = runners_.find(name); found != runners_.end()) found->second->know(std::move(post));
}

void Sources::forget(const std::string& name, const std::string& uri) {
    const std::lock_guard lock(mutex_);
    if (const auto found = runners_.find(name); found != runners_.end()) found->second->forget(uri);
}

void Sources::recheck_soon(const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (const auto found = runners_.find(name); found != runners_.end()) found->second->recheck_soon();
}

void Sources::stop() {
    std::map<std::string, std::shared_ptr<SourceRunner>> ending;
    {
        const std::lock_guard lock(mutex_);
        ending.swap(runners_);
    }
    for (const auto& [name, runner] : ending)
        runner->request_stop();
    ending.clear();
    const std::lock_guard lock(mutex_);
    jetstream_.reset();
}

}  // namespace wardcast::social
