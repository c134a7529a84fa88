#pragma once

#include <string>
#include <vector>

#include "app/listen_address.h"

namespace wardcast::app {

// What links begin with: scheme, host and port, without a slash at the end.
struct BaseUrls {
    std::string here;    // For browsers on this machine, and for programs beside the server.
    std::string phones;  // For the camera: browsers hand it out to https only, save on the machine itself.

    bool operator==(const BaseUrls&) const = default;
};

// public_url for both where it is set. Otherwise from the listeners: localhost where all addresses are listened on, and
// for phones the first of this machine's addresses; where nothing answers https, phones get the same as here.
[[nodiscard]] BaseUrls base_urls(const std::string& public_url, const std::vector<ListenAddress>& http,
                                 const std::vector<ListenAddress>& https, const std::vector<std::string>& addresses);

}  // namespace wardcast::app
