#include "hub/live_hub.h"

#include <atomic>
#include <thread>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/log.h"
#include "hub/access.h"
#include "hub/admission.h"
#include "hub/bulletin_board.h"
#include "hub/caption_book.h"
#include "hub/meeting_registry.h"
#include "hub/record_book.h"
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

constexpr int kMaxSlugAttempts = 100;  // Meetings with the same title: "ward-meeting-2" and so on.

Slug nth_slug(const Slug& slug, int n) {
    if (n == 1) return slug;
    const std::string suffix = "-" + std::to_string(n);
    return Slug(slug.str().substr(0, meeting::kMaxSlugLength - suffix.size()) + suffix);
}

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

tl::unexpected<Error> stopping() {
    return failure(ErrorKind::Unavailable, server_restarting().refusal.message);
}

class LiveHub final : public Hub {
  public:
    LiveHub(store::EventStore& store, const Clock& clock, const HubOptions& options)
        : pace_(options.pace),
          access_(store.secret().value_or(std::string())),
          admission_(access_, options.limits),
          summaries_(store),
          records_(store),
          work_(pool_->get_executor()),
          list_strand_(pool_->get_executor()),
          meetings_({pool_, store, clock, pace_, access_, outlets_, watchers_, summaries_, bulletins_, captions_}) {
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
    void inspect(const Slug& slug, std::function<void(const State&)> look) override;
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

    void give(const Slug& slug, Errand errand);
    void create_as(const meeting::MeetingCreated& event, bool may_rename, int attempt, const Created& created);
    // Calls back from the pool, so that no caller is called from within its own call.
    template <class Call>
    void later(Call call);

    const Pace pace_;
    const Access access_;
    Admission admission_;
    std::vector<Outlet*> outlets_;
    std::vector<Watcher> watchers_;
    SummaryBook summaries_;
    BulletinBoard bulletins_;
    CaptionBook captions_;
    RecordBook records_;  // On list_strand_.

    const std::shared_ptr<boost::asio::io_context> pool_ = std::make_shared<boost::asio::io_context>();
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    Strand list_strand_;  // One list or record at a time, so that the first one's reading serves the others.
    MeetingRegistry meetings_;
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

void LiveHub::give(const Slug& slug, Errand errand) {
    const auto obstacle = meetings_.give(slug, errand);
    if (!obstacle) return;
    later([this, errand = std::move(errand), obstacle = *obstacle] { turn_away(errand, obstacle, outlets_); });
}

// ---- One meeting -----------------------------------------------------------------------------------------------

void LiveHub::join(const Slug& slug, Visitor visitor, std::optional<std::uint64_t> since, SubscriberKey subscriber) {
    give(slug, Join{std::move(visitor), since, subscriber});
}

void LiveHub::leave(const Slug& slug, SubscriberKey subscriber) {
    const auto meeting = meetings_.find(slug);
    if (!meeting) return;
    Errand errand = Leave{subscriber};
    // Where it has retired, nobody was joined any more.
    (void)meeting->take(errand);
}

void LiveHub::submit(const Slug& slug, Visitor visitor, CommandRequest request,
                     std::function<void(CommandReply)> replied) {
    auto deed = admission_.admit(slug, std::move(visitor), request, replied);
    if (deed) return give(slug, *std::move(deed));
    later([reply = refused_reply(request.id, deed.error()), replied] { replied(reply); });
}

void LiveHub::tell(const Slug& slug, meeting::Command command) {
    Errand errand = by_server(std::move(command));
    if (const auto obstacle = meetings_.give(slug, errand)) {
        spdlog::warn("meeting {}: not told of a change of its programme: {}", slug.str(), obstacle->refusal.message);
    }
}

void LiveHub::carry_out(const Slug& slug, meeting::CommandId id, meeting::Command command, Settled settled) {
    Deed deed = by_server(std::move(command));
    deed.id = std::move(id);
    deed.settled = std::move(settled);
    give(slug, std::move(deed));
}

void LiveHub::signal(const Slug& slug, const std::string& camera, Json signal) {
    if (const auto meeting = meetings_.find(slug)) meeting->signal(camera, std::move(signal));
}

void LiveHub::bulletin(const Slug& slug, const std::string& kind, const std::string& id, Json body) {
    bulletins_.put(slug, kind, id, body);
    if (const auto meeting = meetings_.find(slug); meeting && !body.is_null()) {
        meeting->bulletin(kind, id, std::move(body));
    }
}

void LiveHub::inspect(const Slug& slug, std::function<void(const State&)> look) {
    give(slug, Inspect{std::move(look)});
}

void LiveHub::read(const Slug& slug, Visitor visitor, std::function<void(Result<Json>)> done) {
    give(slug, Read{std::move(visitor), std::move(done)});
}

void LiveHub::read_question(const Slug& slug, const meeting::QuestionId& question,
                            std::function<void(Result<QuestionReading>)> done) {
    give(slug, ReadQuestion{question, std::move(done)});
}

void LiveHub::captions(const Slug& slug, std::function<void(Result<CaptionReading>)> done) {
    if (auto reading = captions_.find(slug)) return done(*std::move(reading));
    give(slug, ReadCaptions{std::move(done)});
}

void LiveHub::record(const Slug& slug, std::function<void(Result<RecordReading>)> done) {
    if (stopping_) return done(stopping());
    boost::asio::post(list_strand_, [this, slug, done = std::move(done)] { done(records_.read(slug)); });
}

// ---- All meetings ----------------------------------------------------------------------------------------------

void LiveHub::create(NewMeeting meeting, Created created) {
    const auto slug = meeting.slug ? std::optional<std::string_view>(meeting.slug->str()) : std::nullopt;
    const auto event = meeting::create_meeting(meeting.title, slug, meeting.starts, meeting.hashtags);
    if (event) return create_as(*event, /*may_rename=*/!meeting.slug, 1, created);
    later([created, error = error_of(event.error())] { created(tl::unexpected(error)); });
}

void LiveHub::create_as(const meeting::MeetingCreated& event, bool may_rename, int attempt, const Created& created) {
    meeting::MeetingCreated tried = event;
    tried.slug = nth_slug(event.slug, attempt);
    const Slug slug = tried.slug;
    Deed deed = by_server(std::move(tried));
    deed.settled = [this, event, slug, may_rename, attempt, created](const Decided<State::Done>& done) {
        if (done) {
            created(*summaries_.find(slug, done->seq));  // The meeting writes it down before it settles the deed.
        } else if (done.error().code == RefusalCode::WrongState && may_rename && attempt < kMaxSlugAttempts) {
            create_as(event, may_rename, attempt + 1, created);
        } else {
            created(tl::unexpected(error_of(done.error())));
        }
    };
    give(slug, std::move(deed));
}

void LiveHub::list(std::function<void(Result<std::vector<MeetingSummary>>)> listed) {
    if (stopping_) return listed(stopping());
    boost::asio::post(list_strand_, [this, listed = std::move(listed)] { listed(summaries_.list()); });
}

// ---- The end ---------------------------------------------------------------------------------------------------

void LiveHub::stop() {
    if (stopping_.exchange(true)) return;
    meetings_.stop();
    work_.reset();
    for (auto& thread : threads_)
        thread.join();
}

}  // namespace

std::unique_ptr<Hub> make_hub(store::EventStore& store, const Clock& clock, const HubOptions& options) {
    return std::make_unique<LiveHub>(store, clock, options);
}

}  // namespace wardcast::hub
