#include "media/stream_sessions.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/rtmp_pull.h"

namespace wardcast::media {

namespace {

constexpr const char* kDemuxers[] = {
    // In the order of Container.
    "appsrc name=in caps=video/mpegts,systemstream=true,packetsize=188 do-timestamp=true ! tsdemux name=tracks",
    "appsrc name=in caps=video/webm ! matroskademux name=tracks",
};
// SRT has evened the network's jitter out already; a MediaRecorder sends what it recorded in a quarter of a second.
constexpr std::chrono::milliseconds kCushions[] = {std::chrono::milliseconds(100), std::chrono::milliseconds(300)};

}  // namespace

// What the receiver of a stream holds. The session owns the ingest; here it is only lent.
class StreamSessions::Input final : public StreamInput {
  public:
    Input(MediaThread& thread, std::function<void()> left) : thread_(thread), left_(std::move(left)) {}
    ~Input() override { thread_.post(left_); }

    void push(std::string_view bytes) override {
        const std::lock_guard lock(mutex_);
        if (ingest_ == nullptr) return;
        ingest_->push(BufferPtr(gst_buffer_new_memdup(bytes.data(), bytes.size())));
    }
    [[nodiscard]] std::size_t waiting() const override {
        const std::lock_guard lock(mutex_);
        return ingest_ != nullptr ? ingest_->waiting() : 0;
    }
    [[nodiscard]] bool over() const override {
        const std::lock_guard lock(mutex_);
        return ingest_ == nullptr;
    }

    void lend(StreamIngest* ingest) {
        const std::lock_guard lock(mutex_);
        ingest_ = ingest;
    }

  private:
    MediaThread& thread_;
    const std::function<void()> left_;
    mutable std::mutex mutex_;
    StreamIngest* ingest_ = nullptr;  // Guarded by mutex_.
};

StreamSessions::StreamSessions(Seats& seats, MediaThread& thread, FindCamera find_camera)
    : seats_(seats), thread_(thread), find_camera_(std::move(find_camera)) {}

StreamSessions::~StreamSessions() {
    end_all();
}

WhipResult<StreamSessions::Entry> StreamSessions::admit(const StreamRequest& request) {
    const Seat seat{request.meeting, request.camera};
    const auto before =
        std::find_if(entries_.begin(), entries_.end(), [&](const auto& each) { return each.second.seat == seat; });
    const bool silent = before != entries_.end() && silence(before->second, Ticks::now()) > kSilent;
    if (auto may = seats_.may_sit(seat, request.publisher, request.takeover); !may && !silent) {
        return tl::unexpected(may.error());
    }
    auto feed = find_camera_(request.meeting, request.camera);
    if (!feed) return tl::unexpected(feed.error());
    // The one that will be replaced makes room at once.
    if (before != entries_.end()) drop(before);
    if (seats_.is_full()) {
        return tl::unexpected(
            WhipError{503, "too_many_sessions", "This server takes no further camera at the moment."});
    }
    Entry entry;
    entry.seat = seat;
    entry.ticket = Seats::Ticket(seats_);
    entry.feed = std::move(*feed);
    entry.heard = Ticks::now();
    return entry;
}

StreamSessions::Entry& StreamSessions::seat(const std::string& session, const StreamRequest& request, Entry entry) {
    Entry& kept = entries_[session] = std::move(entry);
    seats_.sit(kept.seat, {session, request.publisher, [this, session] {
                               if (const auto found = entries_.find(session); found != entries_.end()) drop(found);
                           }});
    spdlog::info("meeting {}: camera {} sends a stream", kept.seat.meeting, kept.seat.camera);
    return kept;
}

WhipResult<std::shared_ptr<StreamInput>> StreamSessions::publish(const StreamRequest& request, Container container) {
    auto entry = admit(request);
    if (!entry) return tl::unexpected(entry.error());
    const auto kind = static_cast<std::size_t>(container);
    auto ingest = StreamIngest::create({.elements = kDemuxers[kind], .cushion = kCushions[kind]}, entry->feed);
    if (!ingest) return tl::unexpected(WhipError{503, "unavailable", ingest.error().words});
    const std::string session = "stream " + std::to_string(++last_session_);
    auto input = std::make_shared<Input>(thread_, [this, session] { left(session); });
    input->lend(ingest->get());
    entry->input = input;
    entry->ingest = std::move(*ingest);
    seat(session, request, std::move(*entry));
    return input;
}

WhipResult<void> StreamSessions::publish_rtmp(const StreamRequest& request, const std::string& address) {
    auto entry = admit(request);
    if (!entry) return tl::unexpected(entry.error());
    entry->address = address;
    seat(address, request, std::move(*entry));
    return {};
}

void StreamSessions::end_rtmp(const std::string& address) {
    left(address);
}

// The sender has left on purpose, or at least in good order.
void StreamSessions::left(const std::string& session) {
    const auto found = entries_.find(session);
    if (found == entries_.end()) return;
    spdlog::info("meeting {}: camera {} left", found->second.seat.meeting, found->second.seat.camera);
    drop(found);
}

void StreamSessions::pull(Entry& entry, Ticks::time_point now) {
    const bool running = entry.ingest != nullptr && entry.ingest->state() == IngestState::Running;
    if (running || now - entry.pulled < kPullAgain) return;
    entry.ingest.reset();
    auto ingest = make_rtmp_pull(entry.address, entry.feed);
    if (ingest) entry.ingest = std::move(*ingest);
    entry.pulled = Ticks::now();
}

std::chrono::nanoseconds StreamSessions::silence(Entry& entry, Ticks::time_point now) {
    // Each pull's clock begins anew, but only what really comes counts.
    const auto last = entry.ingest != nullptr ? entry.ingest->last_media() : entry.heard;
    if (last > entry.pulled) entry.heard = std::max(entry.heard, last);
    return now - entry.heard;
}

bool StreamSessions::has_gone(Entry& entry, Ticks::time_point now) {
    if (entry.address.empty() && entry.ingest->state() != IngestState::Running) return true;
    return silence(entry, now) > kGone;
}

void StreamSessions::look_after(Ticks::time_point now) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        Entry& entry = at->second;
        if (!entry.address.empty()) pull(entry, now);
        if (!has_gone(entry, now)) {
            ++at;
            continue;
        }
        spdlog::info("meeting {}: camera {} has gone{}", entry.seat.meeting, entry.seat.camera,
                     entry.ingest != nullptr ? " " + entry.ingest->trouble().words : "");
        at = drop(at);
    }
}

void StreamSessions::end(const std::string& meeting) {
    for (auto at = entries_.begin(); at != entries_.end();)
        at = at->second.seat.meeting == meeting ? drop(at) : std::next(at);
}

void StreamSessions::keep_cameras(const std::string& meeting, const std::set<std::string>& cameras) {
    for (auto at = entries_.begin(); at != entries_.end();) {
        const Seat& seat = at->second.seat;
        at = seat.meeting == meeting && !cameras.contains(seat.camera) ? drop(at) : std::next(at);
    }
}

void StreamSessions::end_all() {
    for (auto at = entries_.begin(); at != entries_.end();)
        at = drop(at);
}

bool StreamSessions::any_of(const std::string& meeting) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const auto& each) { return each.second.seat.meeting == meeting; });
}

StreamSessions::Entries::iterator StreamSessions::drop(Entries::iterator entry) {
    seats_.leave(entry->second.seat, entry->first);
    if (const auto input = entry->second.input.lock()) input->lend(nullptr);
    return entries_.erase(entry);
}

}  // namespace wardcast::media
