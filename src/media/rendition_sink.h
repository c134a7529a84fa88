#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/signing_key.h"
#include "media/hls_reply.h"

// Between a programme, which encodes, and its packaging, which cuts parts, serves and records them.
namespace wardcast::media {

// Static facts of one rendition.
struct RenditionInfo {
    std::string name;  // "720p", "audio"
    bool video = false;
    int width = 0;
    int height = 0;
    int fps = 0;
    int bandwidth = 0;  // Peak, bit/s.
};

// Where the muxed bytes of one rendition go: fragmented MP4 exactly as mp4mux emits it, buffer borders meaning nothing.
//
// Threads: for each rendition, one call at a time, in order.
class RenditionSink {
  public:
    virtual ~RenditionSink() = default;
    virtual void bytes(std::string_view chunk) noexcept = 0;
    virtual void ended() noexcept = 0;
    // Nothing comes for the time up to here, counted from the run's PTS 0.
    virtual void gap_until(std::chrono::nanoseconds at) noexcept = 0;
    // Another muxer goes on, which counts from zero at this time of the run, with a keyframe.
    virtual void restart(std::chrono::nanoseconds at) noexcept = 0;
};

// A programme's packaging: makes the sinks, serves live HLS, records.
//
// Restarting the programme of a meeting (after a restart of the server, or of its encoders) means a new Packager over
// the same recording folder: it continues the numbering with a discontinuity.
class Packager {
  public:
    virtual ~Packager() = default;
    // Before bytes flow, once for each rendition. Borrowed by the caller for as long as the Packager lives.
    virtual RenditionSink& sink(const RenditionInfo& rendition) = 0;
    // All muxers begin at PTS 0; epoch is the wall time of that.
    virtual void start(Timestamp epoch) = 0;
    // Off air: nothing is recorded.
    virtual void set_air(bool on_air) noexcept = 0;
    // Closes the recording; live playlists get their EXT-X-ENDLIST.
    virtual void finish() = 0;
    // Any thread.
    virtual HlsReply hls(std::string_view path, std::string_view query) = 0;
};

struct PackagerSettings {
    std::string meeting;
    std::filesystem::path recordings;  // The folder that holds one folder for each meeting.
    bool record = true;
    std::chrono::seconds live_window{60};  // How much of the past live playlists hold.
    // Called from streaming threads; must not block.
    std::function<void(const std::string& rendition)> advanced;
    std::function<void()> recording_ready;
    std::function<void(std::string)> trouble;  // The recording has stopped; the stream goes on.
    std::function<void()> resumed;             // It goes on.
    std::shared_ptr<const SigningKey> key;     // Signs the recording; null: it is not signed.
};

// The clock outlives the packager.
[[nodiscard]] Result<std::unique_ptr<Packager>> make_packager(PackagerSettings settings, const Clock& clock);

}  // namespace wardcast::media
