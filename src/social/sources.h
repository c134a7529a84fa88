#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "social/address_rule.h"
#include "social/curl_outgoing.h"
#include "social/host_budget.h"
#include "social/jetstream_reader.h"
#include "social/source_runner.h"

namespace wardcast::social {

// How this server reads others. Config's section [social] explains each.
struct SocialSettings {
    std::vector<std::string> allow_hosts;
    int requests_per_minute = 50;
    std::chrono::milliseconds poll{15'000};
    std::chrono::milliseconds feed_poll{60'000};
    std::chrono::milliseconds youtube_poll{10'000};
    std::chrono::milliseconds x_poll{30'000};
    int x_max_posts = 0;  // 0: X is not read.
    std::string bluesky_stream = "wss://jetstream2.us-east.bsky.network/subscribe";
    std::string bluesky_profiles = "https://public.api.bsky.app";
    std::string x_api = "https://api.x.com";
    std::string youtube_api = "https://www.googleapis.com";
    OutgoingLimits outgoing;
    RunnerPace pace;
};

// All sources that are switched on in this process, and what they share: the address rule, the budget of each host, the
// client, the one reader of Bluesky.
//
// Threads: the methods may be called from any; stop() and remove() wait for the source's thread to end.
// Bound: kMaxSources; more are refused.
class Sources {
  public:
    static constexpr std::size_t kMaxSources = 200;

    // listener and clock outlive it.
    Sources(SocialSettings settings, SourceListener& listener, const Clock& clock);
    ~Sources();
    Sources(const Sources&) = delete;
    Sources& operator=(const Sources&) = delete;

    // Starts a source under a name of the caller's; one that runs already goes on as it is. Trouble, in words, where it
    // cannot be started: no such kind, no address.
    [[nodiscard]] Outcome<void> start(const std::string& name, const SourceSettings& source, const std::string& cursor,
                                      std::vector<KnownPost> known);
    void remove(const std::string& name);
    void confirm(const std::string& name, const std::string& cursor);
    void know(const std::string& name, KnownPost post);
    void forget(const std::string& name, const std::string& uri);
    void recheck_soon(const std::string& name);
    void stop();

    // For what is asked outside of polling: replies.
    [[nodiscard]] Outgoing& outgoing() { return *outgoing_; }

  private:
    [[nodiscard]] Outcome<std::unique_ptr<Source>> make(const SourceSettings& source);
    [[nodiscard]] JetstreamReader& jetstream();

    const SocialSettings settings_;
    SourceListener& listener_;
    const Clock& clock_;
    const AddressRule rule_;
    HostBudget budget_;
    const std::unique_ptr<Outgoing> outgoing_;

    std::mutex mutex_;  // Guards these two.
    std::unique_ptr<JetstreamReader> jetstream_;
    std::map<std::string, std::shared_ptr<SourceRunner>> runners_;
};

}  // namespace wardcast::social
