#include "meeting/burst.h"

#include <algorithm>

namespace wardcast::meeting {

void Arrivals::add(const std::string& network, const Newcomer& newcomer) {
    if (all++ == 0) first = newcomer.at;
    auto& recent = lately[network];
    std::erase_if(recent, [&](const Newcomer& earlier) { return earlier.at + kBurstWindow < newcomer.at; });
    recent.push_back(newcomer);
}

bool Arrivals::would_be_burst(const std::string& network, Timestamp now) const {
    const auto recent = lately.find(network);
    if (recent == lately.end()) return false;
    const auto within = static_cast<std::size_t>(
        std::count_if(recent->second.begin(), recent->second.end(),
                      [&](const Newcomer& newcomer) { return newcomer.at + kBurstWindow >= now; }));
    const std::size_t count = within + 1;
    if (count < kBurstNewcomers) return false;
    // The others, spread over the minutes that the meeting has had; the first one counts whole.
    const auto minutes = static_cast<std::size_t>((now - first) / std::chrono::minutes(1)) + 1;
    return count >= kBurstTimesTheRate * ((all - within) / minutes);
}

}  // namespace wardcast::meeting
