#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/json.h"
#include "meeting/command.h"
#include "meeting/role.h"
#include "meeting/view.h"
#include "store/event_store.h"

namespace wardcast::hub {

// Who connects or sends: decided by the edge before the hub sees anything.
struct Visitor {
    meeting::Actor actor;
    std::string keep;     // What goes back in welcome for residents.
    std::string network;  // Rate-limit key: IPv4 address or IPv6 /56.
};

// One open socket, as the hub knows it: which outlet it hangs on and the outlet's own number for it.
struct SubscriberKey {
    std::size_t outlet = 0;
    std::uint64_t number = 0;
    bool operator==(const SubscriberKey&) const = default;
};

// What the hub hands to an outlet, in order. Everything for one meeting comes from its strand, so a subscriber that
// takes broadcasts from the Direct marked `joins` onward misses nothing and sees nothing twice.
struct Broadcast {  // To every joined subscriber of this meeting and audience on the outlet.
    meeting::Slug slug;
    meeting::Audience audience = meeting::Audience::Public;
    SharedBytes frame;
    // Participants who get a Direct instead of this frame, because they see more: skip their subscribers.
    std::vector<meeting::ParticipantId> except;
};
struct Direct {  // To one subscriber.
    std::uint64_t subscriber = 0;
    SharedBytes frame;                    // Null where there is nothing to say before closing.
    bool joins = false;                   // A welcome: broadcasts count from here.
    std::optional<std::uint16_t> closes;  // Close with this code after the frame.
};
using Delivery = std::variant<Broadcast, Direct>;

// Where frames leave the hub: one for each http worker.
class Outlet {
  public:
    virtual ~Outlet() = default;
    // Any thread; must not block. Order is kept between calls from one thread or one strand.
    virtual void deliver(Delivery delivery) noexcept = 0;
};

struct CommandRequest {
    meeting::CommandId id;
    std::string name;
    Json data;
};

// The answer to a command, ready for the wire: `done` or `refused` of docs/protocol.md, and the HTTP status for it.
struct CommandReply {
    Json body;
    int http_status = 200;
};

// One question as its asker may see it, for who holds its receipt.
struct QuestionReading {
    Json meeting;   // docs/protocol.md section 2.2 as the public sees it, without questions.
    Json question;  // Section 2.3.
    meeting::ParticipantId asker;
};

// What was done to a meeting's questions: docs/protocol.md section 3.2.
struct RecordReading {
    std::string title;
    std::shared_ptr<const Json> record;
};

// What was taken down of a meeting, as it reads now.
struct CaptionReading {
    std::string title;
    std::optional<Timestamp> started_at;
    bool has_ended = false;
    std::shared_ptr<const std::vector<meeting::Caption>> captions;  // In the order in which they came.
};

struct NewMeeting {
    std::string title;
    std::optional<meeting::Slug> slug;  // Else made from the title.
    std::optional<Timestamp> starts;
    std::vector<std::string> hashtags;
};

struct MeetingSummary {
    meeting::Slug slug;
    std::string title;
    std::optional<Timestamp> starts;
    std::optional<Timestamp> ended_at;
    meeting::Phase phase = meeting::Phase::Planned;
    meeting::Air air = meeting::Air::None;
    meeting::Recording recording = meeting::Recording::None;
    std::size_t watching = 0;
    std::vector<meeting::Camera> cameras = {};
    meeting::Direction programme = {};
    bool rehearsal = false;
    std::vector<meeting::Relay> relays = {};
    std::optional<std::string> still = std::nullopt;
};

// All live meetings: runs commands on each meeting's strand, stores, folds, and fans frames out by audience.
//
// Threads: every method may be called from any thread and returns at once (save stop()); callbacks run on the meeting's
// strand (or the pool; after stop(), on the caller's thread) and must not block. A meeting is loaded at first use and
// kept while somebody is joined or it is live.
// Bound: kMaxWaitingCommands a meeting; beyond, commands are refused as `unavailable`.
class Hub {
  public:
    static constexpr std::size_t kMaxWaitingCommands = 10'000;

    virtual ~Hub() = default;

    // Before anything is joined. The index is SubscriberKey::outlet.
    virtual std::size_t add_outlet(Outlet& outlet) = 0;

    // Answers by a Direct with `joins`, or by one that closes (no such meeting: 1008; its log cannot be read: 1013).
    // A subscriber that joins again, because it fell behind, gets a fresh welcome and counts once.
    virtual void join(const meeting::Slug& slug, Visitor visitor, std::optional<std::uint64_t> since,
                      SubscriberKey subscriber) = 0;
    virtual void leave(const meeting::Slug& slug, SubscriberKey subscriber) = 0;

    virtual void submit(const meeting::Slug& slug, Visitor visitor, CommandRequest request,
                        std::function<void(CommandReply)> replied) = 0;

    // The server's own commands (camera live or lost, recording ready). Tried again, in order, while the disk fails.
    virtual void tell(const meeting::Slug& slug, meeting::Command command) = 0;

    // A command that the server itself gives, and whose outcome somebody waits for: what a source brought. `settled` is
    // called once, when it is durable or refused; it is not tried again by itself. With an id, which only this caller
    // may use, it is done once and answered each time.
    using Settled = std::function<void(const meeting::Decided<meeting::State::Done>&)>;
    virtual void carry_out(const meeting::Slug& slug, meeting::CommandId id, meeting::Command command,
                           Settled settled) = 0;

    // Sends a signal (docs/protocol.md 2.6) to staff and cameras; coalesced by the hub, the newest of a camera wins.
    virtual void signal(const meeting::Slug& slug, const std::string& camera, Json signal) = 0;

    // Puts up what staff see and no log holds: how a source or a relay does (docs/protocol.md 2.6). Coalesced, the
    // newest of each kind and id wins and is shown to staff who join later; a null body takes it down.
    virtual void bulletin(const meeting::Slug& slug, const std::string& kind, const std::string& id, Json body) = 0;

    // Calls back with the state as it is; never where there is no such meeting or its log cannot be read.
    virtual void inspect(const meeting::Slug& slug, std::function<void(const meeting::State&)> look) = 0;

    // {"seq","state"} as the visitor sees it, "mine" too for residents, "bulletins" too for staff; NotFound.
    virtual void read(const meeting::Slug& slug, Visitor visitor, std::function<void(Result<Json>)> done) = 0;

    // The question; NotFound. Whether the caller may see it is for the caller to know.
    virtual void read_question(const meeting::Slug& slug, const meeting::QuestionId& question,
                               std::function<void(Result<QuestionReading>)> done) = 0;

    // The moderation record; NotFound.
    virtual void record(const meeting::Slug& slug, std::function<void(Result<RecordReading>)> done) = 0;

    // The captions; NotFound. Of a meeting that is in memory the call is answered at once, on the caller's thread.
    virtual void captions(const meeting::Slug& slug, std::function<void(Result<CaptionReading>)> done) = 0;

    virtual void create(NewMeeting meeting, std::function<void(Result<MeetingSummary>)> created) = 0;
    virtual void list(std::function<void(Result<std::vector<MeetingSummary>>)> listed) = 0;

    // What has become durable, for parts of the program that act on it (media starts and ends with the meeting).
    // Called on the meeting's strand, for each record in order, with the state after all that became durable with it;
    // must not block. Register before anything is joined.
    using Watcher = std::function<void(const meeting::State& after, const meeting::Record& record)>;
    virtual void watch(Watcher watcher) = 0;

    // Sends close 1012 to all subscribers, refuses new commands, waits until what is pending is durable. Not from a
    // callback. The store must still be there; outlets and watchers are not called any more afterwards.
    virtual void stop() = 0;
};

}  // namespace wardcast::hub
