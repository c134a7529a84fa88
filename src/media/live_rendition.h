#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "media/fmp4_splitter.h"
#include "media/hls_query.h"
#include "media/media_playlist.h"
#include "media/multivariant_playlist.h"
#include "media/rendition_sink.h"
#include "media/rendition_view.h"
#include "media/segment_timeline.h"

namespace wardcast::media {

// What a rendition needs of the packager. Called on the rendition's streaming thread; only advanced() outside its lock.
class RenditionOwner {
  public:
    virtual ~RenditionOwner() = default;
    [[nodiscard]] virtual Air air() const = 0;
    [[nodiscard]] virtual std::vector<RenditionReport> reports_of_others(const std::string& rendition) const = 0;
    // Whether the disk has this segment, now that memory no longer has.
    [[nodiscard]] virtual bool is_recorded(const std::string& rendition, std::uint64_t msn) const = 0;
    virtual void initialised(const RenditionInfo& rendition, const TrackInit& init) = 0;
    virtual void closed(const RenditionInfo& rendition, const SegmentPtr& segment) = 0;
    virtual void advanced(const std::string& rendition) = 0;
};

// One rendition of a live programme: takes the muxer's bytes, keeps the live window, answers requests for it.
//
// Threads: bytes() and ended() on the rendition's streaming thread; everything else from any. After each part an
// immutable view, with its playlists rendered and compressed once for everybody, replaces the last one; a request holds
// a lock only to fetch it.
class LiveRendition final : public RenditionSink {
  public:
    LiveRendition(std::string meeting, RenditionInfo info, std::chrono::seconds window, RenditionOwner& owner);

    // Parts that come before this wait for it. past: what players may go back to before history (dvr=1); its segments
    // end right before history's first, or before the run's first where there is no history.
    void begin(const RunStart& start, std::vector<SegmentPtr> history, const std::vector<SegmentPtr>& past);
    void bytes(std::string_view chunk) noexcept override;
    void ended() noexcept override;
    void gap_until(std::chrono::nanoseconds at) noexcept override;
    void restart(std::chrono::nanoseconds at) noexcept override;
    // No more parts: EXT-X-ENDLIST.
    void finish();

    [[nodiscard]] const RenditionInfo& info() const { return info_; }
    [[nodiscard]] PlaylistPosition position() const;
    // Nothing before the first part.
    [[nodiscard]] std::optional<Variant> variant() const;
    // Nothing of it comes at the moment: its playlist goes on with gaps.
    [[nodiscard]] bool is_away() const;

    [[nodiscard]] HlsReply playlist(const DeliveryDirectives& directives, Lists lists = Lists::Media) const;
    // Null: not (or no longer) in memory.
    [[nodiscard]] SharedBytes init(std::uint64_t run) const;
    [[nodiscard]] SharedBytes segment(std::uint64_t msn) const;
    [[nodiscard]] HlsReply part(std::uint64_t msn, std::uint64_t part) const;

  private:
    [[nodiscard]] std::shared_ptr<const RenditionView> view() const;
    [[nodiscard]] HlsWait wait() const { return HlsWait{info_.name, kLongestWait}; }
    bool take_pieces();
    void take_init(TrackInit init);
    bool take_fragment(Fragment fragment);
    void hand_over_closed();
    void put_forgotten_into_past();
    void publish();
    void give_up(const std::string& why);

    const std::string meeting_;
    const RenditionInfo info_;
    RenditionOwner& owner_;

    std::mutex working_;  // Guards what follows: bytes() against begin() and finish().
    Fmp4Splitter splitter_;
    std::vector<Fmp4Splitter::Piece> pieces_;
    std::optional<TrackInit> init_;
    std::chrono::nanoseconds muxer_began_{};  // On the run's timeline.
    SegmentTimeline timeline_;
    std::shared_ptr<const PlaylistPast> past_ = std::make_shared<PlaylistPast>();
    std::uint64_t peak_ = 0;         // Bit/s of the fattest segment.
    std::uint64_t total_bytes_ = 0;  // Of all segments of this run…
    Micros total_duration_{};        // …and how long they last.
    bool broken_ = false;
    bool finished_ = false;

    mutable std::mutex viewing_;  // Guards view_; no other lock is taken inside.
    std::shared_ptr<const RenditionView> view_;
};

}  // namespace wardcast::media
