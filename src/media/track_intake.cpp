#include "media/track_intake.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "media/ingest_end.h"

namespace wardcast::media {

namespace {

// Compressed, so that a demuxer is not held up while a track waits for its due time: ten seconds of a good camera. Not
// limited by time, since timestamps may be anything.
constexpr const char* kQueue = "queue max-size-time=0 max-size-buffers=0 max-size-bytes=8000000 ! ";

using Shared = std::shared_ptr<TrackIntake>;

void let_go(gpointer data, GClosure*) noexcept {
    const std::unique_ptr<Shared> owner(static_cast<Shared*>(data));
}

// The running time of a buffer on its way through this pad.
GstClockTime running_time(GstPad* pad, GstBuffer* buffer) {
    GstEvent* event = gst_pad_get_sticky_event(pad, GST_EVENT_SEGMENT, 0);
    if (event == nullptr) return GST_CLOCK_TIME_NONE;
    const std::unique_ptr<GstEvent, MiniUnref> owner(event);
    const GstSegment* segment = nullptr;
    gst_event_parse_segment(event, &segment);
    return gst_segment_to_running_time(segment, GST_FORMAT_TIME, GST_BUFFER_PTS(buffer));
}

}  // namespace

void TrackIntake::follow(GstElement* demuxer, GstBin* pipeline, Arrival arrival) {
    pipeline_ = pipeline;
    arrival_ = arrival;
    g_signal_connect_data(demuxer, "pad-added", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) noexcept {
                              if (GST_PAD_DIRECTION(pad) == GST_PAD_SRC) (*static_cast<Shared*>(self))->add(pad);
                          }),
                          std::make_unique<Shared>(shared_from_this()).release(), &let_go, GConnectFlags{});
    g_signal_connect_data(demuxer, "pad-removed", G_CALLBACK(+[](GstElement*, GstPad* pad, gpointer self) noexcept {
                              (*static_cast<Shared*>(self))->remove(pad);
                          }),
                          std::make_unique<Shared>(shared_from_this()).release(), &let_go, GConnectFlags{});
}

void TrackIntake::close() {
    cadence_->stop();
    const std::lock_guard lock(mutex_);
    closed_ = true;
}

void TrackIntake::add(GstPad* pad) {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    CapsPtr caps(gst_pad_get_current_caps(pad));
    if (caps == nullptr) caps.reset(gst_pad_query_caps(pad, nullptr));
    const auto decoder = decoder_for(*caps);
    if (!decoder || tracks_.size() >= kMostTracks) {
        if (!decoder) {
            const GString text(gst_caps_to_string(caps.get()));
            spdlog::info("camera: a track is left aside: {}", std::string(text.get()).substr(0, 100));
        }
        return park(pad);
    }
    watch_arrival(pad, decoder->kind);
    found_any_ = true;
    Track& track = tracks_.emplace_back(Track{pad, *decoder});
    if (is_decoded(decoder->kind)) {
        track.sink = gst_element_factory_make("fakesink", nullptr);
        g_object_set(track.sink, "sync", FALSE, "async", FALSE, nullptr);
        return put_in(track.sink, pad);
    }
    decode(track);
}

void TrackIntake::remove(GstPad* pad) {
    const std::lock_guard lock(mutex_);
    const auto gone =
        std::find_if(tracks_.begin(), tracks_.end(), [&](const Track& track) { return track.pad == pad; });
    if (closed_ || gone == tracks_.end()) return;
    const Track track = *gone;
    tracks_.erase(gone);
    take_out(track.sink);
    if (!track.decoded) return;
    const auto next = std::find_if(tracks_.begin(), tracks_.end(),
                                   [&](const Track& other) { return other.decoder.kind == track.decoder.kind; });
    if (next == tracks_.end()) return;
    take_out(next->sink);
    decode(*next);
}

bool TrackIntake::is_decoded(TrackKind kind) const {
    return std::any_of(tracks_.begin(), tracks_.end(),
                       [&](const Track& track) { return track.decoded && track.decoder.kind == kind; });
}

// Into nothing; goes with the pipeline.
void TrackIntake::park(GstPad* pad) {
    GstElement* sink = gst_element_factory_make("fakesink", nullptr);
    g_object_set(sink, "sync", FALSE, "async", FALSE, nullptr);
    put_in(sink, pad);
}

void TrackIntake::decode(Track& track) {
    const bool picture = track.decoder.kind == TrackKind::Picture;
    const std::string description =
        kQueue + track.decoder.elements + " ! " + (picture ? picture_end("end") : sound_end("end"));
    GError* error = nullptr;
    GstElement* bin = gst_parse_bin_from_description(description.c_str(), TRUE, &error);
    if (error != nullptr || bin == nullptr) {
        spdlog::error("camera: no decoder: {}", error != nullptr ? error->message : "");
        g_clear_error(&error);
        return park(track.pad);
    }
    const auto end = adopt(gst_bin_get_by_name(GST_BIN(bin), "end"));
    if (picture) {
        fill_pictures(end.get(), feed_, cadence_);
        const auto decoder = adopt(gst_bin_get_by_name(GST_BIN(bin), "decoder"));
        watch_camera_size(adopt(gst_element_get_static_pad(decoder.get(), "src")).get(), feed_);
    } else {
        fill_sound(end.get(), feed_, cadence_);
    }
    track.sink = bin;
    track.decoded = true;
    put_in(bin, track.pad);
}

void TrackIntake::watch_arrival(GstPad* pad, TrackKind kind) {
    struct Watch {
        Shared intake;
        TrackKind kind;
        bool begun = false;
    };
    gst_pad_add_probe(
        pad, GST_PAD_PROBE_TYPE_BUFFER,
        [](GstPad* probed, GstPadProbeInfo* info, gpointer data) -> GstPadProbeReturn {
            auto& watch = *static_cast<Watch*>(data);
            TrackIntake& intake = *watch.intake;
            GstBuffer* buffer = gst_pad_probe_info_get_buffer(info);
            const auto now = Ticks::now();
            intake.last_ = now.time_since_epoch().count();
            intake.feed_->received(gst_buffer_get_size(buffer));
            const bool first = !std::exchange(watch.begun, true);
            if (first || intake.arrival_ == Arrival::Anchors) {
                intake.cadence_->arrived(watch.kind, running_time(probed, buffer), now);
            }
            return GST_PAD_PROBE_OK;
        },
        std::make_unique<Watch>(Watch{shared_from_this(), kind}).release(),
        [](gpointer data) { const std::unique_ptr<Watch> owner(static_cast<Watch*>(data)); });
}

void TrackIntake::put_in(GstElement* element, GstPad* pad) const {
    gst_bin_add(pipeline_, element);
    gst_element_sync_state_with_parent(element);
    const auto sink = adopt(gst_element_get_static_pad(element, "sink"));
    if (gst_pad_link(pad, sink.get()) != GST_PAD_LINK_OK) spdlog::warn("camera: a track cannot be decoded");
}

void TrackIntake::take_out(GstElement* element) const {
    if (element == nullptr) return;
    const auto kept = share(element);
    const auto sink = adopt(gst_element_get_static_pad(element, "sink"));
    if (const auto peer = adopt(gst_pad_get_peer(sink.get()))) gst_pad_unlink(peer.get(), sink.get());
    gst_element_set_state(element, GST_STATE_NULL);
    gst_bin_remove(pipeline_, element);
}

}  // namespace wardcast::media
