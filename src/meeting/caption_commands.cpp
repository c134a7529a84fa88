#include "meeting/caption_commands.h"

#include <algorithm>
#include <array>

#include "meeting/command_table.h"

namespace wardcast::meeting {
namespace {

constexpr const char* kWhat = "The caption";

bool is_caption_id(const std::string& id) {
    return std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == ':';
    });
}

std::optional<Timestamp> time(Members& members, const char* name) {
    return members.has(name) ? members.nullable_time(name) : std::nullopt;
}

NewCaption one(Members& members) {
    NewCaption caption{.id = members.optional_id<CaptionId>("id"),
                       .text = members.some_text("text", kMaxCaptionLength, Lines::Joined, kWhat),
                       .from = time(members, "from"),
                       .to = time(members, "to")};
    if (members.has("lang")) caption.lang = members.word("lang", caption_language_from, "en, cy");
    if (caption.id && !is_caption_id(caption.id->str())) {
        members.bad("'id' is made of letters a to z, digits, '-', '_', '.' and ':'.");
    }
    return caption;
}

Command caption(Members& members) {
    return TakeCaptions{{one(members)}};
}

Command captions(Members& members) {
    TakeCaptions take;
    const Json& list = members.array("captions");
    if (list.empty() || list.size() > kMaxCaptionsAtOnce) {
        members.bad("'captions' must hold 1 to " + std::to_string(kMaxCaptionsAtOnce) + " captions.");
        return take;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_object()) {
            members.bad("Each of 'captions' must be an object.");
            break;
        }
        Members inner(list[i]);
        take.captions.push_back(one(inner));
        if (!inner.refusal()) continue;
        auto refusal = *inner.refusal();
        refusal.message = "Caption " + std::to_string(i + 1) + ": " + refusal.message;
        members.refuse(std::move(refusal));
        break;
    }
    return take;
}

Command correct_caption(Members& members) {
    return CorrectCaption{members.id<CaptionId>("caption"),
                          members.text("text", kMaxCaptionLength, Lines::Joined, kWhat)};
}

constexpr std::array kTable{
    CommandEntry{"caption", caption},
    CommandEntry{"captions", captions},
    CommandEntry{"correct_caption", correct_caption},
};

}  // namespace

std::span<const CommandEntry> caption_command_table() {
    return kTable;
}

}  // namespace wardcast::meeting
