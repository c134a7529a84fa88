#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "meeting/ids.h"

// How questions come in and how they are ordered.
namespace wardcast::meeting {

// meeting/ordering.h says what each means.
enum class Order { Fair, Support, Oldest };

// Whether askers give a name. Required: given, or refused by saying so, in which case nobody learns it.
enum class Naming { Optional, Required, Anonymous };

// What the asker says came of an answered question.
enum class Verdict { Answered, Partly, No };

[[nodiscard]] std::string_view to_string(Order order) noexcept;
[[nodiscard]] std::string_view to_string(Naming naming) noexcept;
[[nodiscard]] std::string_view to_string(Verdict verdict) noexcept;
[[nodiscard]] std::optional<Order> order_from(std::string_view word) noexcept;
[[nodiscard]] std::optional<Naming> naming_from(std::string_view word) noexcept;
[[nodiscard]] std::optional<Verdict> verdict_from(std::string_view word) noexcept;

// Words and phrases for which a question is held until staff have read it, by language.
struct WordLists {
    std::vector<std::string> en = {};
    std::vector<std::string> cy = {};
    bool operator==(const WordLists&) const = default;
};

// One of them, ready to be looked for.
struct HeldWord {
    std::string entry;
    std::vector<std::string> words;  // Folded: meeting/folded_text.h.
    bool operator==(const HeldWord&) const = default;
};

struct Rules {
    Naming naming = Naming::Optional;
    std::uint64_t slow_s = 0;  // Between two questions of one person; 0: no limit of the meeting's own.
    WordLists words = {};
    std::vector<HeldWord> held_words = {};  // Those of `words`.
    bool operator==(const Rules&) const = default;
};

// The entry for which a text is held, or nothing.
[[nodiscard]] std::optional<std::string> held_for(const Rules& rules, std::string_view text);

[[nodiscard]] std::vector<HeldWord> held_words(const WordLists& lists);

// Somebody whose questions are not taken.
struct Blocked {
    ParticipantId participant;
    Timestamp at;
    bool operator==(const Blocked&) const = default;
};

}  // namespace wardcast::meeting
