#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/site.h"
#include "media/whip.h"

// What every way of publishing a camera asks before the studio is asked. docs/protocol.md section 4.
namespace wardcast::http {

// Why these credentials may not send this meeting's cameras; nothing when they may. An empty token: the cookie counts.
[[nodiscard]] std::optional<media::WhipError> may_publish(const Site& site, const meeting::Slug& slug,
                                                          std::string_view token, std::string_view cookie);

// The same browser has the same participant cookie and may replace its own session. Programs without cookies are told
// apart from everybody, themselves included: theirs end by their own word, by time, or by takeover.
[[nodiscard]] std::string publisher_of(const hub::Access& access, std::string_view cookie);

// The hub knows whether the meeting is there and still wants cameras. `then` is called with why not, or with nothing;
// on any thread.
void ask_whether_wanted(const Site& site, const meeting::Slug& slug, const Network& network,
                        std::function<void(std::optional<media::WhipError>)> then);

}  // namespace wardcast::http
