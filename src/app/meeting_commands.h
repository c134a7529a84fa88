#pragma once

#include <ostream>

#include "app/command_line.h"
#include "base/result.h"

// What `wardcast meeting …` and `wardcast officer` do. Each prints to `out` and nothing else: one JSON value, or words.
namespace wardcast::app {

[[nodiscard]] Result<void> run(const CreateMeeting& command, const Config& config, std::ostream& out);
[[nodiscard]] Result<void> run(const ListMeetings& command, const Config& config, std::ostream& out);
[[nodiscard]] Result<void> run(const ShowLinks& command, const Config& config, std::ostream& out);
// Beside a running server the server is asked to do it, as it holds the meeting in memory.
[[nodiscard]] Result<void> run(const EndMeeting& command, const Config& config, std::ostream& out);
[[nodiscard]] Result<void> run(const ShowOfficerLink& command, const Config& config, std::ostream& out);

}  // namespace wardcast::app
