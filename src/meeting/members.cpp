#include "meeting/members.h"

#include <algorithm>

namespace wardcast::meeting {
namespace {

constexpr std::size_t kMaxSecretBytes = 2000;
constexpr std::size_t kMaxIdLength = 64;  // Ours have 18 to 34; longer ones cannot exist.

std::string quoted(const char* name) {
    return std::string("'") + name + "'";
}

}  // namespace

const Json* Members::find(const char* name) const {
    const auto member = data_.find(name);
    return member == data_.end() ? nullptr : &*member;
}

const Json* Members::required(const char* name) {
    const Json* member = find(name);
    if (member == nullptr) bad("The command needs the member " + quoted(name) + ".");
    return member;
}

std::string_view Members::string(const char* name) {
    const Json* member = required(name);
    if (member == nullptr) return {};
    if (!member->is_string()) {
        bad(quoted(name) + " must be a string.");
        return {};
    }
    return member->get_ref<const std::string&>();
}

std::string Members::text(const char* name, std::size_t max_length, Lines lines, std::string_view what) {
    return take(normalise_text(string(name), max_length, lines, what));
}

std::string Members::optional_text(const char* name, std::size_t max_length, Lines lines, std::string_view what) {
    const Json* member = find(name);
    if (member == nullptr || member->is_null()) return {};
    return text(name, max_length, lines, what);
}

std::string Members::some_text(const char* name, std::size_t max_length, Lines lines, std::string_view what) {
    auto some = text(name, max_length, lines, what);
    if (some.empty()) refuse({RefusalCode::Empty, std::string(what) + " is empty. Write it and try again."});
    return some;
}

std::string Members::secret(const char* name) {
    const Json* member = find(name);
    if (member == nullptr || member->is_null()) return {};
    std::string_view given = string(name);
    const auto is_space = [](char letter) { return static_cast<unsigned char>(letter) <= ' '; };
    while (!given.empty() && is_space(given.front()))
        given.remove_prefix(1);
    while (!given.empty() && is_space(given.back()))
        given.remove_suffix(1);
    if (given.size() > kMaxSecretBytes || std::any_of(given.begin(), given.end(), is_space)) {
        bad(quoted(name) + " is no such thing: it is too long, or has spaces or line ends in it.");
        return {};
    }
    return std::string(given);
}

bool Members::flag(const char* name) {
    const Json* member = required(name);
    if (member == nullptr) return false;
    if (!member->is_boolean()) {
        bad(quoted(name) + " must be true or false.");
        return false;
    }
    return member->get<bool>();
}

bool Members::flag(const char* name, bool otherwise) {
    return has(name) ? flag(name) : otherwise;
}

std::int64_t Members::number(const char* name, std::int64_t lowest, std::int64_t highest) {
    const Json* member = required(name);
    if (member == nullptr) return lowest;
    if (member->is_number_integer() || member->is_number_unsigned()) {
        const auto number = member->get<std::int64_t>();
        if (number >= lowest && number <= highest) return number;
    }
    bad(quoted(name) + " must be a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest) +
        ".");
    return lowest;
}

std::optional<Timestamp> Members::nullable_time(const char* name) {
    const Json* member = required(name);
    if (member == nullptr || member->is_null()) return std::nullopt;
    const auto time = from_rfc3339(string(name));
    if (time) return *time;
    bad(quoted(name) + " must be null or a time like 2026-11-26T19:00:00Z.");
    return std::nullopt;
}

const Json& Members::array(const char* name) {
    static const Json kNothing = Json::array();
    const Json* member = required(name);
    if (member != nullptr && member->is_array()) return *member;
    bad(quoted(name) + " must be an array.");
    return kNothing;
}

std::string Members::id_text(const char* name, const Json* member) {
    if (member == nullptr) return {};
    const auto* text = member->get_ptr<const std::string*>();
    if (text != nullptr && !text->empty() && text->size() <= kMaxIdLength) return *text;
    bad(quoted(name) + " must be an id: a string of 1 to 64 bytes.");
    return {};
}

void Members::refuse(Refusal refusal) {
    if (!refusal_) refusal_ = std::move(refusal);
}

}  // namespace wardcast::meeting
