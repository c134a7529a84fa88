#include "meeting/direction.h"

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kShown = words<Shown>("camera", "slate", "still");

}  // namespace

std::string_view to_string(Shown shown) noexcept {
    return kShown.of(shown);
}
std::optional<Shown> shown_from(std::string_view word) noexcept {
    return kShown.find(word);
}

}  // namespace wardcast::meeting
