#pragma once

#include <optional>
#include <string>
#include <vector>

#include "meeting/ids.h"
#include "meeting/source.h"

// What happens to sources and to the posts that they brought; see meeting/event.h.
namespace wardcast::meeting {

struct SourceAdded {
    static constexpr const char* kName = "source.added";
    SourceId source;
    SourceKind kind = SourceKind::Mastodon;
    std::string label;
    std::string server;
    std::vector<std::string> hashtags;
    std::string token;  // Sealed.
    bool operator==(const SourceAdded&) const = default;
};
struct SourceSwitched {
    static constexpr const char* kName = "source.switched";
    SourceId source;
    bool on = true;
    bool operator==(const SourceSwitched&) const = default;
};
struct SourceRemoved {
    static constexpr const char* kName = "source.removed";
    SourceId source;
    bool operator==(const SourceRemoved&) const = default;
};
// All posts up to the cursor are in the log before this record.
struct SourceAdvanced {
    static constexpr const char* kName = "source.advanced";
    SourceId source;
    std::string cursor;
    bool operator==(const SourceAdvanced&) const = default;
};
// The author has changed the post. Nobody here has read the new words: where it was public, it is not any more.
struct QuestionEditedAtSource {
    static constexpr const char* kName = "question.edited_at_source";
    QuestionId question;
    std::string text;
    std::string name;
    std::string version;
    std::optional<std::string> held_for = std::nullopt;  // As in QuestionAsked.
    bool operator==(const QuestionEditedAtSource&) const = default;
};

}  // namespace wardcast::meeting
