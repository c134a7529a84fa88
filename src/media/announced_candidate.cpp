#include "media/announced_candidate.h"

#include <array>

namespace wardcast::media {

namespace {

bool is_ipv6(std::string_view address) {
    return address.find(':') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> announced_candidate(std::string_view candidate, std::string_view address) {
    // foundation component transport priority address port "typ" type …
    std::array<std::string_view, 5> fields;
    std::string_view rest = candidate;
    for (auto& field : fields) {
        const auto space = rest.find(' ');
        if (space == std::string_view::npos) return {};
        field = rest.substr(0, space);
        rest.remove_prefix(space + 1);
    }
    const auto [foundation, component, transport, priority, own] = fields;
    const bool passed_on = rest.find(" typ host") != std::string_view::npos &&
                           rest.find("tcptype active") == std::string_view::npos && is_ipv6(own) == is_ipv6(address);
    if (!passed_on) return {};
    // Another foundation: it is reached by another way (RFC 8445 section 5.1.1.3).
    return std::string(foundation)
        .append("p ")
        .append(component)
        .append(" ")
        .append(transport)
        .append(" ")
        .append(priority)
        .append(" ")
        .append(address)
        .append(" ")
        .append(rest);
}

}  // namespace wardcast::media
