#include "hub/meeting_registry.h"

#include <latch>
#include <vector>

#include "hub/close_codes.h"
#include "meeting/slug.h"

namespace wardcast::hub {

using meeting::Slug;

namespace {

Obstacle too_many() {
    return {{meeting::RefusalCode::Unavailable, "Too many are sending at once. Try again in a moment."},
            kTryAgainLater};
}

}  // namespace

std::optional<Obstacle> MeetingRegistry::give(const Slug& slug, Errand& errand) {
    if (!meeting::is_slug(slug.str())) return no_such_meeting();
    for (;;) {
        const auto meeting = find_or_load(slug);
        if (!meeting) return server_restarting();
        switch (meeting->take(errand)) {
            case Inbox::Taken::Yes:
                return std::nullopt;
            case Inbox::Taken::Full:
                return too_many();
            case Inbox::Taken::Closed:
                drop(*meeting);
                break;
        }
    }
}

std::shared_ptr<LiveMeeting> MeetingRegistry::find(const Slug& slug) {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(slug);
    return found == meetings_.end() || stopped_ ? nullptr : found->second;
}

// Null once stopped.
std::shared_ptr<LiveMeeting> MeetingRegistry::find_or_load(const Slug& slug) {
    const std::lock_guard lock(mutex_);
    if (stopped_) return nullptr;
    auto& meeting = meetings_[slug];
    if (!meeting) {
        meeting =
            std::make_shared<LiveMeeting>(slug, surroundings_, [this](const LiveMeeting& retired) { drop(retired); });
    }
    return meeting;
}

void MeetingRegistry::drop(const LiveMeeting& meeting) {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(meeting.slug());
    // Another may have taken its place already.
    if (found != meetings_.end() && found->second.get() == &meeting) meetings_.erase(found);
}

void MeetingRegistry::stop() {
    std::vector<std::shared_ptr<LiveMeeting>> meetings;
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        for (const auto& [slug, meeting] : meetings_)
            meetings.push_back(meeting);
    }
    std::latch finished(static_cast<std::ptrdiff_t>(meetings.size()));
    for (const auto& meeting : meetings)
        meeting->stop([&finished] { finished.count_down(); });
    finished.wait();
}

}  // namespace wardcast::hub
