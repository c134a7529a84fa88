#include "media/index_line.h"

#include <charconv>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>
#include <zlib.h>

#include "base/sha256.h"

namespace wardcast::media {
namespace {

std::uint32_t checksum(std::string_view text) {
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
}

}  // namespace

std::string write_index_line(const Json& entry) {
    const auto text = entry.dump();
    return fmt::format("{:08x} {}\n", checksum(text), text);
}

std::optional<Json> read_index_line(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.size() < 10 || line[8] != ' ') return std::nullopt;
    std::uint32_t said = 0;
    const auto read = std::from_chars(line.data(), line.data() + 8, said, 16);
    if (read.ec != std::errc() || read.ptr != line.data() + 8) return std::nullopt;
    const auto text = line.substr(9);
    if (checksum(text) != said) return std::nullopt;
    auto json = parse_json(text);
    if (!json || !json->is_object()) return std::nullopt;
    return std::move(*json);
}

std::string chain_hash(std::string_view previous, const Json& entry) {
    const auto text = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    return to_hex(as_bytes(Sha256().add(previous).add("\n").add(text).finish()));
}

std::string chain_message(std::string_view meeting, std::string_view hash, bool closed) {
    return fmt::format("wardcast recording\n{}\n{}\n{}", meeting, hash, closed ? "closed" : "goes on");
}

}  // namespace wardcast::media
