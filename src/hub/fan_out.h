#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "hub/access.h"
#include "hub/alarm.h"
#include "hub/event_views.h"
#include "hub/hub.h"
#include "hub/pace.h"
#include "hub/roster.h"

namespace wardcast::hub {

// What leaves one meeting: welcomes, frames of events, tallies, signals. Every text that many receive is built once;
// the outlets carry it to each subscriber.
//
// Threads: the meeting's strand. It hears of events only after they are durable, and of a state only when that equals
// the durable log. Nothing here waits for the disk, so heartbeats go on while it hangs.
// Order: a subscriber gets a welcome that covers everything up to its seq, then every later event once.
class FanOut {
  public:
    FanOut(meeting::Slug slug, const Strand& strand, const Clock& clock, const Pace& pace, const Access& access,
           const std::vector<Outlet*>& outlets);

    // The log's last events when the meeting comes into memory: told to nobody, kept for those who come back.
    void remember(std::vector<EventViews> events);
    // Events that have become durable; `after` is the state with all of them.
    void publish(std::vector<EventViews> events, const meeting::State& after);

    void join(const meeting::State& state, const Visitor& visitor, std::optional<std::uint64_t> since,
              SubscriberKey subscriber);
    void leave(SubscriberKey subscriber);
    void signal(const std::string& camera, Json signal);
    void bulletin(const std::string& kind, const std::string& id, Json body);
    // Those that stand already, to one who has just joined.
    void show(SubscriberKey subscriber, const std::vector<Json>& bulletins);
    // Sends what is pending and a close to everybody.
    void close(std::uint16_t code);
    // Cancels all alarms; before it is destroyed.
    void silence();

    [[nodiscard]] const Roster& roster() const noexcept { return roster_; }
    [[nodiscard]] std::uint64_t told_seq() const noexcept { return recent_.last_seq(); }

  private:
    using Time = Alarm::Time;

    [[nodiscard]] SharedBytes welcome(const meeting::State& state, const Visitor& visitor,
                                      std::optional<std::uint64_t> since);
    [[nodiscard]] const std::string& public_state(const meeting::State& state);
    [[nodiscard]] std::string tally_since(const meeting::State& state, std::uint64_t since, meeting::Audience audience);

    void flush_events();
    void send_owners_frames(const std::vector<meeting::ParticipantId>& owners);
    void plan_tally();
    void send_tally();
    void plan_signals();
    void send_signals();
    void broadcast(meeting::Audience audience, const SharedBytes& frame,
                   const std::vector<meeting::ParticipantId>& except = {});
    void direct(SubscriberKey subscriber, SharedBytes frame, bool joins = false,
                std::optional<std::uint16_t> closes = std::nullopt);

    const meeting::Slug slug_;
    const Clock& clock_;
    const Pace pace_;
    const Access& access_;
    const std::vector<Outlet*>& outlets_;
    Roster roster_;

    RecentEvents recent_;
    std::uint64_t framed_ = 0;  // Of the events remembered, those up to this number have left.
    Time last_frame_ = Time::min();
    Alarm frame_alarm_;

    // Counts of supporters that changed since the last tally, as each audience sees them.
    Json public_votes_ = Json::object();
    Json staff_votes_ = Json::object();
    std::size_t told_watching_ = 0;
    Time last_tally_ = Time::min();
    Time last_heard_ = Time::min();  // When something last left for everybody.
    Alarm tally_alarm_;

    std::map<std::string, Json> signals_;                            // Newest of each camera since they were last sent.
    std::map<std::pair<std::string, std::string>, Json> bulletins_;  // The same of each kind and id, for staff.
    Time last_signal_ = Time::min();
    Alarm signal_alarm_;

    // `state` of a welcome for those who see what the public sees. It may lag behind in counts of supporters and
    // viewers, as long as the tally that will tell everybody of those is still to come.
    std::optional<std::string> public_state_;
};

}  // namespace wardcast::hub
