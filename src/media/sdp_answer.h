#pragma once

#include <string>
#include <vector>

#include "media/sdp_offer.h"

namespace wardcast::media {

// Writes the local description as the answer's text, with what the agreed media's formats have to say; what a viewer is
// sent belongs to one stream, so that players keep lips and voice together. Where there is a public address, our
// candidates are announced at it too.
[[nodiscard]] std::string write_answer(const GstSDPMessage& local, const std::vector<AgreedMedia>& media,
                                       const std::string& public_address = {});

}  // namespace wardcast::media
