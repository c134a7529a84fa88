#include "hub/summary_book.h"

#include <utility>

#include "base/log.h"
#include "meeting/apply.h"

namespace wardcast::hub {

MeetingSummary summarise(const meeting::State& state, std::size_t watching) {
    return {state.slug, state.title,   state.starts,    state.ended_at,  state.phase,  state.air,  state.recording,
            watching,   state.cameras, state.programme, state.rehearsal, state.relays, state.still};
}

void SummaryBook::keep_live(MeetingSummary summary, std::uint64_t seq) {
    const std::lock_guard lock(mutex_);
    const meeting::Slug slug = summary.slug;
    entries_[slug] = {std::move(summary), seq, true};
}

void SummaryBook::keep(MeetingSummary summary, std::uint64_t seq) {
    const std::lock_guard lock(mutex_);
    Entry& entry = entries_[summary.slug];
    // While the log was read, the meeting may have come to life, and knows better.
    if (!entry.live) entry = {std::move(summary), seq, false};
}

void SummaryBook::leave_memory(const meeting::Slug& slug) {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(slug);
    if (entry != entries_.end()) entry->second.live = false;
}

std::optional<MeetingSummary> SummaryBook::find(const meeting::Slug& slug, std::uint64_t head) const {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(slug);
    if (entry == entries_.end() || (!entry->second.live && entry->second.seq < head)) return std::nullopt;
    return entry->second.summary;
}

Result<std::vector<MeetingSummary>> SummaryBook::list() {
    const auto heads = store_.heads();
    if (!heads) return tl::unexpected(heads.error());
    std::vector<MeetingSummary> summaries;
    summaries.reserve(heads->size());
    for (const auto& head : *heads) {
        if (auto known = find(head.slug, head.seq)) {
            summaries.push_back(std::move(*known));
        } else if (auto summary = read_log(head.slug)) {
            summaries.push_back(std::move(*summary));
        } else {
            // One unreadable log must not hide all the others.
            spdlog::error("meeting {}: left out of the list: {}", head.slug.str(), summary.error().message);
        }
    }
    return summaries;
}

Result<MeetingSummary> SummaryBook::read_log(const meeting::Slug& slug) {
    const auto log = store_.read(slug, 0);
    if (!log) return tl::unexpected(log.error());
    meeting::State state;
    for (const auto& record : *log)
        apply(state, record);
    auto summary = summarise(state, 0);
    keep(summary, state.seq);
    return summary;
}

}  // namespace wardcast::hub
