#include "media/live_rendition.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/fragment_cut.h"
#include "media/hls_types.h"

namespace wardcast::media {

LiveRendition::LiveRendition(std::string meeting, RenditionInfo info, std::chrono::seconds window,
                             RenditionOwner& owner)
    : meeting_(std::move(meeting)), info_(std::move(info)), owner_(owner), timeline_(info_.video, window) {}

void LiveRendition::begin(const RunStart& start, std::vector<SegmentPtr> history, const std::vector<SegmentPtr>& past) {
    const std::lock_guard lock(working_);
    auto before = std::make_shared<PlaylistPast>();
    for (const auto& segment : past)
        before->append(*segment, !segment->gap);
    past_ = std::move(before);
    timeline_.begin(start, std::move(history));
}

void LiveRendition::bytes(std::string_view chunk) noexcept {
    bool has_advanced = false;
    {
        const std::lock_guard lock(working_);
        if (broken_ || finished_) return;
        if (auto pushed = splitter_.push(chunk, pieces_); !pushed) give_up(pushed.error().message);
        has_advanced = take_pieces();
    }
    if (has_advanced) owner_.advanced(info_.name);
}

void LiveRendition::ended() noexcept {
    {
        const std::lock_guard lock(working_);
        if (finished_ || !timeline_.begun()) return;
        timeline_.end();
        hand_over_closed();
        publish();
    }
    owner_.advanced(info_.name);
}

void LiveRendition::gap_until(std::chrono::nanoseconds at) noexcept {
    {
        const std::lock_guard lock(working_);
        if (broken_ || finished_ || !timeline_.begun()) return;
        timeline_.gap_until(std::chrono::duration_cast<Micros>(at));
        hand_over_closed();
        publish();
    }
    owner_.advanced(info_.name);
}

void LiveRendition::restart(std::chrono::nanoseconds at) noexcept {
    const std::lock_guard lock(working_);
    splitter_ = Fmp4Splitter();
    pieces_.clear();
    muxer_began_ = at;
}

void LiveRendition::finish() {
    {
        const std::lock_guard lock(working_);
        if (std::exchange(finished_, true) || !timeline_.begun()) return;
        timeline_.end();
        hand_over_closed();
        publish();
    }
    owner_.advanced(info_.name);
}

// Returns whether the playlist has changed.
bool LiveRendition::take_pieces() {
    if (!timeline_.begun()) return false;
    bool has_advanced = false;
    for (auto& piece : std::exchange(pieces_, {})) {
        if (broken_) break;
        if (auto* init = std::get_if<TrackInit>(&piece)) {
            take_init(std::move(*init));
        } else {
            has_advanced |= take_fragment(std::move(std::get<Fragment>(piece)));
        }
    }
    if (has_advanced) publish();
    return has_advanced;
}

void LiveRendition::take_init(TrackInit init) {
    if (init_) {
        // What viewers know of the format may change only with a new run of the programme.
        if (!is_same_format(*init_, init)) give_up("its muxer changed the format midway");
        return;
    }
    init_ = std::move(init);
    owner_.initialised(info_, *init_);
}

bool LiveRendition::take_fragment(Fragment fragment) {
    const auto longest = static_cast<std::uint64_t>(kPartTarget.count()) * init_->timescale / 1000;
    bool taken = false;
    if (muxer_began_.count() > 0) {
        move_later(fragment, static_cast<std::uint64_t>(
                                 std::llround(std::chrono::duration<double>(muxer_began_).count() * init_->timescale)));
    }
    for (auto& part : cut_fragment(std::move(fragment), init_->track, longest, !info_.video)) {
        if (!timeline_.add(std::move(part), init_->timescale, owner_.air())) {
            give_up("its timestamps went back");
            break;
        }
        taken = true;
    }
    hand_over_closed();
    return taken;
}

void LiveRendition::hand_over_closed() {
    for (const auto& segment : timeline_.take_closed()) {
        std::size_t size = 0;
        for (const auto& part : segment->parts)
            size += part.size;
        total_bytes_ += size;
        total_duration_ += segment->duration;
        const auto micros = static_cast<std::uint64_t>(std::max<std::int64_t>(segment->duration.count(), 1));
        // A short last segment may begin with a keyframe and hold little else: it says nothing of the stream's rate.
        if (segment->duration * 2 >= kTargetDuration) peak_ = std::max(peak_, size * 8 * 1'000'000 / micros);
        owner_.closed(info_, segment);
    }
}

void LiveRendition::put_forgotten_into_past() {
    const auto forgotten = timeline_.take_forgotten();
    if (forgotten.empty()) return;
    // Views of before still show theirs.
    auto longer = std::make_shared<PlaylistPast>(*past_);
    for (const auto& segment : forgotten)
        longer->append(*segment, owner_.is_recorded(info_.name, segment->msn));
    past_ = std::move(longer);
}

void LiveRendition::publish() {
    auto view = std::make_shared<RenditionView>();
    view->segments = timeline_.segments();
    view->open = timeline_.open();
    view->ended = finished_;
    view->run = view->open.run;
    view->variant.info = info_;
    if (init_) {
        view->variant.codec = init_->codec;
        view->init = init_->bytes;
    }
    view->variant.peak = peak_;
    if (total_duration_.count() > 0) {
        view->variant.average = total_bytes_ * 8 * 1'000'000 / static_cast<std::uint64_t>(total_duration_.count());
    }
    put_forgotten_into_past();
    view->past = past_;
    view->rendition = info_.name;
    view->reports = owner_.reports_of_others(info_.name);
    view->render();

    const std::lock_guard lock(viewing_);
    view_ = std::move(view);
}

void LiveRendition::give_up(const std::string& why) {
    broken_ = true;
    spdlog::error("meeting {}: rendition {} has stopped: {}", meeting_, info_.name, why);
}

std::shared_ptr<const RenditionView> LiveRendition::view() const {
    const std::lock_guard lock(viewing_);
    return view_;
}

PlaylistPosition LiveRendition::position() const {
    const auto now = view();
    return now ? now->last() : PlaylistPosition{};
}

std::optional<Variant> LiveRendition::variant() const {
    const auto now = view();
    if (!now) return std::nullopt;
    return now->variant;
}

bool LiveRendition::is_away() const {
    const auto now = view();
    return now && now->open.parts.empty() && !now->segments.empty() && now->segments.back()->gap;
}

HlsReply LiveRendition::playlist(const DeliveryDirectives& directives, Lists lists) const {
    const auto now = view();
    if (!now) return wait();
    if (directives.msn) {
        if (now->is_too_far(*directives.msn, directives.part)) {
            return HlsRefusal{400, "that is further ahead than this playlist can be waited for"};
        }
        if (!now->has(*directives.msn, directives.part)) return wait();
    }
    // A playlist of captions has whole segments alone, and none may be empty.
    if (lists == Lists::Captions && now->segments.empty() && !now->ended) return wait();
    HlsBody body = now->playlist(directives, lists);
    body.cache_control = directives.msn ? kBlockedPlaylistCaching : kPlaylistCaching;
    return body;
}

SharedBytes LiveRendition::init(std::uint64_t run) const {
    const auto now = view();
    return now && now->run == run ? now->init : nullptr;
}

SharedBytes LiveRendition::segment(std::uint64_t msn) const {
    const auto now = view();
    if (!now) return nullptr;
    const auto* segment = now->find(msn);
    return segment != nullptr && segment->body ? segment->body->whole() : nullptr;
}

HlsReply LiveRendition::part(std::uint64_t msn, std::uint64_t part) const {
    const auto now = view();
    if (!now) return wait();
    if (const auto* segment = now->find(msn)) {
        if (auto bytes = part_bytes(*segment, part)) return media_body(std::move(bytes));
    }
    const bool is_hinted = !now->ended && msn == now->open.msn && part == now->open.parts.size();
    if (is_hinted) return wait();
    return HlsRefusal{404, "there is no such part, or no longer"};
}

}  // namespace wardcast::media
