#include "meeting/question.h"

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kStatuses =
    words<Status>("waiting", "approved", "held", "asking", "answered", "declined", "merged", "withdrawn");
constexpr auto kChannels = words<Channel>("web", "floor", "paper", "proxy", "post", "message");
constexpr auto kReasons = words<DeclineReason>("off_topic", "already_answered", "duplicate", "personal", "unlawful",
                                               "unclear", "not_a_question");

}  // namespace

std::string_view to_string(Status status) noexcept {
    return kStatuses.of(status);
}
std::string_view to_string(Channel channel) noexcept {
    return kChannels.of(channel);
}
std::string_view to_string(DeclineReason reason) noexcept {
    return kReasons.of(reason);
}

std::optional<Status> status_from(std::string_view word) noexcept {
    return kStatuses.find(word);
}
std::optional<Channel> channel_from(std::string_view word) noexcept {
    return kChannels.find(word);
}
std::optional<DeclineReason> decline_reason_from(std::string_view word) noexcept {
    return kReasons.find(word);
}

}  // namespace wardcast::meeting
