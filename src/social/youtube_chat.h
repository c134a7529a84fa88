#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "social/outgoing.h"
#include "social/source.h"

namespace wardcast::social {

// The live chat of one YouTube broadcast (developers.google.com/youtube/v3/live/docs/liveChatMessages). The token is an
// API key. Cursor: {"chat","page"}. With hashtags, only messages that have one of them are taken.
class YouTubeSource final : public Source {
  public:
    // api: "https://www.googleapis.com". outgoing outlives it. interval: the least between two polls; YouTube's own
    // pollingIntervalMillis is obeyed where it is longer.
    YouTubeSource(std::string api, SourceSettings settings, Outgoing& outgoing, std::chrono::milliseconds interval);

    Outcome<Batch> poll(const std::string& cursor, const std::stop_token& stop) override;
    // YouTube tells of ends in poll(); this only takes note of whose posts are known.
    Outcome<std::vector<Change>> recheck(std::span<const KnownPost> known, const std::stop_token& stop) override;
    std::chrono::milliseconds interval() const override { return interval_; }

  private:
    [[nodiscard]] Outcome<std::string> find_chat(const std::stop_token& stop);

    const std::string api_;
    const SourceSettings settings_;
    const std::string video_;
    const std::vector<std::string> hashtags_;  // Folded.
    Outgoing& outgoing_;
    const std::chrono::milliseconds interval_;
    std::vector<KnownPost> known_;
};

// The id in a video's address ("https://www.youtube.com/watch?v=…", youtu.be, /live/…), or the id itself; empty where
// there is none.
[[nodiscard]] std::string video_id(std::string_view address);

// One answer of liveChatMessages.list.
struct ChatPage {
    struct Message {
        Post post;
        std::string channel;
    };
    std::vector<Message> messages;
    std::vector<std::string> deleted;          // Ids of messages.
    std::vector<std::string> banned_channels;  // Everything of theirs goes.
    std::string next_page;
    std::chrono::milliseconds next_in{0};
    bool has_ended = false;
};
[[nodiscard]] Outcome<ChatPage> read_chat_page(std::string_view text, const std::string& video);

}  // namespace wardcast::social
