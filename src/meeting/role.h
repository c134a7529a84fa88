#pragma once

#include <optional>
#include <string_view>

#include "meeting/ids.h"

namespace wardcast::meeting {

// What somebody may do and see. docs/protocol.md section 1.
enum class Role {
    Resident,
    Room,
    Camera,
    Chair,
    Clerk,
    Captioner,  // Writes down what is said; a program that recognises speech too.
    System,     // The server itself: camera came or went, recording finished. Never given to a connection.
};

[[nodiscard]] std::string_view to_string(Role role) noexcept;
[[nodiscard]] std::optional<Role> role_from(std::string_view name) noexcept;  // Never System.

[[nodiscard]] constexpr bool is_staff(Role role) noexcept {
    return role == Role::Chair || role == Role::Clerk;
}

// Who gives a command.
struct Actor {
    Role role = Role::Resident;
    ParticipantId participant;

    bool operator==(const Actor&) const = default;
};

}  // namespace wardcast::meeting
