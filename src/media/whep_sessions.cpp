#include "media/whep_sessions.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/ask.h"
#include "media/random_hex.h"
#include "media/refusal.h"

namespace wardcast::media {

namespace {

std::size_t ports_beside_cameras(const IceSettings& ice, std::size_t cameras) {
    if (ice.min_port == 0) return std::numeric_limits<std::size_t>::max();
    const std::size_t all = std::size_t{ice.max_port} - ice.min_port + 1;
    return all > cameras ? all - cameras : 0;
}

}  // namespace

WhepSessions::WhepSessions(const StudioSettings& settings, MediaThread& thread, FindBroadcast find_broadcast)
    : ice_(settings.ice),
      most_(settings.max_whep),
      ports_(ports_beside_cameras(settings.ice, settings.max_sessions)),
      thread_(thread),
      find_broadcast_(std::move(find_broadcast)) {}

WhepSessions::~WhepSessions() = default;

void WhepSessions::view(WhepRequest request, Answered answered) {
    ask(thread_, std::move(answered),
        [this, request = std::move(request)](const Answered& answer) { negotiate(request, answer); });
}

void WhepSessions::patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                         std::string fragment, Answered answered) {
    ask(thread_, std::move(answered),
        [this, meeting, session, if_match = std::move(if_match),
         fragment = std::move(fragment)](const Answered& answer) {
            const auto found = find(meeting, session);
            answer(found != entries_.end() ? found->second.session->peer().patch(session, if_match, fragment)
                                           : no_such_session());
        });
}

void WhepSessions::remove(const std::string& meeting, const std::string& session, Removed removed) {
    ask(thread_, std::move(removed), [this, meeting, session](const Removed& answer) {
        const auto found = find(meeting, session);
        if (found == entries_.end()) return answer(no_such_session());
        drop(found);
        answer({});
    });
}

void WhepSessions::negotiate(const WhepRequest& request, const Answered& answered) {
    auto offer = SdpOffer::parse(request.offer, SdpPurpose::View);
    if (!offer) return answered(tl::unexpected(offer.error()));
    auto broadcast = find_broadcast_(request.meeting);
    if (broadcast == nullptr) {
        return answered(refuse(409, "no_programme", "There is no programme of this meeting at the moment."));
    }
    if (auto room = room_for_one(request.is_reserved); !room) return answered(tl::unexpected(room.error()));

    auto session = WhepSession::create(std::move(*offer), ice_, std::move(broadcast), thread_);
    if (!session) return answered(refuse(500, "internal", session.error().message));
    const std::string id = random_hex<16>();
    entries_[id] = {request.meeting, *session, Ticks::now()};
    (*session)->peer().answer(
        [this, id, answered](WhipResult<std::string> sdp) { negotiated(id, std::move(sdp), answered); });
}

WhipResult<void> WhepSessions::room_for_one(bool is_reserved) const {
    if (most_ == 0) return refuse(503, "too_many_viewers", "This server has no output of the shortest delay.");
    if (entries_.size() >= most_ + (is_reserved ? kReserved : 0)) {
        return refuse(503, "too_many_viewers", "Every place with the shortest delay is taken at the moment.");
    }
    if (entries_.size() >= ports_) return refuse(503, "no_port", "No UDP port is free for another viewer.");
    return {};
}

void WhepSessions::negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return answered(no_such_session());
    if (!sdp) {
        drop(found);
        return answered(tl::unexpected(sdp.error()));
    }
    found->second.answered = true;
    answered(WhipAnswer{id, found->second.session->peer().etag(), std::move(*sdp)});
}

void WhepSessions::look_after(Ticks::time_point now) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        const Entry& entry = at->second;
        if (entry.answered && now - entry.session->last_heard() > kGone) {
            spdlog::debug("meeting {}: a viewer has gone", entry.meeting);
            at = drop(at);
        } else if (!entry.answered && now - entry.begun > kNegotiation) {
            const auto session = entry.session;
            ++at;
            session->peer().give_up();
        } else {
            ++at;
        }
    }
}

void WhepSessions::end(const std::string& meeting) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        at = at->second.meeting == meeting ? drop(at) : std::next(at);
    }
}

void WhepSessions::end_all() {
    for (auto at = entries_.begin(); at != entries_.end();)
        at = drop(at);
}

WhepSessions::Entries::iterator WhepSessions::find(const std::string& meeting, const std::string& session) {
    const auto found = entries_.find(session);
    const bool known = found != entries_.end() && found->second.answered && found->second.meeting == meeting;
    return known ? found : entries_.end();
}

WhepSessions::Entries::iterator WhepSessions::drop(Entries::iterator entry) {
    // One that is still under negotiation owes its viewer an answer.
    const auto session = entry->second.session;
    const auto next = entries_.erase(entry);
    session->peer().cancel();
    return next;
}

}  // namespace wardcast::media
