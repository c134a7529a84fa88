#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "media/cadence.h"
#include "media/camera_feed.h"
#include "media/gst_ptr.h"
#include "media/track_decoder.h"

namespace wardcast::media {

// The tracks of a stream as a demuxer (or rtspsrc) finds them: the first picture and the first sound are decoded into
// the feed, all others run into nothing, since a demuxer stops at a pad that leads nowhere. When a track ends and
// another of its kind is there (the sender changed its programme), that one takes its place.
//
// Threads: its hooks run on the demuxer's threads; close() and the getters on any.
class TrackIntake : public std::enable_shared_from_this<TrackIntake> {
  public:
    // A stream with more tracks than these is no camera.
    static constexpr std::size_t kMostTracks = 16;

    TrackIntake(std::shared_ptr<CameraFeed> feed, std::shared_ptr<Cadence> cadence)
        : feed_(std::move(feed)), cadence_(std::move(cadence)) {}

    // Follows the demuxer, an element of the pipeline. Before it plays. With Arrival::Anchors, whatever arrives is
    // taken to have just been made and sets the cadence; else only the first of each track does.
    enum class Arrival { Anchors, MeansNothing };
    void follow(GstElement* demuxer, GstBin* pipeline, Arrival arrival);
    // Before the pipeline stops: pads that go then are not looked after any more, and nobody waits for his due time.
    void close();

    [[nodiscard]] Ticks::time_point last_media() const noexcept { return Ticks::time_point(Ticks::duration(last_)); }
    // Pictures or sound were ever found in it.
    [[nodiscard]] bool found_any() const noexcept { return found_any_; }

  private:
    struct Track {
        GstPad* pad = nullptr;  // Borrowed: the demuxer tells when it goes.
        TrackDecoder decoder;
        GstElement* sink = nullptr;  // What it runs into, owned by the pipeline.
        bool decoded = false;
    };

    void add(GstPad* pad);
    void remove(GstPad* pad);
    void park(GstPad* pad);
    void decode(Track& track);
    void watch_arrival(GstPad* pad, TrackKind kind);
    [[nodiscard]] bool is_decoded(TrackKind kind) const;
    void put_in(GstElement* element, GstPad* pad) const;
    void take_out(GstElement* element) const;

    const std::shared_ptr<CameraFeed> feed_;
    const std::shared_ptr<Cadence> cadence_;
    GstBin* pipeline_ = nullptr;  // Borrowed; outlives the demuxer's threads.
    Arrival arrival_ = Arrival::Anchors;
    std::mutex mutex_;
    std::vector<Track> tracks_;  // Guarded by mutex_.
    bool closed_ = false;        // Guarded by mutex_.
    std::atomic<Ticks::rep> last_{Ticks::now().time_since_epoch().count()};
    std::atomic<bool> found_any_{false};
};

}  // namespace wardcast::media
