#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

// The lines of a recording's index file (docs/decisions/0002-recording-on-disk.md): a CRC-32 in eight hexadecimal
// digits, a space, a JSON object, a line feed. The checksum tells a torn or rotten line; whether a line was changed on
// purpose, the chain does: each has in "hash" the SHA-256 of the hash before it and of itself without that member.
namespace wardcast::media {

[[nodiscard]] std::string write_index_line(const Json& entry);
// The JSON of a line whose checksum is right, with or without its line feed.
[[nodiscard]] std::optional<Json> read_index_line(std::string_view line);

// What the chain starts from.
inline constexpr std::string_view kChainStart = "wardcast recording 1";

// The hash of an entry (without "hash") that follows one with the hash `previous`; hexadecimal, as it stands in lines.
[[nodiscard]] std::string chain_hash(std::string_view previous, const Json& entry);

// What is signed for a meeting whose chain has come to this hash; closed: nothing more belongs to it.
[[nodiscard]] std::string chain_message(std::string_view meeting, std::string_view hash, bool closed);

}  // namespace wardcast::media
