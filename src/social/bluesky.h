#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "social/jetstream_reader.h"
#include "social/outgoing.h"
#include "social/source.h"

namespace wardcast::social {

// Posts with one of the hashtags, from the shared Jetstream reader. Cursor: the time of the last event looked at, in
// microseconds. Handles and names, which the stream does not have, are asked of the public profile API; where that does
// not answer, the account's id stands in.
class BlueskySource final : public Source {
  public:
    // profiles: "https://public.api.bsky.app". reader and outgoing outlive it.
    BlueskySource(const SourceSettings& settings, JetstreamReader& reader, Outgoing& outgoing, std::string profiles,
                  const Clock& clock);
    ~BlueskySource() override;
    BlueskySource(const BlueskySource&) = delete;
    BlueskySource& operator=(const BlueskySource&) = delete;

    // Waits for posts itself, which is why there is no time between polls.
    Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) override;
    // Asks nobody: the stream tells of ends. Only takes note of what to watch.
    Outcome<std::vector<Change>> recheck(std::span<const KnownPost> known, const std::stop_token& stop) override;
    std::chrono::milliseconds interval() const override { return std::chrono::milliseconds(0); }

  private:
    struct Profile {
        std::string handle;
        std::string name;
    };
    static constexpr std::size_t kMaxProfiles = 500;

    void add(const JetstreamEvent& event, std::vector<Change>& changes, const std::stop_token& stop);
    [[nodiscard]] Profile profile_of(const std::string& did, const std::stop_token& stop);

    const std::vector<std::string> hashtags_;
    JetstreamReader& reader_;
    Outgoing& outgoing_;
    const std::string profiles_;
    const Clock& clock_;
    std::shared_ptr<JetstreamSubscription> subscription_;
    std::set<std::string> watched_;  // Posts whose end matters.
    std::map<std::string, Profile> known_profiles_;
};

}  // namespace wardcast::social
