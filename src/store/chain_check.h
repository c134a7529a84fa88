#pragma once

#include "base/result.h"
#include "meeting/ids.h"
#include "store/event_store.h"
#include "store/sqlite.h"

namespace wardcast::store {

// Reads a meeting's log and computes its chain anew. The connection is used by nobody else meanwhile.
[[nodiscard]] Result<ChainReport> check_chain(Connection& log, const meeting::Slug& slug);

// Gives every record of a log from before there was a chain its hash.
[[nodiscard]] Result<void> chain_old_records(Connection& log);

}  // namespace wardcast::store
