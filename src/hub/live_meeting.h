#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "hub/access.h"
#include "hub/batch.h"
#include "hub/bulletin_board.h"
#include "hub/caption_book.h"
#include "hub/errand.h"
#include "hub/fan_out.h"
#include "hub/inbox.h"
#include "hub/retry_queue.h"
#include "hub/strand.h"
#include "hub/summary_book.h"
#include "hub/timed_commands.h"
#include "store/event_store.h"

namespace wardcast::hub {

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
    // retired: called on the strand once it has left memory, which it does by itself when nobody needs it; whoever owns
    // it drops it then.
    LiveMeeting(meeting::Slug slug, Surroundings surroundings, std::function<void(const LiveMeeting&)> retired);

    [[nodiscard]] Inbox::Taken take(Errand& errand) { return inbox_.put(errand); }
    void signal(std::string camera, Json signal);
    void bulletin(std::string kind, std::string id, Json body);
    // Finishes what waits, closes all subscribers with 1012, retires and calls back.
    void stop(std::function<void()> stopped);

    [[nodiscard]] const meeting::Slug& slug() const noexcept { return slug_; }

  private:
    void wake();
    void work();
    [[nodiscard]] std::vector<Deed> serve(std::vector<Errand> errands);
    void serve(const Join& join);
    void serve(const Read& read);
    void serve(const ReadQuestion& read);
    void serve(const ReadCaptions& read);
    void serve_unread(std::vector<Errand> errands);
    [[nodiscard]] bool load();

    void begin(std::vector<Deed> deeds);
    void append();
    void on_stored(const Result<void>& stored);
    [[nodiscard]] bool decide_again();
    void undo(const Error& error);
    void tell(std::vector<EventViews> views, const std::vector<meeting::Record>& records);
    void keep_summary();

    [[nodiscard]] bool is_needed() const;
    void rest();
    void leave_memory();
    void finish();
    [[nodiscard]] bool retire();

    const Surroundings surroundings_;  // First, so that the pool is let go of last.
    const meeting::Slug slug_;
    Strand strand_;
    const std::function<void(const LiveMeeting&)> on_retired_;
    Inbox inbox_;

    // On the strand:
    meeting::State state_;  // Its seq is 0 where there is no such meeting.
    bool loaded_ = false;
    bool was_loaded_ = false;
    FanOut fan_out_;
    std::optional<Batch> in_flight_;
    bool is_store_failing_ = false;  // And the log has been told.
    RetryQueue unstored_;
    TimedCommands timed_commands_;
    Alarm idle_alarm_;
    std::function<void()> on_stopped_;
};

}  // namespace wardcast::hub
