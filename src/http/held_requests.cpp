#include "http/held_requests.h"

namespace wardcast::http {
namespace {

std::string key(const std::string& meeting, const std::string& rendition) {
    return meeting + '/' + rendition;  // A slug has no slash.
}

}  // namespace

void HeldRequests::hold(const std::string& meeting, const std::string& rendition, std::uint64_t exchange) {
    waiting_[key(meeting, rendition)].push_back(exchange);
}

void HeldRequests::forget(const std::string& meeting, const std::string& rendition, std::uint64_t exchange) {
    const auto found = waiting_.find(key(meeting, rendition));
    if (found == waiting_.end()) return;
    std::erase(found->second, exchange);
    if (found->second.empty()) waiting_.erase(found);
}

std::vector<std::uint64_t> HeldRequests::release(const Advance& advance) {
    const auto found = waiting_.find(key(advance.meeting, advance.rendition));
    if (found == waiting_.end()) return {};
    std::vector<std::uint64_t> released = std::move(found->second);
    waiting_.erase(found);
    return released;
}

}  // namespace wardcast::http
