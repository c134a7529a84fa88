#include "meeting/transition.h"

#include <array>
#include <string>
#include <vector>

namespace wardcast::meeting {
namespace {

// How people say it, in the order of Status.
constexpr std::array<const char*, 8> kSaid{"waiting",  "approved", "held",   "being asked",
                                           "answered", "declined", "merged", "withdrawn"};

std::string either(const StatusSet& set) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kSaid.size(); ++i) {
        if (set.contains(static_cast<Status>(i))) names.emplace_back(kSaid[i]);
    }
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

}  // namespace

std::optional<Refusal> refuses(const Transition& transition, Status status) {
    if (transition.from.contains(status)) return std::nullopt;
    return Refusal{RefusalCode::WrongState, "Only a question that is " + either(transition.from) + " can be " +
                                                transition.done + "; this one is " +
                                                kSaid[static_cast<std::size_t>(status)] + ". " + transition.cure};
}

}  // namespace wardcast::meeting
