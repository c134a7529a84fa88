#pragma once

#include "base/result.h"
#include "meeting/event.h"
#include "store/sqlite.h"

// How a record lies in the table `record`.
namespace wardcast::store {

inline constexpr std::string_view kInsertRecord =
    "INSERT INTO record (slug, seq, at, role, participant, command, event, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr std::string_view kSelectRecords =
    "SELECT seq, at, role, participant, command, event, data FROM record WHERE slug = ? AND seq > ? ORDER BY seq";

// Runs kInsertRecord.
[[nodiscard]] Result<void> insert_record(Statement& insert, const meeting::Slug& slug, const meeting::Record& record);

// A row of kSelectRecords; refuses one that this version cannot understand.
[[nodiscard]] Result<meeting::Record> record_from(const Row& row, const meeting::Slug& slug);

}  // namespace wardcast::store
