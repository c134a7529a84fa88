#include "app/meeting_sources.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <spdlog/spdlog.h>

#include "app/signals.h"
#include "app/wait_for.h"

namespace wardcast::app {
namespace {

using meeting::Question;
using meeting::Slug;
using meeting::SourceId;
using meeting::State;
using meeting::Status;
using std::chrono::seconds;

social::SocialSettings settings_of(const Config::Social& config) {
    social::SocialSettings settings;
    settings.allow_hosts = config.allow_hosts;
    settings.requests_per_minute = config.requests_per_minute;
    settings.poll = seconds(config.poll_s);
    settings.feed_poll = seconds(config.feed_poll_s);
    settings.youtube_poll = seconds(config.youtube_poll_s);
    settings.x_poll = seconds(config.x_poll_s);
    settings.x_max_posts = config.x_max_posts;
    settings.bluesky_stream = config.bluesky_stream;
    settings.bluesky_profiles = config.bluesky_profiles;
    settings.x_api = config.x_api;
    settings.youtube_api = config.youtube_api;
    settings.pace.recheck = seconds(config.recheck_s);
    return settings;
}

// Somebody whom a crash kept from hearing of the answer still wants to know it so much later.
constexpr std::chrono::hours kReplyLate{1};

// A running source's name: the meeting's and its own. Slugs have no slash in them.
std::string name_of(const Slug& slug, const SourceId& source) {
    return slug.str() + "/" + source.str();
}

std::pair<Slug, SourceId> parts_of(const std::string& name) {
    const auto slash = name.find('/');
    return {Slug(name.substr(0, slash)), SourceId(name.substr(slash + 1))};
}

// Nothing where the question is none that a source must watch.
std::optional<social::KnownPost> known_post(const Question& question) {
    if (!question.origin || question.origin->uri.empty() || question.status == Status::Withdrawn) return std::nullopt;
    const auto& origin = *question.origin;
    return social::KnownPost{.uri = origin.uri,
                             .id = origin.id,
                             .version = origin.version,
                             .is_shown = question.status == Status::Approved || question.status == Status::Asking};
}

std::vector<social::KnownPost> known_posts(const State& state, const SourceId& source) {
    std::vector<social::KnownPost> known;
    for (const auto& [id, question] : state.questions) {
        auto post = known_post(question);
        if (post && question.origin->by == source) known.push_back(std::move(*post));
    }
    return known;
}

social::Health health_in(social::Health::State state, const social::Trouble& trouble = {}) {
    return {.state = state, .error = trouble.words, .code = trouble.code, .about = trouble.about};
}

}  // namespace

MeetingSources::MeetingSources(hub::Hub& hub, const hub::Access& access, const Config& config, const Clock& clock)
    : hub_(hub),
      access_(access),
      clock_(clock),
      look_back_(config.social.look_back_h),
      follow_(config.social.follow_h),
      sources_(settings_of(config.social), *this, clock),
      replies_(
          {.server = config.social.reply_server, .token = config.social.reply_token, .public_url = config.public_url},
          sources_.outgoing()) {}

MeetingSources::~MeetingSources() {
    stop();
}

void MeetingSources::connect() {
    hub_.watch([this](const State& after, const meeting::Record& record) { follow(after, record); });
}

Result<void> MeetingSources::resume() {
    using Summaries = Result<std::vector<hub::MeetingSummary>>;
    const auto meetings = wait_for<Summaries>([&](auto listed) { hub_.list(std::move(listed)); });
    if (!meetings) return tl::unexpected(meetings.error());
    for (const auto& summary : *meetings) {
        if (is_over(summary.phase, summary.ended_at)) continue;
        hub_.inspect(summary.slug, [this](const State& state) {
            start_all(state);
            reply_where_none_came(state);
            if (state.phase == meeting::Phase::Ended) end_when_over(state);
        });
    }
    return {};
}

void MeetingSources::stop() {
    replies_.stop();
    thread_.stop();  // What waits there is to end sources, which is what comes now, or to start some.
    thread_.join();
    sources_.stop();
}

// ---- What meetings decide --------------------------------------------------------------------------------------

void MeetingSources::follow(const State& after, const meeting::Record& record) {
    const auto start_one = [&](const SourceId& id) {
        if (const auto* source = find_source(after, id)) start(after, *source);
    };
    std::visit(
        [&](const auto& event) {
            using Event = std::decay_t<decltype(event)>;
            if constexpr (std::is_same_v<Event, meeting::SourceAdded>) {
                start_one(event.source);
            } else if constexpr (std::is_same_v<Event, meeting::SourceSwitched>) {
                event.on ? start_one(event.source) : end(after.slug, event.source, false);
            } else if constexpr (std::is_same_v<Event, meeting::SourceRemoved>) {
                end(after.slug, event.source, true);
            } else if constexpr (std::is_same_v<Event, meeting::MeetingStarted>) {
                start_all(after);
            } else if constexpr (std::is_same_v<Event, meeting::MeetingEnded>) {
                end_when_over(after);
            } else if constexpr (requires { event.question.str(); }) {
                follow_question(after, record, event.question);
            }
        },
        record.event);
}

void MeetingSources::follow_question(const State& after, const meeting::Record& record, const meeting::QuestionId& id) {
    const auto* question = find_question(after, id);
    if (question == nullptr || !question->origin || question->origin->uri.empty()) return;
    const auto name = name_of(after.slug, question->origin->by);
    if (auto post = known_post(*question)) {
        sources_.know(name, std::move(*post));
    } else {
        sources_.forget(name, question->origin->uri);
    }
    // About to be seen by everybody: does it still stand?
    if (std::holds_alternative<meeting::QuestionApproved>(record.event) ||
        std::holds_alternative<meeting::QuestionCalled>(record.event)) {
        sources_.recheck_soon(name);
    }
    if (std::holds_alternative<meeting::QuestionAnswered>(record.event)) replies_.answered(after.slug, *question);
}

void MeetingSources::start_all(const State& state) {
    for (const auto& source : state.sources)
        start(state, source);
}

void MeetingSources::start(const State& state, const meeting::Source& source) {
    using enum social::Health::State;
    const auto name = name_of(state.slug, source.id);
    if (!source.on || is_over(state.phase, state.ended_at)) return health(name, health_in(Off));
    if (source.kind == meeting::SourceKind::Hook) return health(name, health_in(Ok));  // It comes by itself.
    social::SourceSettings settings{.kind = std::string(to_string(source.kind)),
                                    .server = source.server,
                                    .hashtags = source.hashtags,
                                    .token = access_.unseal(source.token).value_or(""),
                                    .since = source.added_at - look_back_};
    boost::asio::post(thread_, [this, name, settings = std::move(settings), cursor = source.cursor,
                                known = known_posts(state, source.id)]() mutable {
        const auto started = sources_.start(name, settings, cursor, std::move(known));
        if (!started) health(name, health_in(Trouble, started.error()));
    });
}

void MeetingSources::end(const Slug& slug, const SourceId& source, bool was_removed) {
    boost::asio::post(thread_, [this, slug, source, was_removed] {
        const auto name = name_of(slug, source);
        sources_.remove(name);
        if (was_removed) {
            hub_.bulletin(slug, "source", source.str(), nullptr);
        } else {
            health(name, health_in(social::Health::State::Off));
        }
    });
}

bool MeetingSources::is_over(meeting::Phase phase, std::optional<Timestamp> ended_at) const {
    return phase == meeting::Phase::Ended && (!ended_at || clock_.now() >= *ended_at + follow_);
}

// What an author changes or deletes after the meeting is to leave the pages, too; hence not at the end itself.
void MeetingSources::end_when_over(const State& ended) {
    const auto wait = ended.ended_at.value_or(Timestamp{}) + follow_ - clock_.now();
    auto timer = std::make_shared<boost::asio::steady_timer>(thread_, std::max(wait, std::chrono::milliseconds(0)));
    timer->async_wait([this, timer, slug = ended.slug](const boost::system::error_code& error) {
        if (error) return;
        hub_.inspect(slug, [this](const State& state) {
            if (state.phase != meeting::Phase::Ended) return;  // Started again.
            if (!is_over(state.phase, state.ended_at)) return end_when_over(state);
            for (const auto& source : state.sources)
                end(state.slug, source.id, false);
        });
    });
}

// Whether one came is seen in its thread.
void MeetingSources::reply_where_none_came(const State& state) {
    for (const auto& [id, question] : state.questions) {
        if (question.status != Status::Answered || !question.answered_at) continue;
        if (clock_.now() < *question.answered_at + kReplyLate) replies_.answered(state.slug, question);
    }
}

// ---- What sources bring ----------------------------------------------------------------------------------------

void MeetingSources::take(const std::string& name, const social::Batch& batch) noexcept {
    const auto parts = parts_of(name);
    const auto to_meeting = [&](const social::Post& post) {
        return meeting::Post{.uri = post.uri,
                             .id = post.id,
                             .version = post.version,
                             .instance = post.instance,
                             .handle = post.handle,
                             .name = post.name.empty() ? post.handle : post.name,
                             .text = post.text,
                             .lang = post.language,
                             .url = post.url,
                             .reply_to = post.reply_to,
                             .author = access_.participant_from(parts.first, "post", post.handle)};
    };
    meeting::TakePosts taken{.source = parts.second, .changes = {}, .cursor = batch.cursor};
    taken.changes.reserve(batch.changes.size());
    for (const auto& change : batch.changes) {
        if (const auto* written = std::get_if<social::NewPost>(&change)) {
            taken.changes.emplace_back(meeting::NewPost{to_meeting(written->post)});
        } else if (const auto* edited = std::get_if<social::EditedPost>(&change)) {
            taken.changes.emplace_back(meeting::EditedPost{to_meeting(edited->post)});
        } else if (const auto* deleted = std::get_if<social::DeletedPost>(&change)) {
            taken.changes.emplace_back(meeting::DeletedPost{deleted->uri});
        }
    }
    hub_.carry_out(parts.first, {}, std::move(taken), [this, name, cursor = batch.cursor](const auto& done) {
        // Where it was refused, the source asks again later, or is about to be ended.
        if (done) sources_.confirm(name, cursor);
    });
}

void MeetingSources::health(const std::string& name, const social::Health& health) noexcept {
    const auto [slug, source] = parts_of(name);
    if (health.state == social::Health::State::Trouble) {
        spdlog::info("meeting {}: source {}: {}", slug.str(), source.str(), health.error);
    }
    hub_.bulletin(slug, "source", source.str(), to_wire(health));
}

}  // namespace wardcast::app
