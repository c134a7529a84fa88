#pragma once

#include <string>

#include "app/meetings.h"
#include "base/json.h"
#include "meeting/ids.h"

// What the command line does as the clerk: beside a running server the server is asked, as it holds the meetings in
// memory; where none runs, the hub at hand is.
namespace wardcast::app {

// The `done` of docs/protocol.md 2.7. Conflict, with the reason in words: it was refused.
[[nodiscard]] Result<Json> clerk_command(Meetings& meetings, const meeting::Slug& slug, const std::string& name,
                                         const Json& data);

// What the clerk's state has of a kind ("source", "relay"), each with its newest bulletin (2.6) as "health"; null where
// no server runs.
[[nodiscard]] Result<Json> clerk_list(Meetings& meetings, const meeting::Slug& slug, const std::string& kind);

}  // namespace wardcast::app
