#include "hub/live_hub.h"

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/log.h"
#include "hub/access.h"
#include "hub/bulletin_board.h"
#include "hub/caption_book.h"
#include "hub/hook_address.h"
#include "hub/live_meeting.h"
#include "hub/record_book.h"
#include "hub/seal_secrets.h"
#include "hub/strand.h"
#include "hub/summary_book.h"
#include "hub/wire.h"
#include "meeting/creation.h"
#include "meeting/slug.h"

namespace wardcast::hub {
namespace {

using meeting::Decided;
using meeting::Refusal;
using meeting::RefusalCode;
using meeting::Slug;
using meeting::State;
using std::chrono::steady_clock;

constexpr std::size_t kMaxCommandIdLength = 64;  // A UUID has 36 characters.
constexpr int kMaxSlugAttempts = 100;            // Meetings with the same title: "ward-meeting-2" and so on.

const meeting::Actor kServer{meeting::Role::System, Access::staff_id(meeting::Role::System)};

Error error_of(const Refusal& refusal) {
    switch (refusal.code) {
        case RefusalCode::WrongState:
            return {ErrorKind::Conflict, refusal.message};
        case RefusalCode::Unavailable:
            return {ErrorKind::Unavailable, refusal.message};
        default:
            return {ErrorKind::BadInput, refusal.message};
    }
}

Refusal stopping() {
    return {RefusalCode::Unavailable, "The server is restarting. Try again in a moment."};
}

// A hook's secret is told in the answer to what makes it.
bool makes_hook(const meeting::Command& command) {
    const auto* add = std::get_if<meeting::AddSource>(&command);
    return add != nullptr && add->kind == meeting::SourceKind::Hook;
}

void tell_hook(const Access& access, const Slug& slug, const std::string& source, Json& done) {
    done["url"] = hook_path(slug, meeting::SourceId(source));
    done["secret"] = access.hook_secret(slug, meeting::SourceId(source));
}

class LiveHub final : public Hub {
  public:
    LiveHub(store::EventStore& store, const Clock& clock, const HubOptions& options)
        : store_(store),
          clock_(clock),
          pace_(options.pace),
          limits_(options.limits),
          access_(store.secret().value_or(std::string())),
          work_(pool_->get_executor()),
          list_strand_(pool_->get_executor()),
          records_(store) {
        for (std::size_t i = 0; i < options.threads; ++i)
            threads_.emplace_back([this] { pool_->run(); });
    }
    ~LiveHub() override { stop(); }

    std::size_t add_outlet(Outlet& outlet) override;
    void watch(Watcher watcher) override { watchers_.push_back(std::move(watcher)); }

    void join(const Slug& slug, Visitor visitor, std::optional<std::uint64_t> since, SubscriberKey subscriber) override;
    void leave(const Slug& slug, SubscriberKey subscriber) override;
    void submit(const Slug& slug, Visitor visitor, CommandRequest request,
                std::function<void(CommandReply)> replied) override;
    void tell(const Slug& slug, meeting::Command command) override;
    void carry_out(const Slug& slug, meeting::CommandId id, meeting::Command command, Settled settled) override;
    void signal(const Slug& slug, const std::string& camera, Json signal) override;
    void bulletin(const Slug& slug, const std::string& kind, const std::string& id, Json body) override;
    void inspect(const Slug& slug, std::function<void(const meeting::State&)> look) override;
    void read(const Slug& slug, Visitor visitor, std::function<void(Result<Json>)> done) override;
    void read_question(const Slug& slug, const meeting::QuestionId& question,
                       std::function<void(Result<QuestionReading>)> done) override;
    void record(const Slug& slug, std::function<void(Result<RecordReading>)> done) override;
    void captions(const Slug& slug, std::function<void(Result<CaptionReading>)> done) override;
    void create(NewMeeting meeting, std::function<void(Result<MeetingSummary>)> created) override;
    void list(std::function<void(Result<std::vector<MeetingSummary>>)> listed) override;
    void stop() override;

  private:
    using Created = std::function<void(Result<MeetingSummary>)>;

    [[nodiscard]] std::optional<Refusal> limit(const Slug& slug, const Visitor& visitor, const CommandRequest& request);
    [[nodiscard]] std::optional<Refusal> give(const Slug& slug, Errand errand);
    [[nodiscard]] std::shared_ptr<LiveMeeting> find_or_load(const Slug& slug);
    [[nodiscard]] std::shared_ptr<LiveMeeting> find(const Slug& slug);
    void drop(const LiveMeeting& meeting);
    void create_as(meeting::MeetingCreated event, bool may_rename, int attempt, const Created& created);
    [[nodiscard]] Result<std::vector<MeetingSummary>> summaries();
    [[nodiscard]] Result<MeetingSummary> summary_from_log(const Slug& slug);
    // Calls back from the pool, so that no caller is called from within its own call.
    template <class Call>
    void later(Call call);

    store::EventStore& store_;
    const Clock& clock_;
    const Pace pace_;
    RateLimits limits_;
    const Access access_;
    std::vector<Outlet*> outlets_;
    std::vector<Watcher> watchers_;
    SummaryBook summaries_;
    BulletinBoard bulletins_;
    CaptionBook captions_;

    const std::shared_ptr<boost::asio::io_context> pool_ = std::make_shared<boost::asio::io_context>();
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    Strand list_strand_;  // One list or record at a time, so that the first one's reading serves the others.
    RecordBook records_;  // On list_strand_.

    std::mutex mutex_;  // Guards meetings_ and, for writing, stopping_.
    std::unordered_map<Slug, std::shared_ptr<LiveMeeting>> meetings_;
    std::atomic<bool> stopping_ = false;

    std::vector<std::thread> threads_;
};

std::size_t LiveHub::add_outlet(Outlet& outlet) {
    outlets_.push_back(&outlet);
    return outlets_.size() - 1;
}

template <class Call>
void LiveHub::later(Call call) {
    if (stopping_) {
        call();
    } else {
        boost::asio::post(*pool_, std::move(call));
    }
}

// ---- Meetings in memory ----------------------------------------------------------------------------------------

// Nothing once the hub is stopping.
std::shared_ptr<LiveMeeting> LiveHub::find_or_load(const Slug& slug) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return nullptr;
    auto& meeting = meetings_[slug];
    if (!meeting) {
        meeting = std::make_shared<LiveMeeting>(
            slug,
            Surroundings{pool_, store_, clock_, pace_, access_, outlets_, watchers_, summaries_, bulletins_, captions_},
            [this](const LiveMeeting& retired) { drop(retired); });
    }
    return meeting;
}

// The same.
std::shared_ptr<LiveMeeting> LiveHub::find(const Slug& slug) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return nullptr;
    const auto found = meetings_.find(slug);
    return found == meetings_.end() ? nullptr : found->second;
}

void LiveHub::drop(const LiveMeeting& meeting) {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(meeting.slug());
    // Another may have taken its place already.
    if (found != meetings_.end() && found->second.get() == &meeting) meetings_.erase(found);
}

// Nothing if the meeting has it now; else why it has not.
std::optional<Refusal> LiveHub::give(const Slug& slug, Errand errand) {
    if (!meeting::is_slug(slug.str())) return Refusal{RefusalCode::NotFound, "There is no such meeting."};
    for (;;) {
        const auto meeting = find_or_load(slug);
        if (!meeting) return stopping();
        switch (meeting->take(errand)) {
            case LiveMeeting::Taken::Yes:
                return std::nullopt;
            case LiveMeeting::Taken::Full:
                return Refusal{RefusalCode::Unavailable, "Too many are sending at once. Try again in a moment."};
            case LiveMeeting::Taken::Retired:
                drop(*meeting);
                break;
        }
    }
}

// ---- Sockets ---------------------------------------------------------------------------------------------------

void LiveHub::join(const Slug& slug, Visitor visitor, std::optional<std::uint64_t> since, SubscriberKey subscriber) {
    const auto refusal = give(slug, Join{std::move(visitor), since, subscriber});
    if (!refusal) return;
    const std::uint16_t code = refusal->code == RefusalCode::NotFound ? kPolicyViolation : kServiceRestart;
    outlets_[subscriber.outlet]->deliver(
        Direct{.subscriber = subscriber.number, .frame = share_bytes(refused_frame(*refusal)), .closes = code});
}

void LiveHub::leave(const Slug& slug, SubscriberKey subscriber) {
    const auto meeting = find(slug);
    if (!meeting) return;
    Errand errand = Leave{subscriber};
    // Where it has retired, nobody was joined any more.
    (void)meeting->take(errand);
}

void LiveHub::signal(const Slug& slug, const std::string& camera, Json signal) {
    if (const auto meeting = find(slug)) meeting->signal(camera, std::move(signal));
}

void LiveHub::bulletin(const Slug& slug, const std::string& kind, const std::string& id, Json body) {
    bulletins_.put(slug, kind, id, body);
    if (const auto meeting = find(slug); meeting && !body.is_null()) {
        meeting->bulletin(kind, id, std::move(body));
    }
}

void LiveHub::inspect(const Slug& slug, std::function<void(const meeting::State&)> look) {
    (void)give(slug, Inspect{std::move(look)});
}

// ---- Commands --------------------------------------------------------------------------------------------------

std::optional<Refusal> LiveHub::limit(const Slug& slug, const Visitor& visitor, const CommandRequest& request) {
    const auto& actor = visitor.actor;
    const auto now = steady_clock::now();
    const auto wait = actor.role == meeting::Role::Resident
                          ? limits_.resident(actor.participant.str(), visitor.network, request.name == "ask", now)
                          : limits_.link(slug.str() + "/" + actor.participant.str(), now);
    if (!wait) return std::nullopt;
    return Refusal{RefusalCode::SlowDown,
                   "That was too much at once. Try again in " + std::to_string(wait->count()) + " s.", wait};
}

void LiveHub::submit(const Slug& slug, Visitor visitor, CommandRequest request,
                     std::function<void(CommandReply)> replied) {
    const auto refuse = [&](const Refusal& refusal) {
        later([reply = refused_reply(request.id, refusal), replied] { replied(reply); });
    };
    if (request.id.empty() || request.id.str().size() > kMaxCommandIdLength) {
        return refuse({RefusalCode::BadMessage, "'id' is missing or too long: give each command a UUID of its own"});
    }
    if (const auto refusal = limit(slug, visitor, request)) return refuse(*refusal);
    // Here, not on the strand: normalising words is the costliest part of a command.
    auto command = meeting::parse_command(request.name, request.data);
    if (!command) return refuse(command.error());
    const bool adds_hook = makes_hook(*command);
    seal_secrets(access_, *command);
    Deed deed{.actor = std::move(visitor.actor), .id = request.id, .what = std::move(*command)};
    if (deed.actor.role == meeting::Role::Resident && !visitor.network.empty())
        deed.network = access_.network_key(slug, visitor.network);
    deed.settled = [this, slug, adds_hook, id = request.id, replied](const Decided<State::Done>& done) {
        auto reply = done ? done_reply(slug, id, *done, access_) : refused_reply(id, done.error());
        if (done && adds_hook) tell_hook(access_, slug, done->made.id, reply.body);
        replied(std::move(reply));
    };
    if (const auto refusal = give(slug, std::move(deed))) refuse(*refusal);
}

void LiveHub::tell(const Slug& slug, meeting::Command command) {
    if (const auto refusal = give(slug, Deed{kServer, {}, std::move(command)})) {
        spdlog::warn("meeting {}: not told of a change of its programme: {}", slug.str(), refusal->message);
    }
}

void LiveHub::carry_out(const Slug& slug, meeting::CommandId id, meeting::Command command, Settled settled) {
    if (const auto refusal = give(slug, Deed{kServer, std::move(id), std::move(command), {}, settled})) {
        later([settled, refusal = *refusal] { settled(tl::unexpected(refusal)); });
    }
}

void LiveHub::read(const Slug& slug, Visitor visitor, std::function<void(Result<Json>)> done) {
    if (const auto refusal = give(slug, Read{std::move(visitor), done})) {
        const auto kind = refusal->code == RefusalCode::NotFound ? ErrorKind::NotFound : ErrorKind::Unavailable;
        later([done, error = Error{kind, refusal->message}] { done(tl::unexpected(error)); });
    }
}

void LiveHub::read_question(const Slug& slug, const meeting::QuestionId& question,
                            std::function<void(Result<QuestionReading>)> done) {
    if (const auto refusal = give(slug, ReadQuestion{question, done})) {
        const auto kind = refusal->code == RefusalCode::NotFound ? ErrorKind::NotFound : ErrorKind::Unavailable;
        later([done, error = Error{kind, refusal->message}] { done(tl::unexpected(error)); });
    }
}

void LiveHub::captions(const Slug& slug, std::function<void(Result<CaptionReading>)> done) {
    if (auto reading = captions_.find(slug)) return done(*std::move(reading));
    if (const auto refusal = give(slug, ReadCaptions{done})) {
        const auto kind = refusal->code == RefusalCode::NotFound ? ErrorKind::NotFound : ErrorKind::Unavailable;
        later([done, error = Error{kind, refusal->message}] { done(tl::unexpected(error)); });
    }
}

// ---- All meetings ----------------------------------------------------------------------------------------------

void LiveHub::create(NewMeeting meeting, Created created) {
    const auto slug = meeting.slug ? std::optional<std::string_view>(meeting.slug->str()) : std::nullopt;
    auto event = meeting::create_meeting(meeting.title, slug, meeting.starts, meeting.hashtags);
    if (!event) {
        later([created, error = error_of(event.error())] { created(tl::unexpected(error)); });
        return;
    }
    create_as(std::move(*event), /*may_rename=*/!meeting.slug, 1, created);
}

void LiveHub::create_as(meeting::MeetingCreated event, bool may_rename, int attempt, const Created& created) {
    meeting::MeetingCreated tried = event;
    if (attempt > 1) {
        const std::string suffix = "-" + std::to_string(attempt);
        tried.slug = Slug(event.slug.str().substr(0, meeting::kMaxSlugLength - suffix.size()) + suffix);
    }
    const Slug slug = tried.slug;
    const auto settled = [this, event = std::move(event), slug, may_rename, attempt,
                          created](const Decided<State::Done>& done) {
        if (done) {
            created(*summaries_.find(slug, done->seq));  // The meeting writes it down before it settles the deed.
        } else if (done.error().code == RefusalCode::WrongState && may_rename && attempt < kMaxSlugAttempts) {
            create_as(event, may_rename, attempt + 1, created);
        } else {
            created(tl::unexpected(error_of(done.error())));
        }
    };
    if (const auto refusal = give(slug, Deed{kServer, {}, std::move(tried), {}, settled})) {
        later([created, error = error_of(*refusal)] { created(tl::unexpected(error)); });
    }
}

void LiveHub::record(const Slug& slug, std::function<void(Result<RecordReading>)> done) {
    if (stopping_) {
        done(failure(ErrorKind::Unavailable, stopping().message));
        return;
    }
    boost::asio::post(list_strand_, [this, slug, done = std::move(done)] { done(records_.read(slug)); });
}

void LiveHub::list(std::function<void(Result<std::vector<MeetingSummary>>)> listed) {
    if (stopping_) {
        listed(failure(ErrorKind::Unavailable, stopping().message));
        return;
    }
    boost::asio::post(list_strand_, [this, listed = std::move(listed)] { listed(summaries()); });
}

Result<std::vector<MeetingSummary>> LiveHub::summaries() {
    const auto heads = store_.heads();
    if (!heads) return tl::unexpected(heads.error());
    std::vector<MeetingSummary> summaries;
    summaries.reserve(heads->size());
    for (const auto& head : *heads) {
        if (auto known = summaries_.find(head.slug, head.seq)) {
            summaries.push_back(std::move(*known));
            continue;
        }
        auto summary = summary_from_log(head.slug);
        if (!summary) {
            // One unreadable log must not hide all the others.
            spdlog::error("meeting {}: left out of the list: {}", head.slug.str(), summary.error().message);
            continue;
        }
        summaries.push_back(std::move(*summary));
    }
    return summaries;
}

Result<MeetingSummary> LiveHub::summary_from_log(const Slug& slug) {
    const auto log = store_.read(slug, 0);
    if (!log) return tl::unexpected(log.error());
    State state;
    for (const auto& record : *log)
        apply(state, record);
    auto summary = summarise(state, 0);
    summaries_.keep(summary, state.seq);
    return summary;
}

// ---- The end ---------------------------------------------------------------------------------------------------

void LiveHub::stop() {
    std::vector<std::shared_ptr<LiveMeeting>> meetings;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_.exchange(true)) return;
        for (const auto& [slug, meeting] : meetings_)
            meetings.push_back(meeting);
    }
    std::latch stopped(static_cast<std::ptrdiff_t>(meetings.size()));
    for (const auto& meeting : meetings)
        meeting->stop([&stopped] { stopped.count_down(); });
    stopped.wait();
    work_.reset();
    for (auto& thread : threads_)
        thread.join();
}

}  // namespace

std::unique_ptr<Hub> make_hub(store::EventStore& store, const Clock& clock, const HubOptions& options) {
    return std::make_unique<LiveHub>(store, clock, options);
}

}  // namespace wardcast::hub
