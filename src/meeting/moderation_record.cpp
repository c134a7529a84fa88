#include "meeting/moderation_record.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace wardcast::meeting {
namespace {

// Beside all events of questions, votes aside: of votes there are too many, and they are in the counts.
constexpr std::array<std::string_view, 14> kOtherEvents{
    "questions.opened",      "questions.closed", "order.changed",  "listening.changed", "rules.changed",
    "participant.blocked",   "burst.flagged",    "burst.removed",  "burst.restored",    "source.added",
    "participant.unblocked", "source.switched",  "source.removed", "meeting.ended"};

bool is_recorded(std::string_view event) {
    if (event == QuestionSupported::kName || event == QuestionUnsupported::kName) return false;
    return event.starts_with("question.") ||
           std::find(kOtherEvents.begin(), kOtherEvents.end(), event) != kOtherEvents.end();
}

std::optional<QuestionId> question_of(const Event& event) {
    return std::visit(
        [](const auto& alternative) -> std::optional<QuestionId> {
            if constexpr (requires { alternative.question; }) {
                return alternative.question;
            } else {
                return std::nullopt;
            }
        },
        event);
}

class Account {
  public:
    void add(const Record& record, const std::string& hash) {
        const std::string event = name_of(record.event);
        if (const auto* asked = std::get_if<QuestionAsked>(&record.event)) {
            channels_[asked->question] = asked->channel;
            ++by_channel(asked->channel)["asked"].get_ref<std::uint64_t&>();
        }
        if (!is_recorded(event)) return;
        Json entry{{"seq", record.seq},
                   {"at", to_rfc3339(record.at)},
                   {"action", event},
                   {"by", whose(record)},
                   {"hash", hash}};
        if (const auto question = question_of(record.event)) {
            if (const auto channel = channels_.find(*question); channel != channels_.end()) {
                entry["channel"] = to_string(channel->second);
                if (std::holds_alternative<QuestionCalled>(record.event)) {
                    ++by_channel(channel->second)["taken"].get_ref<std::uint64_t&>();
                }
            }
        }
        if (const auto* declined = std::get_if<QuestionDeclined>(&record.event)) {
            entry["reason"] = to_string(declined->reason);
            count(by_reason_, std::string(to_string(declined->reason)));
        }
        count(by_action_, event);
        entries_.push_back(std::move(entry));
    }

    Json take(const std::string& head) {
        return {{"counts", {{"by_action", by_action_}, {"by_reason", by_reason_}, {"by_channel", by_channel_}}},
                {"entries", std::move(entries_)},
                {"head", head}};
    }

  private:
    static void count(Json& counts, const std::string& what) {
        counts[what] = counts.value(what, std::uint64_t{0}) + 1;
    }

    Json& by_channel(Channel channel) {
        Json& counts = by_channel_[std::string(to_string(channel))];
        if (counts.is_null()) counts = {{"asked", std::uint64_t{0}}, {"taken", std::uint64_t{0}}};
        return counts;
    }

    static const char* whose(const Record& record) {
        switch (record.actor.role) {
            case Role::Chair:
                return "chair";
            case Role::Clerk:
                return "clerk";
            case Role::System:
                // What the server itself says of single questions, it has from a source.
                return question_of(record.event) ? "source" : "server";
            case Role::Resident:
            case Role::Room:
            case Role::Camera:
            case Role::Captioner:
                break;
        }
        return std::holds_alternative<BurstFlagged>(record.event) ? "server" : "asker";
    }

    Json by_action_ = Json::object();
    Json by_reason_ = Json::object();
    Json by_channel_ = Json::object();
    Json entries_ = Json::array();
    std::unordered_map<QuestionId, Channel> channels_;
};

}  // namespace

Json moderation_record(std::span<const Record> log, std::span<const std::string> hashes) {
    Account account;
    const std::size_t count = std::min(log.size(), hashes.size());
    for (std::size_t i = 0; i < count; ++i)
        account.add(log[i], hashes[i]);
    return account.take(count == 0 ? std::string() : hashes[count - 1]);
}

}  // namespace wardcast::meeting
