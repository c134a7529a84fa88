#pragma once

#include <string>

#include "app/meetings.h"
#include "base/json.h"
#include "meeting/ids.h"

// What the command line does as the clerk: beside a running server the server is asked, as it holds the meetings in
// memory; where none runs, the hub at hand is.
namespace wardcast::app {

// The answer to a command: `done` or `refused` of docs/protocol.md 2.7.
[[nodiscard]] Result<Json> clerk_command(Meetings& meetings, const meeting::Slug& slug, const std::string& name,
                                         const Json& data);

// {"seq","state","bulletins"} as the clerk sees it.
[[nodiscard]] Result<Json> clerk_read(Meetings& meetings, const meeting::Slug& slug);

}  // namespace wardcast::app
