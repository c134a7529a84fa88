#include "hub/live_meeting.h"

#include <utility>

#include <boost/asio/post.hpp>

#include "base/log.h"
#include "hub/close_codes.h"
#include "hub/readings.h"
#include "hub/replay.h"

namespace wardcast::hub {

using meeting::Record;
using meeting::RefusalCode;
using std::chrono::steady_clock;

namespace {

meeting::Refusal not_stored() {
    return {RefusalCode::Unavailable, "This could not be saved, so nothing has happened. Try again in a moment."};
}

Obstacle not_readable() {
    return {{RefusalCode::Unavailable, "This meeting cannot be read at the moment. Try again shortly."},
            kTryAgainLater};
}

}  // namespace

LiveMeeting::LiveMeeting(meeting::Slug slug, Surroundings surroundings, std::function<void(const LiveMeeting&)> retired)
    : surroundings_(std::move(surroundings)),
      slug_(std::move(slug)),
      strand_(surroundings_.pool->get_executor()),
      on_retired_(std::move(retired)),
      inbox_([this] { wake(); }),
      fan_out_(slug_, strand_, surroundings_.clock, surroundings_.pace, surroundings_.access, surroundings_.outlets),
      unstored_(strand_, surroundings_.pace.retry, [this] { work(); }),
      timed_commands_(strand_, surroundings_.clock, surroundings_.pace,
                      [this](meeting::Command command) {
                          Errand errand = by_server(std::move(command));
                          (void)take(errand);  // Where it has left memory, nobody looks at its queue.
                      }),
      idle_alarm_(strand_, [this] { leave_memory(); }) {}

// ---- From any thread -------------------------------------------------------------------------------------------

void LiveMeeting::wake() {
    boost::asio::post(strand_, [self = shared_from_this()] { self->work(); });
}

void LiveMeeting::signal(std::string camera, Json signal) {
    boost::asio::post(strand_, [self = shared_from_this(), camera = std::move(camera), signal = std::move(signal)] {
        self->fan_out_.signal(camera, signal);
    });
}

void LiveMeeting::bulletin(std::string kind, std::string id, Json body) {
    boost::asio::post(strand_, [self = shared_from_this(), kind = std::move(kind), id = std::move(id),
                                body = std::move(body)] { self->fan_out_.bulletin(kind, id, body); });
}

void LiveMeeting::stop(std::function<void()> stopped) {
    boost::asio::post(strand_, [self = shared_from_this(), stopped = std::move(stopped)] {
        self->on_stopped_ = stopped;
        self->work();
    });
}

// ---- What waits ------------------------------------------------------------------------------------------------

void LiveMeeting::work() {
    if (in_flight_) return;  // on_stored() comes back here.
    std::vector<Errand> errands = inbox_.take_all();
    if (!errands.empty() || !unstored_.empty()) {
        if (loaded_ || load()) {
            begin(serve(std::move(errands)));
        } else {
            serve_unread(std::move(errands));
        }
    }
    if (!in_flight_) rest();
}

// Serves those who read, join and leave, and gives what is left to do.
std::vector<Deed> LiveMeeting::serve(std::vector<Errand> errands) {
    std::vector<Deed> deeds = unstored_.take_due();
    for (auto& errand : errands) {
        if (auto* deed = std::get_if<Deed>(&errand)) {
            if (is_servers_own(*deed) && !unstored_.empty()) {
                unstored_.add(std::move(*deed));
            } else {
                deeds.push_back(std::move(*deed));
            }
        } else if (const auto* join = std::get_if<Join>(&errand)) {
            serve(*join);
        } else if (const auto* leave = std::get_if<Leave>(&errand)) {
            fan_out_.leave(leave->subscriber);
        } else if (const auto* read = std::get_if<Read>(&errand)) {
            serve(*read);
        } else if (const auto* question = std::get_if<ReadQuestion>(&errand)) {
            serve(*question);
        } else if (const auto* captions = std::get_if<ReadCaptions>(&errand)) {
            serve(*captions);
        } else if (const auto* inspect = std::get_if<Inspect>(&errand); inspect != nullptr && state_.seq > 0) {
            inspect->look(state_);
        }
    }
    if (!errands.empty()) keep_summary();
    return deeds;
}

void LiveMeeting::serve(const Join& join) {
    if (state_.seq == 0) return turn_away(join, no_such_meeting(), surroundings_.outlets);
    fan_out_.join(state_, join.visitor, join.since, join.subscriber);
    if (audience_of(join.visitor.actor.role) == meeting::Audience::Staff) {
        fan_out_.show(join.subscriber, surroundings_.bulletins.of(slug_));
    }
}

void LiveMeeting::serve(const Read& read) {
    if (state_.seq == 0) return turn_away(read, no_such_meeting(), surroundings_.outlets);
    const auto watching = fan_out_.roster().watching();
    read.done(read_state(state_, read.visitor, watching, surroundings_.access, surroundings_.bulletins));
}

void LiveMeeting::serve(const ReadQuestion& read) {
    read.done(read_question(state_, read.question));
}

void LiveMeeting::serve(const ReadCaptions& read) {
    auto reading = surroundings_.captions.find(slug_);
    if (!reading) return turn_away(read, no_such_meeting(), surroundings_.outlets);
    read.done(*std::move(reading));
}

// While the log cannot be read.
void LiveMeeting::serve_unread(std::vector<Errand> errands) {
    for (auto& errand : errands) {
        if (const auto* leave = std::get_if<Leave>(&errand)) {
            fan_out_.leave(leave->subscriber);
        } else if (auto* deed = std::get_if<Deed>(&errand); deed != nullptr && !deed->settled) {
            unstored_.add(std::move(*deed));
        } else if (deed != nullptr) {
            deed->settled(tl::unexpected(not_stored()));
        } else {
            turn_away(errand, not_readable(), surroundings_.outlets);
        }
    }
    unstored_.pause();
}

bool LiveMeeting::load() {
    loaded_ = false;
    const auto log = surroundings_.store.read(slug_, 0);
    if (!log) {
        spdlog::error("meeting {}: its log cannot be read: {}", slug_.str(), log.error().message);
        return false;
    }
    Replay folded = replay(*log, was_loaded_ ? std::optional(fan_out_.told_seq()) : std::nullopt);
    state_ = std::move(folded.state);
    loaded_ = true;
    if (state_.seq > 0) surroundings_.captions.keep(state_);
    timed_commands_.plan_end_of_listening(state_);
    if (!std::exchange(was_loaded_, true)) fan_out_.remember(std::move(folded.known));
    if (!folded.news.empty()) tell(std::move(folded.news), folded.unheard);
    return true;
}

// ---- A batch ---------------------------------------------------------------------------------------------------

void LiveMeeting::begin(std::vector<Deed> deeds) {
    Batch batch(std::move(deeds));
    batch.decide(state_, surroundings_.clock);
    if (batch.records().empty()) return batch.settle();
    in_flight_ = std::move(batch);
    append();
}

void LiveMeeting::append() {
    surroundings_.store.append(slug_, in_flight_->records(), [self = shared_from_this()](const Result<void>& stored) {
        boost::asio::post(self->strand_, [self, stored] { self->on_stored(stored); });
    });
}

void LiveMeeting::on_stored(const Result<void>& stored) {
    if (stored) {
        Batch batch = *std::exchange(in_flight_, std::nullopt);
        if (std::exchange(is_store_failing_, false)) spdlog::info("meeting {}: stored again", slug_.str());
        tell(batch.take_views(), batch.records());
        batch.settle();
    } else if (stored.error().kind != ErrorKind::Conflict || !decide_again()) {
        undo(stored.error());
    }
    work();
}

// Where another process has written meanwhile: on what the log says now, once.
bool LiveMeeting::decide_again() {
    if (in_flight_->was_decided_again() || !load()) return false;
    in_flight_->decide(state_, surroundings_.clock);
    if (in_flight_->records().empty()) {
        std::exchange(in_flight_, std::nullopt)->settle();
    } else {
        append();
    }
    return true;
}

void LiveMeeting::undo(const Error& error) {
    Batch batch = *std::exchange(in_flight_, std::nullopt);
    // Once, and not for each of the hundreds who try again.
    if (!std::exchange(is_store_failing_, true)) {
        spdlog::error("meeting {}: commands are refused, for nothing can be stored: {}", slug_.str(), error.message);
    }
    unstored_.put_back(batch.refuse_all(not_stored()));
    (void)load();  // Else at the next piece of work.
    batch.settle();
}

void LiveMeeting::tell(std::vector<EventViews> views, const std::vector<Record>& records) {
    fan_out_.publish(std::move(views), state_);
    keep_summary();
    surroundings_.captions.keep(state_, records);
    for (const Record& record : records) {
        for (const auto& watcher : surroundings_.watchers)
            watcher(state_, record);
    }
    timed_commands_.plan(state_, records);
}

void LiveMeeting::keep_summary() {
    if (state_.seq == 0) return;
    surroundings_.summaries.keep_live(summarise(state_, fan_out_.roster().watching()), state_.seq);
}

// ---- Leaving memory --------------------------------------------------------------------------------------------

bool LiveMeeting::is_needed() const {
    return in_flight_ || !unstored_.empty() || !fan_out_.roster().empty() || state_.phase == meeting::Phase::Live;
}

// At the end of each piece of work, when nothing is in flight.
void LiveMeeting::rest() {
    if (on_stopped_) {
        finish();
    } else if (is_needed()) {
        idle_alarm_.cancel();
    } else if (state_.seq == 0) {
        leave_memory();  // Names that nobody has given to a meeting must not fill the memory.
    } else {
        idle_alarm_.set(steady_clock::now() + surroundings_.pace.idle);
    }
}

void LiveMeeting::leave_memory() {
    if (is_needed() || !retire()) return;
    const auto self = shared_from_this();  // Its owner lets go of it below.
    surroundings_.summaries.leave_memory(slug_);
    surroundings_.captions.forget(slug_);
    on_retired_(*this);
}

void LiveMeeting::finish() {
    if (!retire()) return;  // Something came in; work() is on its way.
    if (!unstored_.empty()) {
        spdlog::error("meeting {}: stopped before {} of the server's own events could be stored", slug_.str(),
                      unstored_.size());
    }
    fan_out_.close(kServiceRestart);
    std::exchange(on_stopped_, nullptr)();
}

// After this, nothing is taken, and no alarm is set.
bool LiveMeeting::retire() {
    if (!inbox_.close_if_empty()) return false;
    unstored_.silence();
    timed_commands_.silence();
    idle_alarm_.cancel();
    fan_out_.silence();
    return true;
}

}  // namespace wardcast::hub
