#pragma once

#include "base/result.h"
#include "meeting/event.h"
#include "store/chain.h"
#include "store/sqlite.h"

// How a record lies in the table `record`.
namespace wardcast::store {

inline constexpr std::string_view kInsertRecord =
    "INSERT INTO record (slug, seq, at, role, participant, command, event, data, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
inline constexpr std::string_view kSelectRecords =
    "SELECT seq, at, role, participant, command, event, data, hash FROM record WHERE slug = ? AND seq > ? ORDER BY seq";

// Runs kInsertRecord, and takes the chain (store/chain.h) one further: `hash` is that of the record before, then this
// one's.
[[nodiscard]] Result<void> insert_record(Statement& insert, const meeting::Slug& slug, const meeting::Record& record,
                                         std::string& hash);

// A row of kSelectRecords as it lies there; valid as long as the row.
[[nodiscard]] RowText row_text(const Row& row);
[[nodiscard]] std::string_view row_hash(const Row& row);

// A row of kSelectRecords; refuses one that this version cannot understand.
[[nodiscard]] Result<meeting::Record> record_from(const Row& row, const meeting::Slug& slug);

}  // namespace wardcast::store
