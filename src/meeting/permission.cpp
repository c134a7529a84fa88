#include "meeting/permission.h"

namespace wardcast::meeting {
namespace {

template <class C>
constexpr Circle circle_of() {
    if constexpr (requires { C::kCircle; }) {
        return C::kCircle;
    } else {
        return Circle::Staff;
    }
}

bool belongs(Role role, Circle circle) {
    switch (circle) {
        case Circle::Residents:
            return role == Role::Resident;
        case Circle::Staff:
            return is_staff(role);
        case Circle::Clerk:
            return role == Role::Clerk;
        case Circle::Captioners:
            return role == Role::Captioner || role == Role::Clerk;
        case Circle::Server:
            return role == Role::System;
    }
    return false;
}

const char* reason(Circle circle) {
    switch (circle) {
        case Circle::Residents:
            return "This is for those who watch. Open the watch page to do it; the clerk enters questions from the "
                   "floor on the clerk's page.";
        case Circle::Staff:
            return "Only the chair and the clerk may do this. Open the meeting with the chair's or the clerk's link.";
        case Circle::Clerk:
            return "Only the clerk may do this. Open the meeting with the clerk's link.";
        case Circle::Captioners:
            return "Only the captioner and the clerk may do this. Open the meeting with the captioner's link.";
        case Circle::Server:
            return "Only the server itself does this.";
    }
    return "";
}

}  // namespace

std::optional<Refusal> forbids(const Command& command, const Actor& actor) {
    const Circle circle = std::visit([]<class C>(const C&) { return circle_of<C>(); }, command);
    if (!belongs(actor.role, circle)) return Refusal{RefusalCode::NotAllowed, reason(circle)};
    if (circle == Circle::Residents && actor.participant.empty()) {
        return Refusal{RefusalCode::NotAllowed,
                       "The server does not know this browser. Allow cookies for this page and load it again."};
    }
    return std::nullopt;
}

}  // namespace wardcast::meeting
