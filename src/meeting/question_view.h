#pragma once

#include "base/json.h"
#include "meeting/state.h"
#include "meeting/view.h"

namespace wardcast::meeting {

// Who looks at one thing: an audience, and with `own` one participant of it.
struct Viewer {
    Audience audience = Audience::Public;
    const ParticipantId* own = nullptr;

    [[nodiscard]] bool sees(const Question& question) const;
};

// Whether the audience is told how much support questions have: during the listening window only staff are.
[[nodiscard]] bool shows_support(const State& state, Audience audience);

// docs/protocol.md section 2.3. Only for a question that the viewer sees.
[[nodiscard]] Json question_view(const State& state, const Question& question, const Viewer& viewer);

}  // namespace wardcast::meeting
