#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "media/trouble.h"

namespace wardcast::app {

// To which hosts clerks may relay: to any with a public address, and to those that the configuration allows. The same
// rule as for sources (social/address_rule), since a clerk is not who runs this server. Looked at right before each
// connection; of a name, all addresses must be permitted. May be called on any thread; resolving takes up to seconds.
[[nodiscard]] std::function<media::Outcome<void>(const std::string& host, std::uint16_t port)> relay_rule(
    std::vector<std::string> allow_hosts);

}  // namespace wardcast::app
