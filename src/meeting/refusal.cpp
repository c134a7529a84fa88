#include "meeting/refusal.h"

#include <array>

namespace wardcast::meeting {
namespace {

struct Code {
    const char* word;
    int http;
};

// In the order of RefusalCode; docs/protocol.md section 2.7.
constexpr std::array<Code, 15> kCodes{{
    {"bad_message", 400},
    {"empty", 422},
    {"too_long", 422},
    {"name_needed", 422},
    {"unknown_command", 400},
    {"not_allowed", 403},
    {"not_found", 404},
    {"wrong_state", 409},
    {"already_done", 409},
    {"questions_closed", 409},
    {"blocked", 403},
    {"ended", 409},
    {"nothing_to_undo", 409},
    {"slow_down", 429},
    {"unavailable", 503},
}};
static_assert(kCodes.size() == static_cast<std::size_t>(RefusalCode::Unavailable) + 1);

}  // namespace

const char* to_string(RefusalCode code) noexcept {
    return kCodes[static_cast<std::size_t>(code)].word;
}

int http_status(RefusalCode code) noexcept {
    return kCodes[static_cast<std::size_t>(code)].http;
}

tl::unexpected<Refusal> refuse(RefusalCode code, std::string message) {
    return tl::unexpected<Refusal>(Refusal{code, std::move(message)});
}

}  // namespace wardcast::meeting
