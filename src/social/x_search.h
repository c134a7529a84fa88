#pragma once

#include <map>
#include <string>
#include <vector>

#include "social/outgoing.h"
#include "social/source.h"

namespace wardcast::social {

// Recent search of the X API v2. Each post read costs money, so no more than `max_posts` are read for a meeting,
// rechecks included. Cursor: {"since_id","read"}.
class XSource final : public Source {
  public:
    // api: "https://api.x.com". outgoing outlives it.
    XSource(std::string api, SourceSettings settings, int max_posts, Outgoing& outgoing,
            std::chrono::milliseconds interval);

    Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) override;
    Outcome<std::vector<Change>> recheck(std::span<const KnownPost> known, const std::stop_token& stop) override;
    std::chrono::milliseconds interval() const override { return interval_; }

  private:
    const std::string api_;
    const SourceSettings settings_;
    const std::string query_;
    const int max_posts_;
    Outgoing& outgoing_;
    const std::chrono::milliseconds interval_;
    int rechecked_ = 0;  // Posts read by rechecks and not yet written into a cursor.
    int last_read_ = 0;  // What the last cursor said.
};

// One answer of search or lookup (docs.x.com/x-api/posts): oldest last, as the API has it.
struct XPage {
    std::vector<Post> posts;
    std::string newest_id;
    std::string next_token;
    std::vector<std::string> missing;  // Ids that were asked for and are not there any more.
};
[[nodiscard]] Outcome<XPage> read_x_page(std::string_view text);

}  // namespace wardcast::social
