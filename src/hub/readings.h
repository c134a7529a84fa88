#pragma once

#include <cstddef>

#include "hub/access.h"
#include "hub/bulletin_board.h"
#include "hub/hub.h"
#include "meeting/state.h"

// What those are told who ask a meeting once, without joining it. The state is of a meeting that there is.
namespace wardcast::hub {

// Hub::read().
[[nodiscard]] Json read_state(const meeting::State& state, const Visitor& visitor, std::size_t watching,
                              const Access& access, const BulletinBoard& bulletins);
// Hub::read_question().
[[nodiscard]] Result<QuestionReading> read_question(const meeting::State& state, const meeting::QuestionId& id);

}  // namespace wardcast::hub
