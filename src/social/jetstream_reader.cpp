#include "social/jetstream_reader.h"

#include <algorithm>
#include <utility>

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What was read last may not have been all of that moment: jetstream's README advises to go back a few seconds.
constexpr std::int64_t kOverlapUs = 2'000'000;
constexpr milliseconds kFirstPause{500};
constexpr milliseconds kLongestPause{60'000};
// How long a read may take before the reader looks whether it is to go elsewhere.
constexpr milliseconds kLook{250};

bool has_common(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::ranges::any_of(left,
                               [&](const std::string& tag) { return std::ranges::find(right, tag) != right.end(); });
}

// Whether this subscription waits for the event.
bool matches(const JetstreamSubscription& subscription, const JetstreamEvent& event) {
    if (subscription.since && event.time_us < *subscription.since) return false;
    if (const auto* written = std::get_if<JetstreamPost>(&event.what)) {
        return has_common(subscription.hashtags, written->hashtags) || subscription.watched.contains(written->post.uri);
    }
    if (const auto* deleted = std::get_if<JetstreamDelete>(&event.what)) {
        return subscription.watched.contains(deleted->uri);
    }
    if (const auto* gone = std::get_if<JetstreamAccountGone>(&event.what)) {
        const auto prefix = "at://" + gone->did + "/";
        return std::ranges::any_of(subscription.watched, [&](const auto& uri) { return uri.starts_with(prefix); });
    }
    return false;
}

}  // namespace

JetstreamReader::JetstreamReader(std::string url, const AddressRule& rule)
    : url_(std::move(url)), rule_(rule), thread_([this](const std::stop_token& stop) { run(stop); }) {}

JetstreamReader::~JetstreamReader() {
    thread_.request_stop();
    thread_.join();
}

std::shared_ptr<JetstreamSubscription> JetstreamReader::subscribe(std::vector<std::string> hashtags,
                                                                  std::optional<std::int64_t> since) {
    auto subscription = std::make_shared<JetstreamSubscription>();
    subscription->hashtags = std::move(hashtags);
    subscription->since = since;
    const std::lock_guard lock(mutex_);
    if (since && (!position_ || *since < *position_)) go_back_ = true;
    subscriptions_.push_back(subscription);
    changed_.notify_all();
    return subscription;
}

void JetstreamReader::unsubscribe(const std::shared_ptr<JetstreamSubscription>& subscription) {
    const std::lock_guard lock(mutex_);
    std::erase(subscriptions_, subscription);
}

void JetstreamReader::watch(JetstreamSubscription& subscription, const std::string& uri) {
    const std::lock_guard lock(mutex_);
    subscription.watched.insert(uri);
}

Outcome<JetstreamReader::Taken> JetstreamReader::take(JetstreamSubscription& subscription, Time deadline,
                                                      const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, deadline, [&] { return !subscription.waiting.empty() || subscription.overran; });
    if (subscription.waiting.empty() && !subscription.overran && trouble_) return tl::unexpected(*trouble_);
    Taken taken{.events = {std::make_move_iterator(subscription.waiting.begin()),
                           std::make_move_iterator(subscription.waiting.end())},
                .reached = subscription.reached,
                .overran = subscription.overran};
    subscription.waiting.clear();
    return taken;
}

void JetstreamReader::run(const std::stop_token& stop) {
    auto next_pause = kFirstPause;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [&] { return !subscriptions_.empty(); });
        }
        if (stop.stop_requested()) return;
        auto socket = WebSocket::connect(url_from_cursor(), "", rule_, stop);
        Outcome<void> ended;
        if (socket) {
            const std::lock_guard lock(mutex_);
            trouble_.reset();
        }
        const auto connected_at = steady_clock::now();
        ended = socket ? read(**socket, stop) : tl::unexpected(socket.error());
        if (ended) continue;
        {
            const std::lock_guard lock(mutex_);
            trouble_ = ended.error();
        }
        if (socket && steady_clock::now() - connected_at > kLongestPause) next_pause = kFirstPause;
        pause(next_pause, stop);
        next_pause = std::min(next_pause * 2, kLongestPause);
    }
}

// Reads until the connection ends (Trouble), nobody waits any more or the position must change (nothing).
Outcome<void> JetstreamReader::read(WebSocket& socket, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        auto frame = socket.receive(steady_clock::now() + kLook, stop);
        if (!frame) return tl::unexpected(frame.error());
        if (*frame) {
            if (is_cursor_too_old(**frame)) {
                const std::lock_guard lock(mutex_);
                forget_cursor_ = true;
                return {};
            }
            if (const auto event = read_jetstream_event(**frame)) hand_out(*event);
        }
        const std::lock_guard lock(mutex_);
        if (subscriptions_.empty() || go_back_) return {};
    }
    return {};
}

void JetstreamReader::hand_out(const JetstreamEvent& event) {
    const std::lock_guard lock(mutex_);
    position_ = event.time_us;
    for (const auto& subscription : subscriptions_) {
        if (subscription->overran) continue;
        if (matches(*subscription, event)) {
            if (subscription->waiting.size() >= JetstreamSubscription::kMaxWaiting) {
                subscription->waiting.clear();
                subscription->overran = true;
                continue;
            }
            if (const auto* written = std::get_if<JetstreamPost>(&event.what)) {
                subscription->watched.insert(written->post.uri);
            }
            subscription->waiting.push_back(event);
        }
        subscription->reached = event.time_us;
    }
    changed_.notify_all();
}

// From the last event, or from the earliest that somebody waits for; from now where there is neither.
std::string JetstreamReader::url_from_cursor() {
    const std::lock_guard lock(mutex_);
    auto cursor = position_;
    if (go_back_ || !cursor) {
        for (const auto& subscription : subscriptions_) {
            if (subscription->since && (!cursor || *subscription->since < *cursor)) cursor = subscription->since;
        }
    }
    go_back_ = false;
    if (std::exchange(forget_cursor_, false)) cursor.reset();
    auto url = url_ + (url_.find('?') == std::string::npos ? "?" : "&") + "wantedCollections=app.bsky.feed.post";
    if (cursor) url += "&cursor=" + std::to_string(std::max<std::int64_t>(0, *cursor - kOverlapUs));
    return url;
}

void JetstreamReader::pause(milliseconds time, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace wardcast::social
