#include "hub/live_meeting.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/log.h"
#include "hub/fresh_id.h"
#include "hub/wire.h"

namespace wardcast::hub {

using meeting::Decided;
using meeting::Record;
using meeting::RefusalCode;
using meeting::State;
using std::chrono::steady_clock;

namespace {

meeting::Refusal not_stored() {
    return {RefusalCode::Unavailable, "This could not be saved, so nothing has happened. Try again in a moment."};
}

meeting::Refusal not_readable() {
    return {RefusalCode::Unavailable, "This meeting cannot be read at the moment. Try again shortly."};
}

meeting::Refusal no_such_meeting() {
    return {RefusalCode::NotFound, "There is no such meeting."};
}

// Nobody waits for its outcome, so nobody would give it again.
bool is_servers_own(const Deed& deed) {
    return deed.actor.role == meeting::Role::System && !deed.settled;
}

}  // namespace

LiveMeeting::LiveMeeting(meeting::Slug slug, Surroundings surroundings, std::function<void(const LiveMeeting&)> retired)
    : surroundings_(std::move(surroundings)),
      slug_(std::move(slug)),
      strand_(surroundings_.pool->get_executor()),
      on_retired_(std::move(retired)),
      fan_out_(slug_, strand_, surroundings_.clock, surroundings_.pace, surroundings_.access, surroundings_.outlets),
      retry_alarm_(strand_, [this] { work(); }),
      idle_alarm_(strand_, [this] { leave_memory(); }),
      settle_alarm_(strand_,
                    [this] {
                        last_settling_ = steady_clock::now();
                        give_oneself(meeting::Settle{});
                    }),
      listening_alarm_(strand_, [this] { end_listening(); }) {}

// ---- From any thread -------------------------------------------------------------------------------------------

LiveMeeting::Taken LiveMeeting::take(Errand& errand) {
    bool was_empty = false;
    {
        const std::lock_guard lock(mutex_);
        if (retired_) return Taken::Retired;
        if (const Deed* deed = std::get_if<Deed>(&errand)) {
            // The server's own are few and nobody would send them again.
            if (waiting_deeds_ >= Hub::kMaxWaitingCommands && !is_servers_own(*deed)) return Taken::Full;
            ++waiting_deeds_;
        }
        was_empty = inbox_.empty();
        inbox_.push_back(std::move(errand));
    }
    if (was_empty) boost::asio::post(strand_, [self = shared_from_this()] { self->work(); });
    return Taken::Yes;
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

// ---- A batch ---------------------------------------------------------------------------------------------------

void LiveMeeting::work() {
    if (in_flight_) return;  // on_stored() comes back here.
    std::vector<Errand> errands = take_inbox();
    if (!loaded_ && !(errands.empty() && unstored_.empty())) {
        if (const auto loaded = load(); !loaded) {
            spdlog::error("meeting {}: its log cannot be read: {}", slug_.str(), loaded.error().message);
            for (auto& errand : errands)
                refuse(errand);
            errands.clear();
            if (!unstored_.empty()) retry_alarm_.set(steady_clock::now() + surroundings_.pace.retry);
        }
    }
    std::vector<Deed> deeds;
    if (loaded_ && !retry_alarm_.is_set()) deeds = std::exchange(unstored_, {});
    for (auto& errand : errands) {
        if (auto* deed = std::get_if<Deed>(&errand)) {
            auto& queue = is_servers_own(*deed) && !unstored_.empty() ? unstored_ : deeds;
            queue.push_back(std::move(*deed));
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
    if (loaded_ && !errands.empty()) keep_summary();
    if (!deeds.empty()) begin(std::move(deeds));
    if (!in_flight_) rest();
}

std::vector<Errand> LiveMeeting::take_inbox() {
    const std::lock_guard lock(mutex_);
    waiting_deeds_ = 0;
    return std::exchange(inbox_, {});
}

void LiveMeeting::serve(const Join& join) {
    if (state_.seq > 0) {
        fan_out_.join(state_, join.visitor, join.since, join.subscriber);
        if (audience_of(join.visitor.actor.role) == meeting::Audience::Staff) {
            fan_out_.show(join.subscriber, surroundings_.bulletins.of(slug_));
        }
        return;
    }
    surroundings_.outlets[join.subscriber.outlet]->deliver(
        Direct{.subscriber = join.subscriber.number,
               .frame = share_bytes(refused_frame(no_such_meeting())),
               .closes = kPolicyViolation});
}

void LiveMeeting::serve(const Read& read) {
    if (state_.seq == 0) {
        read.done(failure(ErrorKind::NotFound, no_such_meeting().message));
        return;
    }
    const auto& actor = read.visitor.actor;
    const auto* own = actor.role == meeting::Role::Resident ? &actor.participant : nullptr;
    Json answer{{"seq", state_.seq},
                {"state", state_view(state_, audience_of(actor.role), own, fan_out_.roster().watching())}};
    if (own != nullptr) answer["mine"] = mine(state_, *own, surroundings_.access);
    if (audience_of(actor.role) == meeting::Audience::Staff) answer["bulletins"] = surroundings_.bulletins.of(slug_);
    read.done(std::move(answer));
}

void LiveMeeting::serve(const ReadQuestion& read) {
    const meeting::Question* question = find_question(state_, read.question);
    if (question == nullptr) {
        read.done(failure(ErrorKind::NotFound, "There is no such question."));
        return;
    }
    read.done(QuestionReading{
        .meeting = state_view(state_, meeting::Audience::Public, nullptr, 0, meeting::With::NoQuestions),
        .question = own_question_view(state_, *question),
        .asker = question->participant});
}

void LiveMeeting::serve(const ReadCaptions& read) {
    if (auto reading = surroundings_.captions.find(slug_)) {
        read.done(*std::move(reading));
    } else {
        read.done(failure(ErrorKind::NotFound, no_such_meeting().message));
    }
}

void LiveMeeting::refuse(Errand& errand) {
    if (auto* deed = std::get_if<Deed>(&errand)) {
        if (deed->settled) {
            deed->settled(tl::unexpected(not_stored()));
        } else {
            unstored_.push_back(std::move(*deed));
        }
    } else if (const auto* join = std::get_if<Join>(&errand)) {
        surroundings_.outlets[join->subscriber.outlet]->deliver(
            Direct{.subscriber = join->subscriber.number,
                   .frame = share_bytes(refused_frame(not_readable())),
                   .closes = kTryAgainLater});
    } else if (const auto* leave = std::get_if<Leave>(&errand)) {
        fan_out_.leave(leave->subscriber);
    } else if (const auto* read = std::get_if<Read>(&errand)) {
        read->done(failure(ErrorKind::Unavailable, not_readable().message));
    } else if (const auto* question = std::get_if<ReadQuestion>(&errand)) {
        question->done(failure(ErrorKind::Unavailable, not_readable().message));
    } else if (const auto* captions = std::get_if<ReadCaptions>(&errand)) {
        captions->done(failure(ErrorKind::Unavailable, not_readable().message));
    }
}

Result<void> LiveMeeting::load() {
    loaded_ = false;
    const auto log = surroundings_.store.read(slug_, 0);
    if (!log) return tl::unexpected(log.error());
    const std::uint64_t told = was_loaded_ ? fan_out_.told_seq() : log->size();
    const std::uint64_t forgotten = log->size() - std::min<std::uint64_t>(log->size(), RecentEvents::kRemembered);
    State state;
    std::vector<EventViews> known;
    std::vector<EventViews> news;
    std::vector<Record> new_records;
    for (const Record& record : *log) {
        const auto effects = apply(state, record);
        if (record.seq > told) {
            news.push_back(view_event(state, record, effects));
            new_records.push_back(record);
        } else if (!was_loaded_ && record.seq > forgotten) {
            known.push_back(view_event(state, record, effects));
        }
    }
    state_ = std::move(state);
    loaded_ = true;
    if (state_.seq > 0) surroundings_.captions.keep(state_);
    plan_end_of_listening();
    if (!was_loaded_) fan_out_.remember(std::move(known));
    was_loaded_ = true;
    // What another process wrote, or a commit that the disk reported as failed and had made all the same.
    if (!news.empty()) tell(std::move(news), new_records);
    return {};
}

void LiveMeeting::begin(std::vector<Deed> deeds) {
    Batch batch;
    batch.deeds = std::move(deeds);
    decide_all(batch);
    if (batch.records.empty()) {
        settle(batch);
        return;
    }
    in_flight_ = std::move(batch);
    append();
}

void LiveMeeting::decide_all(Batch& batch) {
    batch.outcomes.clear();
    batch.records.clear();
    batch.views.clear();
    for (const Deed& deed : batch.deeds)
        batch.outcomes.push_back(decide_one(deed, batch));
}

Decided<State::Done> LiveMeeting::decide_one(const Deed& deed, Batch& batch) {
    const std::string key = done_key(deed.actor.participant, deed.id);
    if (!deed.id.empty()) {
        // Sent again, after a reconnect or a restart: answered again, done once.
        if (const auto done = state_.done.find(key); done != state_.done.end()) return done->second;
    }
    std::vector<meeting::Event> events;
    const Timestamp now = surroundings_.clock.now();
    if (const auto* creation = std::get_if<meeting::MeetingCreated>(&deed.what)) {
        if (state_.seq > 0) {
            return meeting::refuse(RefusalCode::WrongState, "There is a meeting '" + slug_.str() + "' already.");
        }
        events.emplace_back(*creation);
    } else {
        if (state_.seq == 0) return tl::unexpected(no_such_meeting());
        auto decided = decide(state_, std::get<meeting::Command>(deed.what), deed.actor, {now, fresh_id, deed.network});
        if (!decided) return tl::unexpected(decided.error());
        events = std::move(*decided);
    }
    for (auto& event : events) {
        Record record{state_.seq + 1, now, deed.actor, deed.id, std::move(event)};
        const auto effects = apply(state_, record);
        batch.views.push_back(view_event(state_, record, effects));
        batch.records.push_back(std::move(record));
    }
    const auto done = state_.done.find(key);
    return done != state_.done.end() ? done->second : State::Done{state_.seq, {}};
}

void LiveMeeting::append() {
    surroundings_.store.append(slug_, in_flight_->records, [self = shared_from_this()](const Result<void>& stored) {
        boost::asio::post(self->strand_, [self, stored] { self->on_stored(stored); });
    });
}

void LiveMeeting::on_stored(const Result<void>& stored) {
    if (stored) {
        Batch batch = std::move(*in_flight_);
        in_flight_.reset();
        if (std::exchange(is_store_failing_, false)) spdlog::info("meeting {}: stored again", slug_.str());
        tell(std::move(batch.views), batch.records);
        settle(batch);
    } else {
        const bool conflict = stored.error().kind == ErrorKind::Conflict;
        if (conflict && !in_flight_->decided_anew && decide_anew()) return;
        undo(stored.error());
    }
    work();
}

bool LiveMeeting::decide_anew() {
    if (!load()) return false;
    in_flight_->decided_anew = true;
    decide_all(*in_flight_);
    if (in_flight_->records.empty()) {
        settle(*in_flight_);
        in_flight_.reset();
        work();
    } else {
        append();
    }
    return true;
}

void LiveMeeting::undo(const Error& error) {
    Batch batch = std::move(*in_flight_);
    in_flight_.reset();
    // Once, and not for each of the hundreds who try again.
    if (!std::exchange(is_store_failing_, true)) {
        spdlog::error("meeting {}: commands are refused, for nothing can be stored: {}", slug_.str(), error.message);
    }
    std::vector<Deed> own;
    for (std::size_t i = 0; i < batch.deeds.size(); ++i) {
        batch.outcomes[i] = tl::unexpected(not_stored());
        if (is_servers_own(batch.deeds[i])) own.push_back(std::move(batch.deeds[i]));
    }
    if (!own.empty()) {
        // Ahead of those that queue already: they were told later.
        own.insert(own.end(), std::make_move_iterator(unstored_.begin()), std::make_move_iterator(unstored_.end()));
        unstored_ = std::move(own);
        retry_alarm_.set(steady_clock::now() + surroundings_.pace.retry);
    }
    if (const auto loaded = load(); !loaded) {
        spdlog::error("meeting {}: its log cannot be read: {}", slug_.str(), loaded.error().message);
    }
    settle(batch);
}

void LiveMeeting::settle(Batch& batch) {
    for (std::size_t i = 0; i < batch.deeds.size(); ++i) {
        if (batch.deeds[i].settled) batch.deeds[i].settled(batch.outcomes[i]);
    }
}

void LiveMeeting::tell(std::vector<EventViews> views, const std::vector<Record>& records) {
    fan_out_.publish(std::move(views), state_);
    keep_summary();
    keep_captions(records);
    for (const Record& record : records) {
        for (const auto& watcher : surroundings_.watchers)
            watcher(state_, record);
    }
    plan_settling(records);
    plan_end_of_listening();
}

// ---- What the meeting does by itself ---------------------------------------------------------------------------

// Almost anything may change what the policy makes of the queue; whether it does is found out then, at most so often.
void LiveMeeting::plan_settling(const std::vector<Record>& records) {
    const bool only_settled = std::all_of(records.begin(), records.end(), [](const Record& record) {
        return std::holds_alternative<meeting::QueueSettled>(record.event);
    });
    if (only_settled || !state_.order || state_.queue.size() < 2 || settle_alarm_.is_set()) return;
    const bool is_first = last_settling_ == Alarm::Time::min();
    const auto now = steady_clock::now();
    settle_alarm_.set(is_first ? now : std::max(now, last_settling_ + surroundings_.pace.settle));
}

void LiveMeeting::plan_end_of_listening() {
    if (!state_.listening) {
        listening_alarm_.cancel();
        return;
    }
    const auto wait = std::max(*state_.listening - surroundings_.clock.now(), std::chrono::milliseconds(0));
    listening_alarm_.set(steady_clock::now() + wait);
}

void LiveMeeting::end_listening() {
    // The clocks of the alarm and of the log may differ.
    if (state_.listening && surroundings_.clock.now() < *state_.listening) return plan_end_of_listening();
    give_oneself(meeting::EndListening{});
}

void LiveMeeting::give_oneself(meeting::Command command) {
    Errand errand = Deed{.actor = {meeting::Role::System, Access::staff_id(meeting::Role::System)},
                         .id = {},
                         .what = std::move(command)};
    (void)take(errand);  // Where it has left memory, nobody looks at its queue.
}

void LiveMeeting::keep_summary() {
    if (state_.seq == 0) return;
    surroundings_.summaries.keep_live(summarise(state_, fan_out_.roster().watching()), state_.seq);
}

void LiveMeeting::keep_captions(const std::vector<Record>& records) {
    const bool concerns = std::any_of(records.begin(), records.end(), [](const Record& record) {
        return std::holds_alternative<meeting::CaptionSaid>(record.event) ||
               std::holds_alternative<meeting::CaptionCorrected>(record.event) ||
               std::holds_alternative<meeting::MeetingCreated>(record.event) ||
               std::holds_alternative<meeting::MeetingChanged>(record.event) ||
               std::holds_alternative<meeting::MeetingStarted>(record.event) ||
               std::holds_alternative<meeting::MeetingEnded>(record.event);
    });
    if (concerns) surroundings_.captions.keep(state_);
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

// After this, take() refuses, and no alarm is set.
bool LiveMeeting::retire() {
    {
        const std::lock_guard lock(mutex_);
        if (!inbox_.empty()) return false;
        retired_ = true;
    }
    retry_alarm_.cancel();
    idle_alarm_.cancel();
    settle_alarm_.cancel();
    listening_alarm_.cancel();
    fan_out_.silence();
    return true;
}

}  // namespace wardcast::hub
