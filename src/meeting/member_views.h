#pragma once

#include "base/json.h"
#include "meeting/apply.h"
#include "meeting/view.h"

// The members at the top of `state`; docs/protocol.md section 2.2.
namespace wardcast::meeting {

// Every Member, in the order of the enum.
inline constexpr std::size_t kMemberCount = static_cast<std::size_t>(Member::Undo) + 1;

[[nodiscard]] const char* name_of(Member member);
[[nodiscard]] Json member_view(const State& state, Member member);
[[nodiscard]] bool is_told(Member member, Audience audience);

}  // namespace wardcast::meeting
