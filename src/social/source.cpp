#include "social/source.h"

namespace wardcast::social {

Outcome<std::vector<Change>> Source::recheck(std::span<const KnownPost>, const std::stop_token&) {
    return std::vector<Change>{};
}

Outcome<std::vector<Change>> Source::listen(const UriOf&, std::chrono::steady_clock::time_point,
                                            const std::stop_token&) {
    return std::vector<Change>{};
}

}  // namespace wardcast::social
