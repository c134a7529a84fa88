#pragma once

#include <ostream>

#include "app/command_line.h"
#include "base/result.h"

// What `wardcast source …` does. Each prints to `out` and nothing else: one JSON value, or words.
namespace wardcast::app {

// {"source","url","secret"}; url and secret with a hook only.
[[nodiscard]] Result<void> run(const AddSource& command, const Config& config, std::ostream& out);
// [{"id","kind","label","server","hashtags","on","health"}]; health as docs/protocol.md 2.6, null where no server runs.
[[nodiscard]] Result<void> run(const ListSources& command, const Config& config, std::ostream& out);

}  // namespace wardcast::app
