#pragma once

#include "base/json.h"
#include "meeting/apply.h"
#include "meeting/view.h"

// The members at the top of `state`; docs/protocol.md section 2.2.
namespace wardcast::meeting {

// Every Member is one of the numbers below it.
[[nodiscard]] std::size_t member_count();

[[nodiscard]] const char* name_of(Member member);
// Only for an audience that is told.
[[nodiscard]] Json member_view(const State& state, Member member, Audience audience);
[[nodiscard]] bool is_told(Member member, Audience audience);

}  // namespace wardcast::meeting
