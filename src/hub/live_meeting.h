#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "hub/access.h"
#include "hub/bulletin_board.h"
#include "hub/caption_book.h"
#include "hub/fan_out.h"
#include "hub/hub.h"
#include "hub/strand.h"
#include "hub/summary_book.h"
#include "meeting/decide.h"
#include "store/event_store.h"

namespace wardcast::hub {

// What somebody wants done: a command, or the creation of this meeting.
struct Deed {
    meeting::Actor actor;
    meeting::CommandId id;  // Empty for the server's own.
    std::variant<meeting::Command, meeting::MeetingCreated> what;
    std::string network = {};  // From which it comes, as a keyed hash; empty where that says nothing.
    // Called once, on the strand, when it is durable or refused. Null for the server's own.
    std::function<void(const meeting::Decided<meeting::State::Done>&)> settled = nullptr;
};

struct Join {
    Visitor visitor;
    std::optional<std::uint64_t> since;
    SubscriberKey subscriber;
};
struct Leave {
    SubscriberKey subscriber;
};
struct Read {
    Visitor visitor;
    std::function<void(Result<Json>)> done;
};

struct ReadQuestion {
    meeting::QuestionId question;
    std::function<void(Result<QuestionReading>)> done;
};

struct ReadCaptions {
    std::function<void(Result<CaptionReading>)> done;
};

struct Inspect {
    std::function<void(const meeting::State&)> look;
};

// What a meeting may be asked for, in the order in which it was asked.
using Errand = std::variant<Deed, Join, Leave, Read, ReadQuestion, ReadCaptions, Inspect>;

// What a meeting needs from its surroundings. The pool is shared, because the store's writer may be the last to let go
// of a meeting, after the hub has gone; the rest is of use to meetings only before that, and outlives it.
struct Surroundings {
    std::shared_ptr<boost::asio::io_context> pool;
    store::EventStore& store;
    const Clock& clock;
    const Pace& pace;
    const Access& access;
    const std::vector<Outlet*>& outlets;
    const std::vector<Hub::Watcher>& watchers;
    SummaryBook& summaries;
    const BulletinBoard& bulletins;
    CaptionBook& captions;
};

// One meeting: the only place where its state changes.
//
// It works in batches: takes everything that waits, serves joins and reads on the state as it is, then decides the
// deeds one after the other, each on the state as the one before left it, and hands all their records to the store
// together. Until these are durable it begins nothing new; then their views leave, the answers too, and the next batch
// begins. So between batches the state equals the durable log. A batch that was not stored is undone by folding the log
// anew; where another process had written meanwhile, it is decided once more on what the log says now.
//
// Threads: take(), signal(), bulletin() and stop() from any thread; the rest on the strand.
class LiveMeeting : public std::enable_shared_from_this<LiveMeeting> {
  public:
    enum class Taken {
        Yes,
        Full,     // Too many commands wait already.
        Retired,  // It has left memory: ask for the meeting anew.
    };

    // retired: called on the strand once it has left memory, which it does by itself when nobody needs it; whoever owns
    // it drops it then.
    LiveMeeting(meeting::Slug slug, Surroundings surroundings, std::function<void(const LiveMeeting&)> retired);

    // Moves from the errand only with Taken::Yes.
    [[nodiscard]] Taken take(Errand& errand);
    void signal(std::string camera, Json signal);
    void bulletin(std::string kind, std::string id, Json body);
    // Finishes what waits, closes all subscribers with 1012, retires and calls back.
    void stop(std::function<void()> stopped);

    [[nodiscard]] const meeting::Slug& slug() const noexcept { return slug_; }

  private:
    struct Batch {
        std::vector<Deed> deeds;
        std::vector<meeting::Decided<meeting::State::Done>> outcomes;  // One for each deed.
        std::vector<meeting::Record> records;
        std::vector<EventViews> views;
        bool decided_anew = false;
    };

    void work();
    [[nodiscard]] std::vector<Errand> take_inbox();
    void serve(const Join& join);
    void serve(const Read& read);
    void serve(const ReadQuestion& read);
    void serve(const ReadCaptions& read);
    void refuse(Errand& errand);  // While the log cannot be read.
    [[nodiscard]] Result<void> load();

    void begin(std::vector<Deed> deeds);
    void decide_all(Batch& batch);
    [[nodiscard]] meeting::Decided<meeting::State::Done> decide_one(const Deed& deed, Batch& batch);
    void append();
    void on_stored(const Result<void>& stored);
    void undo(const Error& error);
    [[nodiscard]] bool decide_anew();
    static void settle(Batch& batch);
    void tell(std::vector<EventViews> views, const std::vector<meeting::Record>& records);
    void keep_summary();
    void keep_captions(const std::vector<meeting::Record>& records);
    void plan_settling(const std::vector<meeting::Record>& records);
    void plan_end_of_listening();
    void end_listening();
    void give_oneself(meeting::Command command);

    [[nodiscard]] bool is_needed() const;
    void rest();
    void leave_memory();
    void finish();
    [[nodiscard]] bool retire();

    const Surroundings surroundings_;  // First, so that the pool is let go of last.
    const meeting::Slug slug_;
    Strand strand_;
    const std::function<void(const LiveMeeting&)> on_retired_;

    std::mutex mutex_;  // Guards the three members below.
    std::vector<Errand> inbox_;
    std::size_t waiting_deeds_ = 0;
    bool retired_ = false;

    // On the strand:
    meeting::State state_;  // Its seq is 0 where there is no such meeting.
    bool loaded_ = false;
    bool was_loaded_ = false;
    FanOut fan_out_;
    std::optional<Batch> in_flight_;
    bool is_store_failing_ = false;  // And the log has been told.
    std::vector<Deed> unstored_;     // The server's own, which the disk has refused; new ones queue behind them.
    Alarm retry_alarm_;
    Alarm idle_alarm_;
    Alarm settle_alarm_;     // When the queue is put in order again.
    Alarm listening_alarm_;  // When support is shown again.
    Alarm::Time last_settling_ = Alarm::Time::min();
    std::function<void()> on_stopped_;
};

}  // namespace wardcast::hub
