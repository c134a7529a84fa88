#include "media/rendition_view.h"

#include <chrono>
#include <utility>

#include "media/gzip.h"

namespace wardcast::media {
namespace {

// How far ahead of the newest part a blocking request may reach: three over the part target (RFC 8216bis 6.2.5.2).
constexpr std::uint64_t kAdvancePartLimit = std::chrono::seconds(3) / kPartTarget;

HlsBody playlist_body(std::string text) {
    HlsBody body;
    body.gzip = gzip(text);
    body.bytes = share_bytes(std::move(text));
    body.content_type = kPlaylistType;
    return body;
}

}  // namespace

void RenditionView::render() {
    const LivePlaylist playlist{rendition, segments, open, ended, reports};
    full_ = playlist_body(render_live_playlist(playlist));
    auto shorter = render_delta_update(playlist);
    delta_ = shorter ? playlist_body(std::move(*shorter)) : full_;
}

const HlsBody& RenditionView::playlist(const DeliveryDirectives& directives, Lists lists) const {
    const bool has_media = lists == Lists::Media;
    if (has_media && !directives.dvr) return directives.skip ? delta_ : full_;
    auto& asked = has_media ? dvr_ : (directives.dvr ? dvr_captions_ : captions_);
    auto& later = directives.skip ? asked.delta : asked.full;
    std::call_once(later.rendered, [&] { later.body = rendered(directives, lists); });
    return later.body;
}

HlsBody RenditionView::rendered(const DeliveryDirectives& directives, Lists lists) const {
    auto others = reports;
    if (lists == Lists::Captions) others.push_back({rendition, last()});
    const auto* reaching_back = directives.dvr ? past.get() : nullptr;
    const LivePlaylist playlist{rendition, segments, open, ended, others, reaching_back, lists};
    if (directives.skip) {
        if (auto shorter = render_delta_update(playlist)) return playlist_body(std::move(*shorter));
    }
    return playlist_body(render_live_playlist(playlist));
}

const Segment* RenditionView::find(std::uint64_t msn) const {
    if (msn == open.msn && !open.parts.empty()) return &open;
    if (segments.empty() || msn < segments.front()->msn || msn > segments.back()->msn) return nullptr;
    return segments[static_cast<std::size_t>(msn - segments.front()->msn)].get();
}

PlaylistPosition RenditionView::last() const {
    if (!open.parts.empty()) return {open.msn, open.parts.size() - 1, true};
    if (segments.empty()) return {};
    const auto& segment = *segments.back();
    return {segment.msn, segment.parts.empty() ? 0 : segment.parts.size() - 1, true};
}

bool RenditionView::has(std::uint64_t msn, std::optional<std::uint64_t> part) const {
    if (ended) return true;
    if (!part) return msn < open.msn;
    if (msn == open.msn) return *part < open.parts.size();
    if (msn + 1 != open.msn || segments.empty()) return msn < open.msn;
    // A part beyond the last of its segment means the first of the next one.
    return *part < segments.back()->parts.size() || !open.parts.empty();
}

bool RenditionView::is_too_far(std::uint64_t msn, std::optional<std::uint64_t> part) const {
    if (ended) return false;
    // The last complete segment is open.msn - 1; two more than that may be asked for.
    if (msn > open.msn + 1) return true;
    return msn >= open.msn && part && *part >= open.parts.size() + kAdvancePartLimit;
}

}  // namespace wardcast::media
