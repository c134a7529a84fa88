#include "hub/caption_book.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace wardcast::hub {
namespace {

bool changes_reading(const meeting::Record& record) {
    return std::holds_alternative<meeting::CaptionSaid>(record.event) ||
           std::holds_alternative<meeting::CaptionCorrected>(record.event) ||
           std::holds_alternative<meeting::MeetingCreated>(record.event) ||
           std::holds_alternative<meeting::MeetingChanged>(record.event) ||
           std::holds_alternative<meeting::MeetingStarted>(record.event) ||
           std::holds_alternative<meeting::MeetingEnded>(record.event);
}

}  // namespace

void CaptionBook::keep(const meeting::State& state) {
    CaptionReading reading{.title = state.title,
                           .started_at = state.started_at,
                           .has_ended = state.phase == meeting::Phase::Ended,
                           .captions = std::make_shared<const std::vector<meeting::Caption>>(state.captions)};
    const std::lock_guard lock(mutex_);
    readings_.insert_or_assign(state.slug, std::move(reading));
}

void CaptionBook::keep(const meeting::State& state, const std::vector<meeting::Record>& news) {
    if (std::any_of(news.begin(), news.end(), changes_reading)) keep(state);
}

void CaptionBook::forget(const meeting::Slug& slug) {
    const std::lock_guard lock(mutex_);
    readings_.erase(slug);
}

std::optional<CaptionReading> CaptionBook::find(const meeting::Slug& slug) const {
    const std::lock_guard lock(mutex_);
    const auto found = readings_.find(slug);
    return found == readings_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace wardcast::hub
