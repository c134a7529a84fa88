#include "media/whip_sessions.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/ask.h"
#include "media/random_hex.h"
#include "media/refusal.h"

namespace wardcast::media {

namespace {

// Each session binds one UDP port.
std::size_t ports(const IceSettings& ice) {
    if (ice.min_port == 0) return std::numeric_limits<std::size_t>::max();
    return std::size_t{ice.max_port} - ice.min_port + 1;
}

}  // namespace

WhipSessions::WhipSessions(IceSettings ice, Seats& seats, MediaThread& thread, FindCamera find_camera)
    : ice_(std::move(ice)), seats_(seats), thread_(thread), find_camera_(std::move(find_camera)) {}

WhipSessions::~WhipSessions() = default;

void WhipSessions::publish(WhipRequest request, Answered answered) {
    ask(thread_, std::move(answered),
        [this, request = std::move(request)](const Answered& answer) { negotiate(request, answer); });
}

void WhipSessions::patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                         std::string fragment, Answered answered) {
    ask(thread_, std::move(answered),
        [this, meeting, session, if_match = std::move(if_match),
         fragment = std::move(fragment)](const Answered& answer) {
            const auto found = find(meeting, session);
            answer(found != entries_.end() ? found->second.session->peer().patch(session, if_match, fragment)
                                           : no_such_session());
        });
}

void WhipSessions::remove(const std::string& meeting, const std::string& session, Removed removed) {
    ask(thread_, std::move(removed), [this, meeting, session](const Removed& answer) {
        const auto found = find(meeting, session);
        if (found == entries_.end()) return answer(no_such_session());
        spdlog::info("meeting {}: camera {} left", found->second.seat.meeting, found->second.seat.camera);
        const auto feed = found->second.feed;
        drop(found);
        feed->leave();
        answer({});
    });
}

void WhipSessions::negotiate(const WhipRequest& request, const Answered& answered) {
    auto offer = SdpOffer::parse(request.offer);
    if (!offer) return answered(tl::unexpected(offer.error()));
    const Seat seat{request.meeting, request.camera};
    if (auto may = seats_.may_sit(seat, request.publisher, request.takeover); !may) {
        return answered(tl::unexpected(may.error()));
    }
    auto feed = find_camera_(request.meeting, request.camera);
    if (!feed) return answered(tl::unexpected(feed.error()));
    if (auto room = room_for_one(seat); !room) return answered(tl::unexpected(room.error()));

    auto session = WhipSession::create(std::move(*offer), ice_, *feed, thread_);
    if (!session) return answered(refuse(500, "internal", session.error().message));
    const std::string id = random_hex<16>();
    entries_[id] = {seat, Seats::Ticket(seats_), request.publisher, request.takeover, *feed, *session, Ticks::now()};
    (*session)->peer().answer(
        [this, id, answered](WhipResult<std::string> sdp) { negotiated(id, std::move(sdp), answered); });
}

void WhipSessions::negotiated(const std::string& id, WhipResult<std::string> sdp, const Answered& answered) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return answered(no_such_session());
    Entry& entry = found->second;
    if (sdp) {
        // Somebody else may have sat down meanwhile.
        if (auto may = seats_.may_sit(entry.seat, entry.publisher, entry.takeover); !may)
            sdp = tl::unexpected(may.error());
    }
    if (!sdp) {
        drop(found);
        return answered(tl::unexpected(sdp.error()));
    }
    seats_.sit(entry.seat, {id, entry.publisher, [this, id] {
                                if (const auto replaced = entries_.find(id); replaced != entries_.end()) drop(replaced);
                            }});
    entry.seated = true;
    entry.feed->restart();
    spdlog::info("meeting {}: camera {} publishes", entry.seat.meeting, entry.seat.camera);
    answered(WhipAnswer{id, entry.session->peer().etag(), std::move(*sdp)});
}

WhipResult<void> WhipSessions::room_for_one(const Seat& seat) {
    if (!seats_.is_full() && entries_.size() < ports(ice_)) return {};
    // The one that will be replaced makes room at once.
    if (const auto before = holder(seat); before != entries_.end()) {
        drop(before);
        return {};
    }
    if (seats_.is_full()) {
        return refuse(503, "too_many_sessions", "This server takes no further camera at the moment.");
    }
    return refuse(503, "no_port", "No UDP port is free for another camera.");
}

void WhipSessions::look_after(Ticks::time_point now) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        const Entry& entry = at->second;
        if (entry.seated && now - entry.session->last_media() > kGone) {
            spdlog::info("meeting {}: camera {} has gone", entry.seat.meeting, entry.seat.camera);
            at = drop(at);
        } else if (!entry.seated && now - entry.begun > kNegotiation) {
            const auto session = entry.session;
            ++at;
            session->peer().give_up();
        } else {
            ++at;
        }
    }
}

void WhipSessions::end(const std::string& meeting) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        at = at->second.seat.meeting == meeting ? drop(at) : std::next(at);
    }
}

void WhipSessions::keep_cameras(const std::string& meeting, const std::set<std::string>& cameras) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        const Seat& seat = at->second.seat;
        at = seat.meeting == meeting && !cameras.contains(seat.camera) ? drop(at) : std::next(at);
    }
}

void WhipSessions::end_all() {
    for (auto at = entries_.begin(); at != entries_.end();)
        at = drop(at);
}

bool WhipSessions::any_of(const std::string& meeting) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const auto& each) { return each.second.seat.meeting == meeting; });
}

WhipSessions::Entries::iterator WhipSessions::find(const std::string& meeting, const std::string& session) {
    const auto found = entries_.find(session);
    const bool known = found != entries_.end() && found->second.seated && found->second.seat.meeting == meeting;
    return known ? found : entries_.end();
}

WhipSessions::Entries::iterator WhipSessions::holder(const Seat& seat) {
    return std::find_if(entries_.begin(), entries_.end(),
                        [&](const auto& each) { return each.second.seated && each.second.seat == seat; });
}

WhipSessions::Entries::iterator WhipSessions::drop(Entries::iterator entry) {
    seats_.leave(entry->second.seat, entry->first);
    // One that is still under negotiation owes its publisher an answer.
    const auto session = entry->second.session;
    const auto next = entries_.erase(entry);
    session->peer().cancel();
    return next;
}

}  // namespace wardcast::media
