#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/json.h"
#include "meeting/refusal.h"
#include "meeting/text.h"

namespace wardcast::meeting {

// Reads the members of a command's data one after the other and remembers the first thing that was wrong. What cannot
// be read comes back empty. The object must outlive this.
class Members {
  public:
    explicit Members(const Json& data) : data_(data) {}

    // The member, also where it is null; nullptr where it is absent.
    [[nodiscard]] const Json* find(const char* name) const;
    [[nodiscard]] bool has(const char* name) const { return find(name) != nullptr; }

    template <class AnId>
    AnId id(const char* name) {
        return AnId(id_text(name, required(name)));
    }
    // Absent or null: none.
    template <class AnId>
    std::optional<AnId> optional_id(const char* name) {
        const Json* member = find(name);
        if (member == nullptr || member->is_null()) return std::nullopt;
        return AnId(id_text(name, member));
    }
    // Must be there, but may be null.
    template <class AnId>
    std::optional<AnId> nullable_id(const char* name) {
        const Json* member = required(name);
        if (member == nullptr || member->is_null()) return std::nullopt;
        return AnId(id_text(name, member));
    }

    std::string_view string(const char* name);
    // Normalised (meeting/text.h); may be empty. `what` begins the sentence of a refusal: "The question".
    std::string text(const char* name, std::size_t max_length, Lines lines, std::string_view what);
    // The same, empty where the member is absent or null.
    std::string optional_text(const char* name, std::size_t max_length, Lines lines, std::string_view what);
    // Required and not empty.
    std::string some_text(const char* name, std::size_t max_length, Lines lines, std::string_view what);
    // A token, key or password as it is given, without space around it; empty where the member is absent or null.
    std::string secret(const char* name);
    bool flag(const char* name);
    bool flag(const char* name, bool otherwise);
    // A whole number from lowest to highest.
    std::int64_t number(const char* name, std::int64_t lowest, std::int64_t highest);
    // A time or null.
    std::optional<Timestamp> nullable_time(const char* name);
    // Empty where it is no array.
    const Json& array(const char* name);

    // A word of an enum; `find` gives it or nothing, `words` lists them for the refusal.
    template <class Enum>
    Enum word(const char* name, std::optional<Enum> (*find_word)(std::string_view) noexcept, const char* words) {
        const auto found = find_word(string(name));
        if (!found) bad("'" + std::string(name) + "' must be one of " + words + ".");
        return found.value_or(Enum());
    }

    template <class T>
    T take(Decided<T> decided) {
        if (decided) return *std::move(decided);
        refuse(std::move(decided.error()));
        return T();
    }

    void bad(std::string message) { refuse({RefusalCode::BadMessage, std::move(message)}); }
    void refuse(Refusal refusal);
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

  private:
    const Json* required(const char* name);
    std::string id_text(const char* name, const Json* member);

    const Json& data_;
    std::optional<Refusal> refusal_;
};

}  // namespace wardcast::meeting
