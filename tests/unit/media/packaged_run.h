#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "media/hls_types.h"
#include "media/rendition_sink.h"

namespace wardcast::media::test {

inline constexpr const char* kMeeting = "ward";
inline constexpr Timestamp kEpoch = std::chrono::sys_days{std::chrono::year{2026} / 11 / 26} + std::chrono::hours{19};

struct RunOptions {
    std::filesystem::path recordings;
    bool record = true;
    Timestamp epoch = kEpoch;
    std::chrono::seconds window{60};
    std::shared_ptr<const SigningKey> key = nullptr;
    bool second_rung = false;
};

// A packager with a video and a sound rendition, fed by hand.
class PackagedRun {
  public:
    explicit PackagedRun(const RunOptions& options);
    ~PackagedRun();

    Packager& packager() { return *packager_; }
    RenditionSink& video() { return *video_; }
    RenditionSink& sound() { return *sound_; }
    // "90p", with RunOptions::second_rung.
    RenditionSink& second_rung() { return *second_rung_; }

    // Feeds both to their end, fragment by fragment in the order of time, as muxers that run side by side would.
    void feed(std::string_view video, std::string_view sound);
    // The same with some of the fragments of each, about a third of a second long; the first one brings the init
    // segment.
    void feed(std::string_view video, std::string_view sound, std::size_t from, std::size_t to);

    HlsReply get(std::string_view address);  // Path and, after '?', query.
    // The body; fails the test when there is none.
    std::string body(std::string_view address);
    // A refusal's status, kWaits, or 200 for a body.
    int status(std::string_view address);

    void end_and_wait_until_recorded();
    // Waits until the recording has the segment.
    void wait_until_on_disk(const std::string& rendition, std::uint64_t msn);
    // Waits for the first, and returns all so far.
    std::vector<std::string> wait_for_trouble();
    std::vector<std::string> troubles();
    [[nodiscard]] int advances(const std::string& rendition);

  private:
    const std::filesystem::path recordings_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool recorded_ = false;
    std::vector<std::string> troubles_;
    std::map<std::string, int> advances_;
    SystemClock clock_;
    std::unique_ptr<Packager> packager_;
    RenditionSink* video_ = nullptr;
    RenditionSink* sound_ = nullptr;
    RenditionSink* second_rung_ = nullptr;
};

inline constexpr int kWaits = 0;
// The stream cut after each mdat, the init segment going with the first.
std::vector<std::string_view> fragments_of(std::string_view stream);

int status_of(const HlsReply& reply);
std::string body_of(const HlsReply& reply);

// Fetches a playlist, its init segments and all media from get(), and writes what a player of the whole would load, a
// file a discontinuity. Returns the files.
std::vector<std::filesystem::path> download(const std::function<std::string(const std::string&)>& get,
                                            const std::string& rendition, const std::filesystem::path& folder);

// What ffmpeg and ffprobe say of a file that holds one rendition.
struct Decoded {
    std::string errors;  // Of ffmpeg -v error; empty when all is well.
    std::size_t packets = 0;
    bool monotonic = true;  // Decode times never go back.
    double duration = 0;    // From the first packet to the end of the last one.
};
Decoded decode(const std::filesystem::path& file);
// The same of one stream of a file ("v:0"), without decoding it.
Decoded packets_of(const std::filesystem::path& file, const std::string& stream);

// What a command line prints.
std::string output_of(const std::string& command);

}  // namespace wardcast::media::test
