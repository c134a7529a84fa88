#pragma once

namespace wardcast::meeting {

// Who may give one kind of command: the column "Role" of docs/protocol.md section 2.7. A command names its circle as
// kCircle; one that names none is staff's.
enum class Circle {
    Residents,
    Staff,  // Chair and clerk.
    Clerk,
    Captioners,  // The captioner and the clerk.
    Server,      // The server itself: Role::System only.
};

}  // namespace wardcast::meeting
