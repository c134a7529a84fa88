#pragma once

#include <string>
#include <string_view>

#include "media/relay_address.h"
#include "media/trouble.h"

namespace wardcast::media {

// Before a library's own words about sending.
inline constexpr std::string_view kSendingFailed = "Sending has failed: ";

// The target's name cannot be resolved.
[[nodiscard]] Trouble unknown_host(const std::string& host);

// What GStreamer's RTMP client says went wrong, as a cause and a cure for the clerk. Without keys, whatever `what`
// holds.
[[nodiscard]] Trouble rtmp_trouble(const std::string& what, const RtmpAddress& address);

}  // namespace wardcast::media
