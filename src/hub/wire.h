#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "hub/access.h"
#include "hub/hub.h"
#include "meeting/refusal.h"

// The texts of docs/protocol.md section 2, built from parts that are texts already: what thousands receive is written
// once and pasted.
namespace wardcast::hub {

// JSON as text. Words from people are UTF-8 long before; a byte that is not would become U+FFFD rather than throw.
[[nodiscard]] std::string to_text(const Json& json);

// 2.1. One of state and events: the text of an object, the texts of the elements.
struct Welcome {
    const Visitor& visitor;
    std::uint64_t seq = 0;
    Timestamp at;
    const std::string* state = nullptr;
    std::vector<std::string_view> events = {};
    std::string mine = {};  // Empty for roles that have none.
};
[[nodiscard]] std::string welcome_frame(const Welcome& welcome);

// The member `mine` of welcome, with the receipts of what this person asked.
[[nodiscard]] Json mine(const meeting::State& state, const meeting::ParticipantId& participant, const Access& access);

[[nodiscard]] std::string events_frame(std::uint64_t seq, const std::vector<std::string_view>& events);  // 2.4
[[nodiscard]] std::string tally_frame(Timestamp at, const Json& votes, std::size_t watching);            // 2.5
[[nodiscard]] std::string signal_frame(const std::string& camera, Json signal);                          // 2.6

// 2.7
[[nodiscard]] CommandReply done_reply(const meeting::Slug& slug, const meeting::CommandId& id,
                                      const meeting::State::Done& done, const Access& access);
[[nodiscard]] CommandReply refused_reply(const meeting::CommandId& id, const meeting::Refusal& refusal);
// A refusal of the connection as a whole, which is then closed.
[[nodiscard]] std::string refused_frame(const meeting::Refusal& refusal);

}  // namespace wardcast::hub
