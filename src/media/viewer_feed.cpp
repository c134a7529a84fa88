#include "media/viewer_feed.h"

#include <utility>

#include <gst/rtp/gstrtpbuffer.h>

namespace wardcast::media {

ViewerFeed::ViewerFeed(const SdpOffer& offer, GstPtr<GstElement> video_in, GstPtr<GstElement> audio_in) {
    video_.appsrc = std::move(video_in);
    audio_.appsrc = std::move(audio_in);
    for (const AgreedMedia& media : offer.media) {
        Track& track = media.video ? video_ : audio_;
        track.payload = static_cast<std::uint8_t>(media.payload);
        track.ssrc = media.ssrc;
    }
}

void ViewerFeed::video(GstBuffer* packet, bool begins_keyframe) noexcept {
    if (!open_ || video_.appsrc == nullptr) return;
    if (holding_ && !begins_keyframe) return;
    holding_ = video_.is_full();
    if (!holding_) video_.push(packet);
}

void ViewerFeed::audio(GstBuffer* packet) noexcept {
    if (open_ && audio_.appsrc != nullptr && !audio_.is_full()) audio_.push(packet);
}

bool ViewerFeed::Track::is_full() const noexcept {
    return gst_app_src_get_current_level_buffers(GST_APP_SRC(appsrc.get())) >= kMostWaiting;
}

// Only the packet's head is copied: its payload is memory of its own, which all viewers share.
void ViewerFeed::Track::push(GstBuffer* packet) noexcept {
    BufferPtr own(gst_buffer_copy(packet));
    GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
    if (gst_rtp_buffer_map(own.get(), GST_MAP_READWRITE, &rtp) == FALSE) return;
    gst_rtp_buffer_set_payload_type(&rtp, payload);
    gst_rtp_buffer_set_ssrc(&rtp, ssrc);
    gst_rtp_buffer_set_seq(&rtp, sequence++);
    gst_rtp_buffer_unmap(&rtp);
    gst_app_src_push_buffer(GST_APP_SRC(appsrc.get()), own.release());
}

}  // namespace wardcast::media
