#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "media/whip.h"

namespace wardcast::media {

// An application/trickle-ice-sdpfrag (RFC 8840).
struct SdpFragment {
    struct Candidate {
        std::string mid;    // Of its section; empty: the first.
        std::string value;  // "candidate:…"
    };
    std::string ufrag, pwd;  // Empty if not given.
    std::vector<Candidate> candidates;

    // 400 for what is no fragment.
    [[nodiscard]] static WhipResult<SdpFragment> parse(std::string_view text);
    // One bundled section; ends with a=end-of-candidates.
    [[nodiscard]] static std::string write(const std::string& ufrag, const std::string& pwd, const std::string& mid,
                                           const std::vector<std::string>& candidates);
};

}  // namespace wardcast::media
