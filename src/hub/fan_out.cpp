#include "hub/fan_out.h"

#include <algorithm>
#include <array>
#include <utility>

#include "hub/bulletin_board.h"
#include "hub/wire.h"
#include "meeting/view.h"

namespace wardcast::hub {

using meeting::Audience;
using meeting::ParticipantId;
using meeting::Role;
using meeting::State;
using std::chrono::steady_clock;

namespace {

// The hall before those at home.
constexpr std::array kAudiences = {Audience::Staff, Audience::Camera, Audience::Captioner, Audience::Public};

// Whether somebody has asked a question that the public does not see, so that their state differs from everybody's.
bool sees_more(const State& state, const ParticipantId& participant) {
    const auto person = state.people.find(participant);
    if (person == state.people.end()) return false;
    return std::any_of(person->second.asked.begin(), person->second.asked.end(), [&](const auto& id) {
        const meeting::Question* question = find_question(state, id);
        return question != nullptr && !is_public(question->status);
    });
}

// Most of those who watch never ask or vote: theirs needs no look at the state.
std::string mine_text(const State& state, const ParticipantId& participant, const Access& access) {
    if (!state.people.contains(participant)) return R"({"asked":[],"receipts":{},"supported":[]})";
    return to_text(mine(state, participant, access));
}

}  // namespace

FanOut::FanOut(meeting::Slug slug, const Strand& strand, const Clock& clock, const Pace& pace, const Access& access,
               const std::vector<Outlet*>& outlets)
    : slug_(std::move(slug)),
      clock_(clock),
      pace_(pace),
      access_(access),
      outlets_(outlets),
      roster_(outlets.size()),
      frame_alarm_(strand, [this] { flush_events(); }),
      tally_alarm_(strand, [this] { plan_tally(); }),
      signal_alarm_(strand, [this] { send_signals(); }) {}

void FanOut::remember(std::vector<EventViews> events) {
    for (auto& event : events)
        recent_.add(std::move(event));
    framed_ = recent_.last_seq();
    recent_.trim(framed_);
}

void FanOut::publish(std::vector<EventViews> events, const State& after) {
    for (auto& event : events) {
        if (!event.everyone.empty()) public_state_.reset();
        public_votes_.update(votes_view(after, event.tallies, Audience::Public));
        staff_votes_.update(votes_view(after, event.tallies, Audience::Staff));
        recent_.add(std::move(event));
    }
    if (after.listening) public_votes_.clear();  // Counts of just before it.
    if (roster_.empty()) {
        framed_ = recent_.last_seq();
        public_votes_.clear();
        staff_votes_.clear();
        public_state_.reset();
    } else if (steady_clock::now() >= last_frame_ + pace_.frame) {
        flush_events();
    } else if (!frame_alarm_.is_set()) {
        frame_alarm_.set(last_frame_ + pace_.frame);
    }
    recent_.trim(framed_);
    plan_tally();
}

void FanOut::join(const State& state, const Visitor& visitor, std::optional<std::uint64_t> since,
                  SubscriberKey subscriber) {
    // What the welcome covers must not come a second time in a frame after it.
    flush_events();
    if (since && !recent_.reaches_back_to(*since)) since.reset();
    roster_.join(subscriber, visitor.actor);
    direct(subscriber, welcome(state, visitor, since), /*joins=*/true);
    if (since) direct(subscriber, share_bytes(tally_since(state, *since, audience_of(visitor.actor.role))));
    plan_tally();
}

void FanOut::leave(SubscriberKey subscriber) {
    roster_.leave(subscriber);
    plan_tally();
}

void FanOut::signal(const std::string& camera, Json signal) {
    signals_[camera] = std::move(signal);
    plan_signals();
}

void FanOut::bulletin(const std::string& kind, const std::string& id, Json body) {
    bulletins_[{kind, id}] = bulletin_message(kind, id, std::move(body));
    plan_signals();
}

void FanOut::show(SubscriberKey subscriber, const std::vector<Json>& bulletins) {
    for (const auto& message : bulletins)
        direct(subscriber, share_bytes(to_text(message)));
}

void FanOut::plan_signals() {
    if (steady_clock::now() >= last_signal_ + pace_.signal) {
        send_signals();
    } else if (!signal_alarm_.is_set()) {
        signal_alarm_.set(last_signal_ + pace_.signal);
    }
}

void FanOut::close(std::uint16_t code) {
    flush_events();
    for (const SubscriberKey key : roster_.all())
        direct(key, nullptr, /*joins=*/false, code);
    roster_.clear();
    silence();
}

void FanOut::silence() {
    frame_alarm_.cancel();
    tally_alarm_.cancel();
    signal_alarm_.cancel();
}

SharedBytes FanOut::welcome(const State& state, const Visitor& visitor, std::optional<std::uint64_t> since) {
    const Audience audience = audience_of(visitor.actor.role);
    const bool is_resident = visitor.actor.role == Role::Resident;
    const ParticipantId* own = is_resident ? &visitor.actor.participant : nullptr;

    Welcome parts{.visitor = visitor, .seq = state.seq, .at = clock_.now()};
    if (is_resident) parts.mine = mine_text(state, visitor.actor.participant, access_);
    std::string own_state;
    if (since) {
        parts.events = recent_.texts(*since, audience, own);
    } else if (audience != Audience::Public || (own != nullptr && sees_more(state, *own))) {
        own_state = to_text(state_view(state, audience, own, roster_.watching()));
        parts.state = &own_state;
    } else {
        parts.state = &public_state(state);
    }
    return share_bytes(welcome_frame(parts));
}

const std::string& FanOut::public_state(const State& state) {
    if (!public_state_) {
        public_state_ = to_text(state_view(state, Audience::Public, nullptr, roster_.watching()));
    }
    return *public_state_;
}

std::string FanOut::tally_since(const State& state, std::uint64_t since, Audience audience) {
    const Json votes = votes_view(state, recent_.tallies(since), audience);
    return tally_frame(clock_.now(), votes, roster_.watching());
}

void FanOut::flush_events() {
    if (framed_ == recent_.last_seq()) return;
    const auto owners = recent_.owners(framed_);
    std::vector<ParticipantId> joined_owners;
    std::copy_if(owners.begin(), owners.end(), std::back_inserter(joined_owners),
                 [this](const auto& owner) { return roster_.sockets_of(owner) != nullptr; });
    bool all_hear = true;
    for (const Audience audience : kAudiences) {
        const auto texts = recent_.texts(framed_, audience);
        all_hear = all_hear && !texts.empty();
        if (texts.empty()) continue;
        const bool is_public = audience == Audience::Public;
        broadcast(audience, share_bytes(events_frame(recent_.last_seq(), texts)),
                  is_public ? joined_owners : std::vector<ParticipantId>{});
    }
    send_owners_frames(joined_owners);
    framed_ = recent_.last_seq();
    last_frame_ = steady_clock::now();
    if (all_hear) last_heard_ = last_frame_;
    frame_alarm_.cancel();
}

void FanOut::send_owners_frames(const std::vector<ParticipantId>& owners) {
    for (const auto& owner : owners) {
        const auto texts = recent_.texts(framed_, Audience::Public, &owner);
        if (texts.empty()) continue;
        const auto frame = share_bytes(events_frame(recent_.last_seq(), texts));
        for (const SubscriberKey key : *roster_.sockets_of(owner))
            direct(key, frame);
    }
}

void FanOut::plan_tally() {
    if (roster_.empty()) {
        tally_alarm_.cancel();
        return;
    }
    Time due = last_heard_ + pace_.heartbeat;
    if (roster_.watching() != told_watching_) due = std::min(due, last_tally_ + pace_.watching);
    if (!staff_votes_.empty()) due = std::min(due, last_tally_ + pace_.tally);
    if (steady_clock::now() >= due) {
        send_tally();
    } else {
        tally_alarm_.set(due);
    }
}

void FanOut::send_tally() {
    // A count must not come before the event that makes its question public.
    flush_events();
    const auto now = clock_.now();
    const auto everyones = share_bytes(tally_frame(now, public_votes_, roster_.watching()));
    broadcast(Audience::Public, everyones);
    broadcast(Audience::Camera, everyones);
    broadcast(Audience::Captioner, everyones);
    broadcast(Audience::Staff, staff_votes_ == public_votes_
                                   ? everyones
                                   : share_bytes(tally_frame(now, staff_votes_, roster_.watching())));
    public_votes_.clear();
    staff_votes_.clear();
    public_state_.reset();
    told_watching_ = roster_.watching();
    last_tally_ = last_heard_ = steady_clock::now();
    tally_alarm_.set(last_heard_ + pace_.heartbeat);
}

void FanOut::send_signals() {
    for (auto& [camera, signal] : signals_) {
        const auto frame = share_bytes(signal_frame(camera, std::move(signal)));
        broadcast(Audience::Staff, frame);
        broadcast(Audience::Camera, frame);
    }
    signals_.clear();
    for (const auto& [name, message] : bulletins_)
        broadcast(Audience::Staff, share_bytes(to_text(message)));
    bulletins_.clear();
    last_signal_ = steady_clock::now();
}

void FanOut::broadcast(Audience audience, const SharedBytes& frame, const std::vector<ParticipantId>& except) {
    for (std::size_t outlet = 0; outlet < outlets_.size(); ++outlet) {
        if (roster_.reaches(outlet, audience)) outlets_[outlet]->deliver(Broadcast{slug_, audience, frame, except});
    }
}

void FanOut::direct(SubscriberKey subscriber, SharedBytes frame, bool joins, std::optional<std::uint16_t> closes) {
    outlets_[subscriber.outlet]->deliver(Direct{subscriber.number, std::move(frame), joins, closes});
}

}  // namespace wardcast::hub
