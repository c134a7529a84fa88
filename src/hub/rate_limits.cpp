#include "hub/rate_limits.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wardcast::hub {

std::optional<std::chrono::seconds> TokenBucket::take(const Rate& rate, Time now) {
    const std::chrono::duration<double> elapsed = now - filled_;
    tokens_ = std::min(rate.burst, tokens_ + elapsed.count() * rate.per_second);
    filled_ = now;
    // What many small additions leave below one token must not cost a second.
    constexpr double kRounding = 1e-9;
    if (tokens_ + kRounding >= 1) {
        tokens_ -= 1;
        return std::nullopt;
    }
    const double wait = std::ceil((1 - tokens_) / rate.per_second - kRounding);
    return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(wait)));
}

template <class Entry>
Entry* RateLimits::Recent<Entry>::find(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front().second;
}

template <class Entry>
Entry& RateLimits::Recent<Entry>::insert(const std::string& key, Entry entry) {
    if (entries_.size() >= bound_) {
        by_key_.erase(entries_.back().first);
        entries_.pop_back();
    }
    entries_.emplace_front(key, std::move(entry));
    by_key_.emplace(key, entries_.begin());
    return entries_.front().second;
}

std::optional<std::chrono::seconds> RateLimits::resident(const std::string& participant, const std::string& network,
                                                         bool asks, Time now) {
    const std::lock_guard lock(mutex_);
    Person* person = people_.find(participant);
    if (person == nullptr) {
        TokenBucket* newcomers = networks_.find(network);
        if (newcomers == nullptr) newcomers = &networks_.insert(network, TokenBucket(settings_.newcomers, now));
        if (const auto wait = newcomers->take(settings_.newcomers, now)) return wait;
        person = &people_.insert(participant, {TokenBucket(settings_.resident, now), TokenBucket(settings_.asks, now)});
    }
    if (const auto wait = person->commands.take(settings_.resident, now)) return wait;
    return asks ? person->asks.take(settings_.asks, now) : std::nullopt;
}

std::optional<std::chrono::seconds> RateLimits::link(const std::string& who, Time now) {
    const std::lock_guard lock(mutex_);
    TokenBucket* bucket = links_.find(who);
    if (bucket == nullptr) bucket = &links_.insert(who, TokenBucket(settings_.staff, now));
    return bucket->take(settings_.staff, now);
}

}  // namespace wardcast::hub
