#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hub/hub.h"
#include "meeting/command.h"
#include "meeting/refusal.h"
#include "meeting/state.h"

namespace wardcast::hub {

// What somebody wants done: a command, or the creation of the meeting.
struct Deed {
    meeting::Actor actor;
    meeting::CommandId id;  // Empty for the server's own.
    std::variant<meeting::Command, meeting::MeetingCreated> what;
    std::string network = {};  // From which it comes, as a keyed hash; empty where that says nothing.
    // Called once, on the strand, when it is durable or refused. Null where nobody waits for it.
    Hub::Settled settled = nullptr;
};

struct Join {
    Visitor visitor;
    std::optional<std::uint64_t> since;
    SubscriberKey subscriber;
};
struct Leave {
    SubscriberKey subscriber;
};
struct Read {
    Visitor visitor;
    std::function<void(Result<Json>)> done;
};
struct ReadQuestion {
    meeting::QuestionId question;
    std::function<void(Result<QuestionReading>)> done;
};
struct ReadCaptions {
    std::function<void(Result<CaptionReading>)> done;
};
struct Inspect {
    std::function<void(const meeting::State&)> look;
};

// What a meeting may be asked for, in the order in which it was asked.
using Errand = std::variant<Deed, Join, Leave, Read, ReadQuestion, ReadCaptions, Inspect>;

// A deed of the server.
[[nodiscard]] Deed by_server(std::variant<meeting::Command, meeting::MeetingCreated> what);
// Whether it is one for whose outcome nobody waits, so that nobody would do it again.
[[nodiscard]] bool is_servers_own(const Deed& deed) noexcept;

// Why an errand is not run at all.
struct Obstacle {
    meeting::Refusal refusal;
    std::uint16_t closes;  // The close code for a socket that wanted to join.
};
[[nodiscard]] Obstacle no_such_meeting();
[[nodiscard]] Obstacle server_restarting();

// Tells whoever waits for the errand's outcome why there is none.
void turn_away(const Errand& errand, const Obstacle& obstacle, const std::vector<Outlet*>& outlets);

}  // namespace wardcast::hub
