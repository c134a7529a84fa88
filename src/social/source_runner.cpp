#include "social/source_runner.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kListen{1'000};  // How long listen() may hold up a recheck.
constexpr milliseconds kFirst{500};     // Sources that start together do not ask together.
constexpr milliseconds kLeastRecheck{2'000};
constexpr std::size_t kRecheckShown = 100;
constexpr std::size_t kRecheckOthers = 20;

}  // namespace

const char* to_string(Health::State state) noexcept {
    switch (state) {
        case Health::State::Off:
            return "off";
        case Health::State::Waiting:
            return "waiting";
        case Health::State::Ok:
            return "ok";
        case Health::State::Trouble:
            return "trouble";
    }
    return "waiting";
}

SourceRunner::SourceRunner(std::string name, std::unique_ptr<Source> source, SourceListener& listener,
                           const Clock& clock, std::string cursor, std::vector<KnownPost> known, const RunnerPace& pace)
    : name_(std::move(name)),
      source_(std::move(source)),
      listener_(listener),
      clock_(clock),
      pace_(pace),
      cursor_(std::move(cursor)),
      stored_cursor_(cursor_),
      stored_at_(steady_clock::now()),
      breaker_(source_->interval()),
      random_(std::random_device{}()) {
    for (auto& post : known)
        know(std::move(post));
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

SourceRunner::~SourceRunner() {
    thread_.request_stop();
    thread_.join();
}

void SourceRunner::confirm(const std::string& cursor) {
    const std::lock_guard lock(mutex_);
    confirmed_ = cursor;
    changed_.notify_all();
}

void SourceRunner::know(KnownPost post) {
    const std::lock_guard lock(mutex_);
    auto uri = post.uri;
    known_[std::move(uri)] = std::move(post);
}

void SourceRunner::forget(const std::string& uri) {
    const std::lock_guard lock(mutex_);
    known_.erase(uri);
}

void SourceRunner::recheck_soon() {
    const std::lock_guard lock(mutex_);
    recheck_soon_ = true;
    changed_.notify_all();
}

void SourceRunner::request_stop() {
    thread_.request_stop();
}

std::vector<KnownPost> SourceRunner::known() const {
    const std::lock_guard lock(mutex_);
    std::vector<KnownPost> all;
    all.reserve(known_.size());
    for (const auto& [uri, post] : known_)
        all.push_back(post);
    return all;
}

// Those that are shown, and some of the others, round by round: a long evening must not use up what the service allows.
std::vector<KnownPost> SourceRunner::next_to_recheck() {
    auto all = known();
    std::ranges::sort(all, {}, [](const KnownPost& post) { return std::pair(!post.is_shown, post.uri); });
    const auto others = std::ranges::find(all, false, &KnownPost::is_shown);
    const auto shown = static_cast<std::size_t>(others - all.begin());
    std::vector<KnownPost> next(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(shown, kRecheckShown)));
    const auto rest = all.size() - shown;
    for (std::size_t i = 0; i < std::min(rest, kRecheckOthers); ++i)
        next.push_back(all[shown + rechecked_++ % rest]);
    return next;
}

milliseconds SourceRunner::jittered(milliseconds time) {
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(time.count()) *
                                                       std::uniform_real_distribution(0.8, 1.2)(random_)));
}

void SourceRunner::run(const std::stop_token& stop) {
    report();
    next_poll_ = steady_clock::now() + jittered(std::min(source_->interval(), kFirst));
    next_recheck_ = steady_clock::now();  // What happened while nobody looked.
    while (!stop.stop_requested()) {
        if (steady_clock::now() >= next_recheck_) recheck(stop);
        if (steady_clock::now() >= next_poll_) poll(stop);
        rest_until(std::min(next_poll_, next_recheck_), stop);
    }
}

void SourceRunner::rest_until(Time time, const std::stop_token& stop) {
    const auto uri_of = [this](const std::string& id) {
        const std::lock_guard lock(mutex_);
        const auto found =
            std::ranges::find(known_, id, [](const auto& entry) { return std::string_view(entry.second.id); });
        return found == known_.end() ? std::string() : found->first;
    };
    while (!stop.stop_requested() && steady_clock::now() < time) {
        if (source_->listens()) {
            auto told = source_->listen(uri_of, std::min(time, steady_clock::now() + kListen), stop);
            if (told && !told->empty()) (void)hand_over({.changes = std::move(*told), .cursor = cursor_}, stop);
        } else {
            std::unique_lock lock(mutex_);
            changed_.wait_until(lock, stop, std::min(time, steady_clock::now() + kListen),
                                [&] { return recheck_soon_; });
        }
        const std::lock_guard lock(mutex_);
        if (std::exchange(recheck_soon_, false)) {
            next_recheck_ = std::min(next_recheck_, last_recheck_ + kLeastRecheck);
            time = std::min(time, next_recheck_);
        }
    }
}

void SourceRunner::poll(const std::stop_token& stop) {
    auto batch = source_->poll(cursor_, stop);
    if (stop.stop_requested()) return;
    if (!batch) {
        failed(batch.error());
        return;
    }
    const auto pause = std::max(source_->interval(), batch->next_in.value_or(milliseconds(0)));
    auto remark = std::move(batch->remark);
    if (!hand_over(std::move(*batch), stop)) return;
    breaker_.succeeded();
    // Of a source that waits in poll() itself, a remark would be gone before anybody could read it.
    const bool outlives = pause.count() == 0 && health_.state == Health::State::Ok && remark.words.empty();
    if (!outlives) say(std::move(remark.words), std::move(remark.code), std::move(remark.about));
    health_.state = Health::State::Ok;
    health_.next_try_at.reset();
    // Never sooner than asked for, hence upwards only.
    next_poll_ = steady_clock::now() + pause + (jittered(pause) - milliseconds(pause.count() * 4 / 5)) / 2;
    report();
}

void SourceRunner::recheck(const std::stop_token& stop) {
    last_recheck_ = steady_clock::now();
    next_recheck_ = last_recheck_ + jittered(pace_.recheck);
    if (breaker_.is_open()) return;
    const auto watched = next_to_recheck();
    auto changes = source_->recheck(watched, stop);
    // What keeps it from being asked shows when it is polled.
    if (changes && !changes->empty()) (void)hand_over({.changes = std::move(*changes), .cursor = cursor_}, stop);
}

// Whether what is new in it is stored, or nothing was.
bool SourceRunner::hand_over(Batch batch, const std::stop_token& stop) {
    batch.changes = news_of(std::move(batch.changes));
    const bool moved = batch.cursor != stored_cursor_;
    const bool first = stored_cursor_.empty();
    if (batch.changes.empty() && !(moved && (first || steady_clock::now() - stored_at_ > pace_.cursor))) {
        cursor_ = std::move(batch.cursor);
        return true;
    }
    {
        const std::lock_guard lock(mutex_);
        confirmed_.reset();
    }
    listener_.take(name_, batch);
    {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, stop, pace_.confirm, [&] { return confirmed_ == batch.cursor; })) {
            lock.unlock();
            if (!stop.stop_requested()) {
                failed({.kind = Trouble::Kind::Passing,
                        .words = "the meeting takes nothing at the moment",
                        .code = "not_taken"});
            }
            return false;
        }
    }
    cursor_ = stored_cursor_ = batch.cursor;
    stored_at_ = steady_clock::now();
    remember(batch.changes);
    report();
    return true;
}

// Without what was handed over already; a known post that reads otherwise now is an edited one.
std::vector<Change> SourceRunner::news_of(std::vector<Change> changes) {
    const std::lock_guard lock(mutex_);
    std::unordered_set<std::string> in_batch;
    const auto is_known = [&](const std::string& uri) {
        return known_.contains(uri) || recent_.contains(uri) || in_batch.contains(uri);
    };
    const auto is_same = [&](const Post& post) {
        if (const auto found = recent_.find(post.uri); found != recent_.end()) return found->second == post.version;
        const auto found = known_.find(post.uri);
        return found != known_.end() && found->second.version == post.version;
    };
    std::vector<Change> news;
    for (auto& change : changes) {
        if (auto* written = std::get_if<NewPost>(&change)) {
            const auto uri = written->post.uri;
            if (in_batch.contains(uri) || is_same(written->post)) continue;
            if (is_known(uri)) change = Change(EditedPost{std::move(written->post)});
            in_batch.insert(uri);
        } else if (auto* edited = std::get_if<EditedPost>(&change)) {
            if (is_same(edited->post)) continue;
        } else if (!is_known(std::get<DeletedPost>(change).uri)) {
            continue;
        }
        news.push_back(std::move(change));
    }
    return news;
}

void SourceRunner::remember(const std::vector<Change>& changes) {
    const auto add = [&](const Post& post) {
        if (!recent_.insert_or_assign(post.uri, post.version).second) return;
        recent_order_.push_back(post.uri);
        if (recent_order_.size() <= kRecent) return;
        recent_.erase(recent_order_.front());
        recent_order_.pop_front();
    };
    for (const auto& change : changes) {
        const Post* post = nullptr;
        if (const auto* written = std::get_if<NewPost>(&change)) {
            post = &written->post;
            ++health_.taken;
            health_.last_post_at = std::max(health_.last_post_at.value_or(post->at), post->at);
        } else if (const auto* edited = std::get_if<EditedPost>(&change)) {
            post = &edited->post;
        }
        if (post != nullptr) add(*post);
    }
}

void SourceRunner::failed(const Trouble& trouble) {
    if (trouble.kind == Trouble::Kind::TooSoon) {
        next_poll_ = steady_clock::now() + trouble.retry_after.value_or(milliseconds(1'000));
        return;
    }
    const auto pause = jittered(breaker_.failed(trouble));
    const auto least = trouble.retry_after.value_or(milliseconds(0));
    next_poll_ = steady_clock::now() + std::max(pause, least);
    health_.state = Health::State::Trouble;
    say(trouble.words, trouble.code, trouble.about);
    health_.next_try_at = clock_.now() + std::max(pause, least);
    report();
}

void SourceRunner::say(std::string words, std::string code, std::string about) {
    health_.error = std::move(words);
    health_.code = std::move(code);
    health_.about = std::move(about);
}

void SourceRunner::report() {
    if (reported_ == health_) return;
    reported_ = health_;
    listener_.health(name_, health_);
}

}  // namespace wardcast::social
