#pragma once

#include <optional>
#include <string>
#include <vector>

#include "meeting/caption.h"
#include "meeting/circle.h"

// What somebody asks to be done with captions; see meeting/command.h.
namespace wardcast::meeting {

struct NewCaption {
    std::optional<CaptionId> id =
        std::nullopt;  // Of the sender's choice: sent again with other words, those replace the first ones.
    CaptionLanguage lang = CaptionLanguage::En;
    std::string text;
    std::optional<Timestamp> from = std::nullopt;  // None: now.
    std::optional<Timestamp> to = std::nullopt;    // None: as long as it takes to read.
};
struct TakeCaptions {
    static constexpr Circle kCircle = Circle::Captioners;
    std::vector<NewCaption> captions;
};
struct CorrectCaption {
    static constexpr Circle kCircle = Circle::Captioners;
    CaptionId caption;
    std::string text;  // Empty: takes it away.
};

}  // namespace wardcast::meeting
