#pragma once

#include <vector>

#include "meeting/ids.h"
#include "meeting/question_events.h"

// How the log writes down that the queue was put in order anew: by the questions that had to move.
namespace wardcast::meeting {

// The fewest steps that lead from one order of the same questions to another.
[[nodiscard]] std::vector<Placement> steps_between(const std::vector<QuestionId>& from,
                                                   const std::vector<QuestionId>& to);

// The queue after these steps, one after the other; questions that are not in it are passed over.
[[nodiscard]] std::vector<QuestionId> after_steps(const std::vector<QuestionId>& queue,
                                                  const std::vector<Placement>& steps);

}  // namespace wardcast::meeting
