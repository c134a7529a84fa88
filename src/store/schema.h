#pragma once

#include <chrono>
#include <string>

#include "base/result.h"
#include "store/sqlite.h"

namespace wardcast::store {

// Opens the event log for use: creates it or brings an older one to the present schema, in one transaction, and sets
// the connection to write-ahead logging with an fsync at each commit. Refuses, and changes nothing: a damaged file, one
// that another program made, one that a newer Wardcast wrote. Several processes may do this at once.
[[nodiscard]] Result<Connection> open_event_log(const std::string& path, std::chrono::milliseconds patience);

}  // namespace wardcast::store
