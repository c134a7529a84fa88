#include "social/source_runner.h"

#include <algorithm>
#include <utility>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kListen{1'000};  // How long listen() may hold up a recheck.
constexpr milliseconds kFirst{500};     // Sources that start together do not ask together.
constexpr milliseconds kLeastRecheck{2'000};

}  // namespace

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
        seen_.know(std::move(post));
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
    seen_.know(std::move(post));
}

void SourceRunner::forget(const std::string& uri) {
    seen_.forget(uri);
}

void SourceRunner::recheck_soon() {
    const std::lock_guard lock(mutex_);
    recheck_soon_ = true;
    changed_.notify_all();
}

void SourceRunner::request_stop() {
    thread_.request_stop();
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
    const auto uri_of = [this](const std::string& id) { return seen_.uri_of(id); };
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
    auto changes = source_->recheck(seen_.next_to_recheck(), stop);
    // What keeps it from being asked shows when it is polled.
    if (changes && !changes->empty()) (void)hand_over({.changes = std::move(*changes), .cursor = cursor_}, stop);
}

// Whether what is new in it is stored, or nothing was.
bool SourceRunner::hand_over(Batch batch, const std::stop_token& stop) {
    batch.changes = seen_.news_of(std::move(batch.changes));
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
    seen_.remember(batch.changes);
    count(batch.changes);
    report();
    return true;
}

void SourceRunner::count(const std::vector<Change>& changes) {
    for (const auto& change : changes) {
        if (const auto* written = std::get_if<NewPost>(&change)) {
            ++health_.taken;
            health_.last_post_at = std::max(health_.last_post_at.value_or(written->post.at), written->post.at);
        }
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
