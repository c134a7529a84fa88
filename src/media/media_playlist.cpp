#include "media/media_playlist.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace wardcast::media {
namespace {

// Skipping (EXT-X-SKIP) needs 9.
constexpr int kVersion = 9;

// Two minutes of them; some 2 kB.
constexpr std::size_t kSegmentsOfPiece = 60;

// Seconds with up to six decimals and at least one: "0.334", "2.0".
std::string seconds(Micros duration) {
    auto text = fmt::format("{}.{:06}", duration.count() / 1'000'000, duration.count() % 1'000'000);
    while (text.ends_with('0') && !text.ends_with(".0"))
        text.pop_back();
    return text;
}

// Where the words of a segment's time are found, next to the playlist: when it begins, since 1970 and on its run's
// timeline, and how long it is, all in milliseconds.
std::string caption_address(const Segment& segment) {
    const auto start = std::chrono::floor<std::chrono::milliseconds>(segment.start);
    const auto end = std::chrono::floor<std::chrono::milliseconds>(segment.end());
    return fmt::format("at/{}-{}-{}.vtt", segment.at.time_since_epoch().count(), start.count(), (end - start).count());
}

class PlaylistWriter {
  public:
    explicit PlaylistWriter(const std::string& rendition, Lists lists = Lists::Media)
        : rendition_(rendition), lists_(lists) {}

    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
        text_ += '\n';
    }

    // Tags that stand before a segment's parts and its own address.
    void head(const Segment& segment, bool with_map, bool with_time) {
        if (segment.discontinuity) line("#EXT-X-DISCONTINUITY");
        if (with_map && lists_ == Lists::Media) line("#EXT-X-MAP:URI=\"{}/init-{}.mp4\"", rendition_, segment.run);
        if (with_time) line("#EXT-X-PROGRAM-DATE-TIME:{}", to_rfc3339(segment.at));
    }

    void parts(const Segment& segment) {
        if (is_compact(segment) || lists_ == Lists::Captions) return;
        for (std::size_t i = 0; i < segment.parts.size(); ++i) {
            const auto& part = segment.parts[i];
            line("#EXT-X-PART:DURATION={},URI=\"{}/{}.{}.m4s\"{}", seconds(part.duration), rendition_, segment.msn, i,
                 part.independent ? ",INDEPENDENT=YES" : "");
        }
    }

    void address(const Segment& segment, bool gap) {
        if (gap && lists_ == Lists::Media) line("#EXT-X-GAP");
        line("#EXTINF:{},", seconds(segment.duration));
        if (lists_ == Lists::Captions) {
            line("{}", caption_address(segment));
        } else {
            line("{}/{}.m4s", rendition_, segment.msn);
        }
    }

    std::string take() { return std::move(text_); }

  private:
    const std::string& rendition_;
    const Lists lists_;
    std::string text_;
};

Segment segment_of(const PlaylistPast::Listed& listed, std::uint64_t msn) {
    Segment segment;
    segment.msn = msn;
    segment.run = listed.run;
    segment.discontinuity = listed.discontinuity;
    segment.gap = listed.gap;
    segment.start = listed.start;
    segment.duration = listed.duration;
    segment.at = listed.at;
    return segment;
}

// Nothing where it does not reach back, or nothing is past yet.
const PlaylistPast* past_of(const LivePlaylist& playlist) {
    return playlist.past != nullptr && !playlist.past->empty() ? playlist.past : nullptr;
}

Segment first_of(const LivePlaylist& playlist) {
    if (const auto* past = past_of(playlist)) return segment_of(past->pieces().front()->front(), past->first_msn());
    return playlist.segments.empty() ? playlist.open : *playlist.segments.front();
}

void write_live_head(PlaylistWriter& out, const LivePlaylist& playlist) {
    const auto first = first_of(playlist);
    out.line("#EXTM3U");
    out.line("#EXT-X-VERSION:{}", kVersion);
    out.line("#EXT-X-TARGETDURATION:{}", kTargetDuration.count());
    const bool has_parts = playlist.lists == Lists::Media;
    out.line("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,{}HOLD-BACK={},CAN-SKIP-UNTIL={}",
             has_parts ? "PART-HOLD-BACK=" + seconds(kPartHoldBack) + "," : "", seconds(kHoldBack),
             seconds(kSkipUntil));
    if (has_parts) out.line("#EXT-X-PART-INF:PART-TARGET={}", seconds(kPartTarget));
    out.line("#EXT-X-MEDIA-SEQUENCE:{}", first.msn);
    // A run's discontinuity is counted only once the tag itself has left the playlist (RFC 8216bis 6.2.2).
    out.line("#EXT-X-DISCONTINUITY-SEQUENCE:{}", first.run - (first.discontinuity ? 1 : 0));
}

void write_past(PlaylistWriter& out, const PlaylistPast& past) {
    std::optional<std::uint32_t> map;  // The run whose EXT-X-MAP applies.
    auto msn = past.first_msn();
    for (const auto& piece : past.pieces()) {
        for (const auto& listed : *piece) {
            const auto segment = segment_of(listed, msn++);
            out.head(segment, map != segment.run, true);
            out.address(segment, segment.gap);
            map = segment.run;
        }
    }
}

void write_live_tail(PlaylistWriter& out, const LivePlaylist& playlist, std::optional<std::uint32_t> map_known) {
    if (playlist.ended) {
        out.line("#EXT-X-ENDLIST");
        return;
    }
    const auto& open = playlist.open;
    const bool has_parts = playlist.lists == Lists::Media;
    if (!open.parts.empty() && has_parts) {
        out.head(open, map_known != open.run, true);
        out.parts(open);
    }
    if (has_parts) {
        out.line("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"{}/{}.{}.m4s\"", playlist.rendition, open.msn, open.parts.size());
    }
    for (const auto& report : playlist.reports) {
        if (!report.last.any) continue;
        out.line("#EXT-X-RENDITION-REPORT:URI=\"{}{}.m3u8{}\",LAST-MSN={},LAST-PART={}", has_parts ? "" : "../../",
                 report.rendition, playlist.past != nullptr ? kDvrQuery : "", report.last.msn, report.last.part);
    }
}

// Writes the segments from the given one on, and the tail.
void write_live_body(PlaylistWriter& out, const LivePlaylist& playlist, std::size_t from) {
    std::optional<std::uint32_t> map;  // The run whose EXT-X-MAP applies.
    if (const auto* past = past_of(playlist)) map = past->pieces().back()->back().run;
    if (from > 0) map = playlist.segments[from - 1]->run;
    for (auto i = from; i < playlist.segments.size(); ++i) {
        const auto& segment = *playlist.segments[i];
        out.head(segment, map != segment.run, true);
        map = segment.run;
        out.parts(segment);
        out.address(segment, segment.gap);
    }
    write_live_tail(out, playlist, map);
}

// How many segments lie wholly before the skip boundary (RFC 8216bis 4.4.5.2).
std::size_t skippable(const LivePlaylist& playlist) {
    Micros after = playlist.open.duration;
    std::size_t kept = 0;
    while (kept < playlist.segments.size() && after < kSkipUntil) {
        after += playlist.segments[playlist.segments.size() - 1 - kept]->duration;
        ++kept;
    }
    return playlist.segments.size() - kept;
}

}  // namespace

void PlaylistPast::append(const Segment& segment, bool is_there) {
    if (empty()) first_msn_ = segment.msn;
    auto piece = std::make_shared<Piece>();
    piece->reserve(kSegmentsOfPiece);
    if (!empty() && pieces_.back()->size() < kSegmentsOfPiece) {
        piece->assign(pieces_.back()->begin(), pieces_.back()->end());
        pieces_.pop_back();
    }
    piece->push_back(
        {segment.at, segment.start, segment.duration, segment.run, segment.discontinuity, segment.gap || !is_there});
    pieces_.push_back(std::move(piece));
    ++size_;
}

std::string render_live_playlist(const LivePlaylist& playlist) {
    PlaylistWriter out(playlist.rendition, playlist.lists);
    write_live_head(out, playlist);
    if (const auto* past = past_of(playlist)) write_past(out, *past);
    write_live_body(out, playlist, 0);
    return out.take();
}

std::optional<std::string> render_delta_update(const LivePlaylist& playlist) {
    const auto skipped = skippable(playlist);
    const auto before = playlist.past != nullptr ? playlist.past->size() : 0;
    if (skipped + before == 0 || playlist.ended) return std::nullopt;
    PlaylistWriter out(playlist.rendition, playlist.lists);
    write_live_head(out, playlist);
    out.line("#EXT-X-SKIP:SKIPPED-SEGMENTS={}", before + skipped);
    write_live_body(out, playlist, skipped);
    return out.take();
}

std::string render_vod_playlist(const std::string& rendition, const std::vector<Segment>& segments, Lists lists) {
    PlaylistWriter out(rendition, lists);
    out.line("#EXTM3U");
    out.line("#EXT-X-VERSION:{}", kVersion);
    out.line("#EXT-X-TARGETDURATION:{}", kTargetDuration.count());
    out.line("#EXT-X-PLAYLIST-TYPE:VOD");
    out.line("#EXT-X-MEDIA-SEQUENCE:0");
    const Segment* before = nullptr;
    for (const auto& segment : segments) {
        // Between discontinuities the wall time follows from the durations.
        out.head(segment, before == nullptr || before->run != segment.run, before == nullptr || segment.discontinuity);
        out.address(segment, segment.gap);
        before = &segment;
    }
    out.line("#EXT-X-ENDLIST");
    return out.take();
}

}  // namespace wardcast::media
