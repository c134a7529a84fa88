#include "meeting/rules.h"

#include "meeting/folded_text.h"
#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kOrders = words<Order>("fair", "support", "oldest");
constexpr auto kNamings = words<Naming>("optional", "required", "anonymous");
constexpr auto kVerdicts = words<Verdict>("answered", "partly", "no");

}  // namespace

std::string_view to_string(Order order) noexcept {
    return kOrders.of(order);
}
std::string_view to_string(Naming naming) noexcept {
    return kNamings.of(naming);
}
std::string_view to_string(Verdict verdict) noexcept {
    return kVerdicts.of(verdict);
}
std::optional<Order> order_from(std::string_view word) noexcept {
    return kOrders.find(word);
}
std::optional<Naming> naming_from(std::string_view word) noexcept {
    return kNamings.find(word);
}
std::optional<Verdict> verdict_from(std::string_view word) noexcept {
    return kVerdicts.find(word);
}

std::optional<std::string> held_for(const Rules& rules, std::string_view text) {
    if (rules.held_words.empty()) return std::nullopt;
    const auto words = folded_words(text);
    for (const HeldWord& held : rules.held_words) {
        if (contains_words(words, held.words)) return held.entry;
    }
    return std::nullopt;
}

std::vector<HeldWord> held_words(const WordLists& lists) {
    std::vector<HeldWord> held;
    for (const auto* list : {&lists.en, &lists.cy}) {
        for (const std::string& entry : *list)
            held.push_back({entry, folded_words(entry)});
    }
    return held;
}

}  // namespace wardcast::meeting
