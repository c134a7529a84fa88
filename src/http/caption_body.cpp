#include "http/caption_body.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace wardcast::http {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kArrow = "-->";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities = {
    {{"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&lrm;", ""}, {"&rlm;", ""}, {"&amp;", "&"}}};

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// Lines without their ends: CR, LF or both (WebVTT section 4.1).
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find_first_of("\r\n");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return lines;
}

// "[hh:]mm:ss.ttt"
std::optional<milliseconds> parse_time(std::string_view text) {
    std::array<std::int64_t, 3> parts{};
    std::size_t count = 0;
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    auto whole = text.substr(0, dot);
    const auto number = [](std::string_view digits) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool is_whole = error == std::errc() && stop == digits.data() + digits.size();
        if (!is_whole || digits.size() > 6 || value < 0) return std::nullopt;
        return value;
    };
    for (;;) {
        const auto colon = whole.find(':');
        const auto part = number(whole.substr(0, colon));
        if (!part || count == parts.size()) return std::nullopt;
        parts[count++] = *part;
        if (colon == std::string_view::npos) break;
        whole.remove_prefix(colon + 1);
    }
    const auto fraction = number(text.substr(dot + 1));
    if (count < 2 || !fraction || text.size() - dot - 1 != 3) return std::nullopt;
    std::int64_t seconds = 0;
    for (std::size_t i = 0; i < count; ++i)
        seconds = seconds * 60 + parts[i];
    return milliseconds(seconds * 1000 + *fraction);
}

// The plain words of a cue. A voice becomes a name before them; all other tags go.
std::string plain_text(std::string_view cue) {
    std::string text;
    while (!cue.empty()) {
        if (cue.front() == '<') {
            const auto end = cue.find('>');
            if (end == std::string_view::npos) break;
            const auto tag = cue.substr(1, end - 1);
            const auto name = tag.find_first_of(" \t");
            const bool is_voice = tag.starts_with("v ") || tag.starts_with("v.") || tag.starts_with("v\t");
            if (is_voice && name != std::string_view::npos) text += std::string(trimmed(tag.substr(name))) + ": ";
            cue.remove_prefix(end + 1);
            continue;
        }
        bool is_entity = false;
        for (const auto& [entity, letter] : kEntities) {
            if (!cue.starts_with(entity)) continue;
            text += letter;
            cue.remove_prefix(entity.size());
            is_entity = true;
            break;
        }
        if (is_entity) continue;
        text += cue.front();
        cue.remove_prefix(1);
    }
    return text;
}

tl::unexpected<Error> bad_time(std::string_view line) {
    return failure(ErrorKind::BadInput, "the cue '" + std::string(line.substr(0, 60)) +
                                            "' must have two times like 00:01:02.345 with --> between them");
}

// The timings that a line has; its settings (position, alignment) are left aside.
Result<std::pair<milliseconds, milliseconds>> parse_timings(std::string_view line) {
    const auto arrow = line.find(kArrow);
    const auto after = trimmed(line.substr(arrow + kArrow.size()));
    const auto from = parse_time(trimmed(line.substr(0, arrow)));
    const auto to = parse_time(after.substr(0, after.find_first_of(" \t")));
    if (!from || !to) return bad_time(line);
    return std::pair(*from, *to);
}

}  // namespace

Result<CaptionBody> read_json_captions(std::string_view body) {
    auto json = parse_json(body);
    if (!json) return tl::unexpected(json.error());
    if (!json->is_object()) {
        return failure(ErrorKind::BadInput, "the body must be an object with 'captions', or one caption");
    }
    const auto lang = json->find("lang");
    const auto list = json->find("captions");
    Json all = list == json->end() ? Json::array({*json}) : *list;
    if (!all.is_array()) return failure(ErrorKind::BadInput, "'captions' must be an array");
    CaptionBody read;
    for (Json& caption : all) {
        if (!caption.is_object()) return failure(ErrorKind::BadInput, "each of 'captions' must be an object");
        const auto is_final = caption.find("final");
        if (is_final != caption.end() && !is_final->is_boolean()) {
            return failure(ErrorKind::BadInput, "'final' must be true or false");
        }
        if (is_final != caption.end() && !is_final->get<bool>()) {
            ++read.interim;
            continue;
        }
        if (lang != json->end() && !caption.contains("lang")) caption["lang"] = *lang;
        read.captions.push_back(std::move(caption));
    }
    return read;
}

Result<CaptionBody> read_vtt_captions(std::string_view body, Timestamp begin, std::string_view lang) {
    if (body.starts_with(kByteOrderMark)) body.remove_prefix(kByteOrderMark.size());
    const auto lines = lines_of(body);
    if (lines.empty() || trimmed(lines.front().substr(0, 7)) != "WEBVTT") {
        return failure(ErrorKind::BadInput, "WebVTT begins with the line WEBVTT");
    }
    CaptionBody read;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        // What stands before a timing line, and blocks without one (NOTE, STYLE, REGION), say nothing to us.
        if (lines[i].find(kArrow) == std::string_view::npos) continue;
        const auto timings = parse_timings(lines[i]);
        if (!timings) return tl::unexpected(timings.error());
        std::string text;
        while (i + 1 < lines.size() && !lines[i + 1].empty() && lines[i + 1].find(kArrow) == std::string_view::npos) {
            if (!text.empty()) text += ' ';
            text += plain_text(lines[++i]);
        }
        if (trimmed(text).empty()) continue;
        const auto from = begin + timings->first;
        read.captions.push_back({{"id", std::string(lang) + "-" + std::to_string(from.time_since_epoch().count())},
                                 {"lang", lang},
                                 {"text", std::move(text)},
                                 {"from", to_rfc3339(from)},
                                 {"to", to_rfc3339(begin + timings->second)}});
    }
    return read;
}

}  // namespace wardcast::http
