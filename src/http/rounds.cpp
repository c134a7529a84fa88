#include "http/rounds.h"

#include <algorithm>
#include <utility>

namespace wardcast::http {

void Rounds::begin(const hub::Broadcast& broadcast, std::vector<std::uint64_t> waiting) {
    rounds_.push_back({.number = ++newest_,
                       .slug = broadcast.slug,
                       .audience = broadcast.audience,
                       .except = broadcast.except,
                       .frame = StagedFrame(broadcast.frame),
                       .waiting = std::move(waiting)});
}

std::optional<std::uint64_t> Rounds::next() {
    // One that is over before an older one stays until then: whoever the older one still goes to has had both.
    while (!rounds_.empty() && rounds_.front().is_over())
        rounds_.pop_front();
    if (rounds_.empty()) return {};
    Round& oldest = rounds_.front();
    return oldest.waiting[oldest.visited++];
}

bool Rounds::Round::is_for(const meeting::Slug& meeting, const Member& member) const {
    return member.round < number && audience == member.audience && slug == meeting &&
           std::find(except.begin(), except.end(), member.participant) == except.end();
}

}  // namespace wardcast::http
