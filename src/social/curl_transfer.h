#pragma once

#include <stop_token>
#include <string>

#include "social/address_rule.h"
#include "social/outgoing.h"
#include "social/outgoing_limits.h"
#include "social/url.h"

namespace wardcast::social {

struct Transferred {
    Answer answer;
    std::string redirect;  // Where the answer points to, absolute; empty where nowhere.
};

// One request of HTTP on one connection of its own, by libcurl; redirects are not followed. The rule is asked about
// each address that curl is about to connect to, whatever the name was resolved to before. url: that of the request,
// parsed. Threads: any; returns when it is over, or soon after the stop.
[[nodiscard]] Outcome<Transferred> transfer(const Request& request, const Url& url, const AddressRule& rule,
                                            const OutgoingLimits& limits, const std::stop_token& stop);

}  // namespace wardcast::social
