#include "http/byte_range.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <spdlog/fmt/fmt.h>

namespace wardcast::http {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

AskedRange read_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (!header.starts_with(kUnit)) return WholeFile{};
    const auto spec = trimmed(header.substr(kUnit.size()));
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return WholeFile{};
    const auto last = number(spec.substr(dash + 1));
    if (dash == 0) {  // The last so many bytes.
        if (!last) return WholeFile{};
        if (*last == 0 || size == 0) return UnsatisfiableRange{};
        return ByteRange{size - std::min(*last, size), size - 1};
    }
    const auto first = number(spec.substr(0, dash));
    if (!first || (!last && dash + 1 != spec.size()) || (last && *last < *first)) return WholeFile{};
    if (*first >= size) return UnsatisfiableRange{};
    return ByteRange{*first, last ? std::min(*last, size - 1) : size - 1};
}

Response file_response(const Request& request, std::shared_ptr<const ByteSource> file, const std::string& etag,
                       std::string content_type) {
    Response response;
    response.content_type = std::move(content_type);
    response.with("etag", etag).with("accept-ranges", "bytes").with("cache-control", "no-cache");
    if (request.if_none_match == etag || request.if_none_match == "*") {
        response.status = 304;
        return response;
    }
    const auto size = file->size();
    // A copy that is no longer this file is fetched anew, not patched (section 13.1.5).
    const bool same = request.if_range.empty() || request.if_range == etag;
    const auto asked = same ? read_range(request.range, size) : AskedRange(WholeFile{});
    if (std::holds_alternative<UnsatisfiableRange>(asked)) {
        return error_response(416, "bad_message", "the file has " + std::to_string(size) + " bytes")
            .with("content-range", "bytes */" + std::to_string(size));
    }
    response.source = std::move(file);
    response.source_size = size;
    if (const auto* range = std::get_if<ByteRange>(&asked)) {
        response.status = 206;
        response.source_from = range->first;
        response.source_size = range->last - range->first + 1;
        response.with("content-range", fmt::format("bytes {}-{}/{}", range->first, range->last, size));
    }
    return response;
}

}  // namespace wardcast::http
