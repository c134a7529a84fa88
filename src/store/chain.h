#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wardcast::store {

// A record as it lies in the file, before anything is made of it.
struct RowText {
    std::int64_t seq = 0;
    std::int64_t at = 0;
    std::string_view role;
    std::string_view participant;
    std::string_view command;
    std::string_view event;
    std::string_view data;
};

// The hash of a record: SHA-256 over the hash of the one before it (of the first: nothing), the meeting's slug and
// every field, each with its length before it, so that no two rows give the same bytes. Whoever changes, removes or
// inserts one changes the hash of all that follow. 32 bytes.
[[nodiscard]] std::string chained_hash(std::string_view before, std::string_view slug, const RowText& row);

}  // namespace wardcast::store
