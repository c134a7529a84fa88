#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace wardcast {

// What went wrong, for code to switch on. The message beside it is for a person: it names the cause and the cure.
enum class ErrorKind {
    BadInput,     // The caller sent something malformed or out of bounds.
    NotFound,     // No such meeting, question, file or session.
    NotAllowed,   // The token or role does not permit it.
    Conflict,     // It clashes with the present state: taken slug, second camera, stale ETag.
    Unavailable,  // It may work later: store not writable, overload, outside service down.
    Internal,     // A library failed in a way that the caller can do nothing about.
};

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;

    bool operator==(const Error&) const = default;
};

// The outcome of anything that the world can make fail. Our own code does not throw.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, std::string message) {
    return tl::unexpected<Error>(Error{kind, std::move(message)});
}

}  // namespace wardcast
