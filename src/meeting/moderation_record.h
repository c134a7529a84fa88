#pragma once

#include <span>
#include <string>

#include "base/json.h"
#include "meeting/event.h"

namespace wardcast::meeting {

// What was done to questions in a meeting, for everybody to read: docs/protocol.md section 3.2. Nobody's words and
// nobody's name stand in it. hashes: one for each record, of the log's chain.
[[nodiscard]] Json moderation_record(std::span<const Record> log, std::span<const std::string> hashes);

}  // namespace wardcast::meeting
