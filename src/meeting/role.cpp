#include "meeting/role.h"

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kRoles = words<Role>("resident", "room", "camera", "chair", "clerk", "captioner", "system");

}  // namespace

std::string_view to_string(Role role) noexcept {
    return kRoles.of(role);
}

std::optional<Role> role_from(std::string_view name) noexcept {
    const auto role = kRoles.find(name);
    return role == Role::System ? std::nullopt : role;
}

}  // namespace wardcast::meeting
