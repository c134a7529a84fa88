#pragma once

#include <string>
#include <vector>

#include "meeting/circle.h"
#include "meeting/source.h"

// What somebody asks to be done about sources, and what these bring; see meeting/command.h.
namespace wardcast::meeting {

inline constexpr std::size_t kMaxSources = 20;

struct AddSource {
    static constexpr Circle kCircle = Circle::Clerk;
    SourceKind kind = SourceKind::Mastodon;
    std::string label;
    std::string server;
    std::vector<std::string> hashtags;  // Empty: the meeting's, where the kind needs some.
    std::string token;                  // As the clerk gave it until it is sealed, which must be before decide().
};
struct SwitchSource {
    static constexpr Circle kCircle = Circle::Clerk;
    SourceId source;
    bool on = true;
};
struct RemoveSource {
    static constexpr Circle kCircle = Circle::Clerk;
    SourceId source;
};

// What a source has brought, in the order in which it happened, and how far that reaches. Posts that are known already
// are left out, and so are edits and deletions of those that are not; new ones also while no questions are taken.
struct TakePosts {
    static constexpr Circle kCircle = Circle::Server;
    SourceId source;
    std::vector<PostChange> changes;
    std::string cursor;
};
// A message that came by a hook: SMS, mail.
struct TakeMessage {
    static constexpr Circle kCircle = Circle::Server;
    SourceId source;
    std::string text;
    std::string name;
    std::string lang;
    ParticipantId author;  // A keyed hash of the sender.
    std::string via;       // "sms", "mail", "hook".
};

}  // namespace wardcast::meeting
