#pragma once

#include <string>
#include <vector>

#include "social/outgoing.h"
#include "social/source.h"

namespace wardcast::social {

// An RSS or Atom feed by conditional GET (RFC 9110 section 13). Cursor: {"etag","modified"}. With hashtags, only
// entries that have one of them are taken. Feeds do not tell of deletions: an entry leaves them by growing old.
class FeedSource final : public Source {
  public:
    FeedSource(SourceSettings settings, Outgoing& outgoing, std::chrono::milliseconds interval);

    Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) override;
    // The feed itself shows edits, in poll().
    std::chrono::milliseconds interval() const override { return interval_; }

  private:
    const SourceSettings settings_;
    const std::string instance_;
    const std::vector<std::string> hashtags_;  // Folded.
    Outgoing& outgoing_;
    const std::chrono::milliseconds interval_;
};

}  // namespace wardcast::social
