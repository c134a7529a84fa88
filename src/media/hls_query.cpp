#include "media/hls_query.h"

#include <algorithm>
#include <charconv>

#include "media/caption_tracks.h"

namespace wardcast::media {
namespace {

constexpr std::size_t kMaxDigits = 18;  // Fits into 63 bits, so that adding to it cannot overflow.

std::optional<std::uint64_t> parse_number(std::string_view text) {
    if (text.empty() || text.size() > kMaxDigits) return std::nullopt;
    std::uint64_t number = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
}

// As in a file's or part's name: without leading zeros, so that one thing has one address.
std::optional<std::uint64_t> parse_name_number(std::string_view text) {
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return parse_number(text);
}

bool is_rendition_name(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool cut_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

bool cut_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// What stands before the separator is cut off text and returned; all of text where there is none.
std::string_view cut_until(std::string_view& text, char separator) {
    const auto place = text.find(separator);
    const auto head = text.substr(0, place);
    text.remove_prefix(place == std::string_view::npos ? text.size() : place + 1);
    return head;
}

Result<void> take_number(std::optional<std::uint64_t>& into, std::string_view name, std::string_view value) {
    const auto number = parse_number(value);
    if (!number) return failure(ErrorKind::BadInput, std::string(name) + " must be a number");
    if (into) return failure(ErrorKind::BadInput, std::string(name) + " is given twice");
    into = number;
    return {};
}

}  // namespace

Result<DeliveryDirectives> parse_delivery_directives(std::string_view query) {
    DeliveryDirectives directives;
    while (!query.empty()) {
        auto value = cut_until(query, '&');
        const auto name = cut_until(value, '=');
        Result<void> taken;
        if (name == "_HLS_msn") taken = take_number(directives.msn, name, value);
        if (name == "_HLS_part") taken = take_number(directives.part, name, value);
        // An unknown kind of skip gets the whole playlist, which is always right.
        if (name == "_HLS_skip") directives.skip = value == "YES" || value == "v2";
        if (name == "dvr") directives.dvr = value == "1";
        if (name == "captions") directives.captions = value == "1";
        if (!taken) return tl::unexpected(std::move(taken.error()));
    }
    if (directives.part && !directives.msn) {
        return failure(ErrorKind::BadInput, "_HLS_part needs _HLS_msn (RFC 8216bis 6.2.5.2)");
    }
    return directives;
}

Result<HlsPath> parse_hls_path(std::string_view path) {
    const auto unknown = failure(ErrorKind::NotFound, "there is nothing at this address");
    if (path == "index.m3u8") return MultivariantPath{};
    if (cut_prefix(path, "captions/")) {
        if (!cut_suffix(path, "/index.m3u8") || !is_caption_language(path)) return unknown;
        return CaptionsPath{std::string(path)};
    }
    if (cut_suffix(path, ".m3u8")) {
        if (!is_rendition_name(path)) return unknown;
        return MediaPlaylistPath{std::string(path)};
    }
    const std::string rendition(cut_until(path, '/'));
    if (!is_rendition_name(rendition)) return unknown;
    if (cut_prefix(path, "init-")) {
        if (!cut_suffix(path, ".mp4")) return unknown;
        const auto run = parse_name_number(path);
        if (!run) return unknown;
        return InitPath{rendition, *run};
    }
    if (!cut_suffix(path, ".m4s")) return unknown;
    const bool is_part = path.find('.') != std::string_view::npos;
    const auto msn = parse_name_number(cut_until(path, '.'));
    if (!msn) return unknown;
    if (!is_part) return SegmentPath{rendition, *msn};
    const auto part = parse_name_number(path);
    if (!part) return unknown;
    return PartPath{rendition, *msn, *part};
}

}  // namespace wardcast::media
