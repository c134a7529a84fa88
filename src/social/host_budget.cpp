#include "social/host_budget.h"

#include <algorithm>

namespace wardcast::social {
namespace {

using std::chrono::duration;
using std::chrono::duration_cast;

}  // namespace

std::optional<HostBudget::Wait> HostBudget::take(const std::string& host, Time now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() > kMaxHosts)
        std::erase_if(buckets_, [&](const auto& entry) {
            return entry.second.alone_until <= now && now - entry.second.filled > std::chrono::minutes(1);
        });
    const auto [entry, is_new] = buckets_.try_emplace(host, Bucket{per_minute_, now, Time::min()});
    auto& bucket = entry->second;
    if (bucket.alone_until > now) return std::chrono::ceil<Wait>(bucket.alone_until - now);
    const double per_second = per_minute_ / 60;
    bucket.requests =
        std::min(per_minute_, bucket.requests + duration<double>(now - bucket.filled).count() * per_second);
    bucket.filled = now;
    if (bucket.requests >= 1) {
        bucket.requests -= 1;
        return std::nullopt;
    }
    return std::chrono::ceil<Wait>(duration<double>((1 - bucket.requests) / per_second));
}

void HostBudget::leave_alone(const std::string& host, Time until) {
    const std::lock_guard lock(mutex_);
    const auto [entry, is_new] = buckets_.try_emplace(host, Bucket{per_minute_, until, until});
    entry->second.alone_until = std::max(entry->second.alone_until, until);
}

}  // namespace wardcast::social
