#pragma once

#include <memory>
#include <string>
#include <vector>

#include "social/address_rule.h"
#include "social/mastodon_status.h"
#include "social/outgoing.h"
#include "social/source.h"
#include "social/web_socket.h"

namespace wardcast::social {

// The hashtag timelines of one server that speaks the Mastodon API (Mastodon, GoToSocial, Pleroma, Akkoma, snac).
//
// Cursor: the newest id read of each hashtag, as a JSON object. Ids rise with the time that a post claims, so one that
// reaches the server late stands below the cursor: every fourth poll reads the newest page again, whole.
// With a token it also listens to the streaming API; without, or while that is away, polling alone loses nothing.
class MastodonSource final : public Source {
  public:
    // server: as server_url() makes it. outgoing and rule outlive it.
    MastodonSource(std::string server, SourceSettings settings, Outgoing& outgoing, const AddressRule& rule,
                   std::chrono::milliseconds interval);

    Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) override;
    Outcome<std::vector<Change>> recheck(std::span<const KnownPost> known, const std::stop_token& stop) override;
    Outcome<std::vector<Change>> listen(const UriOf& uri_of, std::chrono::steady_clock::time_point deadline,
                                        const std::stop_token& stop) override;
    bool listens() const override;
    std::chrono::milliseconds interval() const override { return interval_; }

  private:
    [[nodiscard]] Outcome<Answer> get(const std::string& target, const std::stop_token& stop);
    [[nodiscard]] Outcome<void> read_newer(const std::string& tag, std::string& newest, std::vector<Change>& changes,
                                           const std::stop_token& stop);
    [[nodiscard]] Outcome<void> read_newest(const std::string& tag, std::string& newest, std::vector<Change>& changes,
                                            const std::stop_token& stop);
    void add(std::vector<Post> posts, std::vector<Change>& changes) const;
    void add(std::string_view frame, const UriOf& uri_of, std::vector<Change>& changes) const;
    [[nodiscard]] Outcome<void> recheck_one(const KnownPost& known, std::vector<Change>& changes,
                                            const std::stop_token& stop);
    [[nodiscard]] Outcome<void> recheck_page(std::span<const KnownPost> known, std::vector<Change>& changes,
                                             const std::stop_token& stop);
    [[nodiscard]] Outcome<void> open_stream(const std::stop_token& stop);
    [[nodiscard]] std::string stream_url(const std::stop_token& stop);

    const std::string server_;
    const std::string instance_;  // Its host: what local accounts are called by.
    const SourceSettings settings_;
    Outgoing& outgoing_;
    const AddressRule& rule_;
    const std::chrono::milliseconds interval_;

    // Kept only to ask less; lost without harm.
    unsigned polls_ = 0;
    bool rechecks_by_page_ = true;  // Mastodon 4.3 and later.
    std::size_t next_recheck_ = 0;  // Where one by one goes on.
    std::unique_ptr<WebSocket> stream_;
    std::chrono::steady_clock::time_point stream_again_at_{};
};

}  // namespace wardcast::social
