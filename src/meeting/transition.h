#pragma once

#include <cstdint>
#include <optional>

#include "meeting/question.h"
#include "meeting/refusal.h"

namespace wardcast::meeting {

// Some of the states that a question may be in.
class StatusSet {
  public:
    template <class... Statuses>
    explicit constexpr StatusSet(Statuses... statuses) : bits_((bit(statuses) | ...)) {}

    [[nodiscard]] constexpr bool contains(Status status) const noexcept { return (bits_ & bit(status)) != 0; }

  private:
    static constexpr std::uint32_t bit(Status status) { return 1U << static_cast<unsigned>(status); }
    std::uint32_t bits_;
};

// From which states one kind of command takes a question further: a row of docs/protocol.md section 2.7.
struct Transition {
    const char* done;  // "approved", for "can be approved".
    StatusSet from;
    const char* cure;  // What to do instead: a sentence.
};

// WrongState, with the states from which it is possible and the one that the question is in; nothing if it is possible.
[[nodiscard]] std::optional<Refusal> refuses(const Transition& transition, Status status);

}  // namespace wardcast::meeting
