#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace wardcast::meeting {

// Why a command was not carried out; nothing has changed. The codes are those of docs/protocol.md section 2.7.
enum class RefusalCode {
    BadMessage,
    Empty,
    TooLong,
    NameNeeded,
    UnknownCommand,
    NotAllowed,
    NotFound,
    WrongState,
    AlreadyDone,
    QuestionsClosed,
    Blocked,
    Ended,
    NothingToUndo,
    SlowDown,
    Unavailable,
};

struct Refusal {
    RefusalCode code = RefusalCode::BadMessage;
    std::string message;                                             // For the person: cause and cure, plain words.
    std::optional<std::chrono::seconds> retry_after = std::nullopt;  // With SlowDown.

    bool operator==(const Refusal&) const = default;
};

[[nodiscard]] const char* to_string(RefusalCode code) noexcept;
[[nodiscard]] int http_status(RefusalCode code) noexcept;

template <class T>
using Decided = tl::expected<T, Refusal>;

[[nodiscard]] tl::unexpected<Refusal> refuse(RefusalCode code, std::string message);

}  // namespace wardcast::meeting
