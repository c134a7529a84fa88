#include "hub/event_views.h"

#include <algorithm>
#include <optional>

#include "hub/wire.h"

namespace wardcast::hub {
namespace {

std::string text_of(const std::optional<Json>& view) {
    return view ? to_text(*view) : std::string();
}

template <class Id>
void keep_each_once(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

EventViews view_event(const meeting::State& after, const meeting::Record& record, const meeting::Effects& effects) {
    EventViews views;
    views.seq = record.seq;
    views.everyone = text_of(event_view(after, record, effects, meeting::Audience::Public));
    views.camera = text_of(event_view(after, record, effects, meeting::Audience::Camera));
    views.staff = text_of(event_view(after, record, effects, meeting::Audience::Staff));
    if (effects.caption) views.captioner = text_of(event_view(after, record, effects, meeting::Audience::Captioner));
    for (auto& participant : own_audience(after, effects)) {
        auto own = text_of(own_event_view(after, record, effects, participant));
        views.own.emplace_back(std::move(participant), std::move(own));
    }
    views.tallies = effects.tallies;
    return views;
}

void RecentEvents::add(EventViews event) {
    events_.push_back(std::move(event));
}

void RecentEvents::trim(std::uint64_t needed) {
    while (events_.size() > kRemembered && events_.front().seq <= needed)
        events_.pop_front();
}

bool RecentEvents::reaches_back_to(std::uint64_t since) const noexcept {
    // 0 is nobody's memory of a meeting: its log begins with 1.
    return !events_.empty() && since > 0 && since <= last_seq() && since + 1 >= events_.front().seq;
}

RecentEvents::Events::const_iterator RecentEvents::after(std::uint64_t since) const {
    if (events_.empty() || since < events_.front().seq) return events_.begin();
    // Without holes, so the place follows from the number.
    const auto skipped = std::min<std::uint64_t>(since - events_.front().seq + 1, events_.size());
    return events_.begin() + static_cast<Events::difference_type>(skipped);
}

std::vector<std::string_view> RecentEvents::texts(std::uint64_t since, meeting::Audience audience,
                                                  const meeting::ParticipantId* own) const {
    std::vector<std::string_view> texts;
    for (auto event = after(since); event != events_.end(); ++event) {
        const std::string* text = audience == meeting::Audience::Staff    ? &event->staff
                                  : audience == meeting::Audience::Camera ? &event->camera
                                                                          : &event->everyone;
        if (audience == meeting::Audience::Captioner && !event->captioner.empty()) text = &event->captioner;
        if (own != nullptr) {
            for (const auto& [participant, own_text] : event->own) {
                if (participant == *own) text = &own_text;
            }
        }
        if (!text->empty()) texts.emplace_back(*text);
    }
    return texts;
}

std::vector<meeting::ParticipantId> RecentEvents::owners(std::uint64_t since) const {
    std::vector<meeting::ParticipantId> owners;
    for (auto event = after(since); event != events_.end(); ++event) {
        for (const auto& [participant, text] : event->own)
            owners.push_back(participant);
    }
    keep_each_once(owners);
    return owners;
}

std::vector<meeting::QuestionId> RecentEvents::tallies(std::uint64_t since) const {
    std::vector<meeting::QuestionId> questions;
    for (auto event = after(since); event != events_.end(); ++event) {
        questions.insert(questions.end(), event->tallies.begin(), event->tallies.end());
    }
    keep_each_once(questions);
    return questions;
}

}  // namespace wardcast::hub
