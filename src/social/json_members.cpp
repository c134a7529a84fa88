#include "social/json_members.h"

namespace wardcast::social {
namespace {

constexpr JsonLimits kAnswerLimits{.bytes = 4 * 1024 * 1024, .depth = 48, .values = 400'000};

}  // namespace

const Json& member(const Json& value, const char* name) {
    static const Json kNone;
    if (!value.is_object()) return kNone;
    const auto found = value.find(name);
    return found == value.end() ? kNone : *found;
}

std::string text_member(const Json& value, const char* name) {
    const auto& found = member(value, name);
    if (found.is_string()) return found.get<std::string>();
    if (found.is_number_integer()) return found.dump();
    return {};
}

std::string to_wire(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Outcome<Json> json_of(std::string_view text, std::string_view who) {
    auto json = parse_json(text, kAnswerLimits);
    if (json) return std::move(*json);
    const auto start = text.find_first_not_of(" \t\r\n");
    const bool page = start != std::string_view::npos && text[start] == '<';
    return passing(page ? "not_data" : "not_readable", about(who),
                   std::string(who) + (page ? " sent a web page in place of data: is the address that of the server?"
                                            : " sent data that cannot be read: " + json.error().message));
}

Outcome<Json> json_of(const Answer& answer, std::string_view who) {
    if (!answer.is_ok()) return tl::unexpected(trouble_of(answer, who));
    return json_of(answer.body, who);
}

}  // namespace wardcast::social
