#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "social/outgoing.h"
#include "social/trouble.h"

// Reading what outside APIs send: whatever is missing or of another type than documented counts as absent.
namespace wardcast::social {

// The member, or null where the value is no object or has none.
[[nodiscard]] const Json& member(const Json& value, const char* name);

// A string member; a whole number as its digits, since some servers write ids so; else empty.
[[nodiscard]] std::string text_member(const Json& value, const char* name);

// JSON as text. Never throws: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_wire(const Json& json);

// The body of a successful answer as JSON; Trouble where it is none: a page in place of data, an answer cut short.
[[nodiscard]] Outcome<Json> json_of(const Answer& answer, std::string_view who);

// The same for a text at hand, with the bounds of an API's answer.
[[nodiscard]] Outcome<Json> json_of(std::string_view text, std::string_view who);

}  // namespace wardcast::social
