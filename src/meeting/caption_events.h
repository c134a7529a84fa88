#pragma once

#include <string>

#include "meeting/caption.h"

// What happens to captions; see meeting/event.h.
namespace wardcast::meeting {

struct CaptionSaid {
    static constexpr const char* kName = "caption.said";
    CaptionId id;
    CaptionLanguage lang = CaptionLanguage::En;
    std::string text;
    Timestamp from{};
    Timestamp to{};
    bool operator==(const CaptionSaid&) const = default;
};
struct CaptionCorrected {
    static constexpr const char* kName = "caption.corrected";
    CaptionId caption;
    std::string text;  // Empty: it was taken away.
    bool operator==(const CaptionCorrected&) const = default;
};

}  // namespace wardcast::meeting
