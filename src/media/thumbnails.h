#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "media/media_thread.h"
#include "media/pacer.h"
#include "media/pictures.h"

namespace wardcast::media {

// A JPEG of a picture in WARDCAST_PROGRAMME_PICTURE_CAPS, half its size. Takes some milliseconds of a core.
[[nodiscard]] Result<std::string> encode_thumbnail(GstBuffer* picture);

// Small pictures of what cameras send and viewers see, a fresh one every kEvery while there is something to see.
//
// Made on a thread of its own that gives way to everything else. What viewers see is also written beside the recording,
// so that an ended meeting keeps its last picture. Bound: one set of pictures waits per meeting; a later one is left
// out while it does. Threads: any.
class Thumbnails {
  public:
    static constexpr std::chrono::seconds kEvery{10};

    // recordings holds one folder for each meeting.
    explicit Thumbnails(std::filesystem::path recordings);
    ~Thumbnails();
    Thumbnails(const Thumbnails&) = delete;
    Thumbnails& operator=(const Thumbnails&) = delete;

    // Whether it is time to take the meeting's pictures again.
    [[nodiscard]] bool is_due(const std::string& meeting, Ticks::time_point now) const;
    // Makes thumbnails of them. keeps: whether what viewers see may be written to disk.
    void take(const std::string& meeting, std::vector<Pacer::Still> stills, bool keeps, Ticks::time_point now);
    // What viewers saw up to now must not be seen any more; the next picture is due at once.
    void put_away(const std::string& meeting);
    // The meeting has no programme any more; its last picture stays on disk.
    void forget(const std::string& meeting);

    // What viewers see; of an ended meeting, what they saw last.
    [[nodiscard]] std::optional<Thumbnail> picture(const std::string& meeting) const;
    [[nodiscard]] std::optional<Thumbnail> camera(const std::string& meeting, const std::string& camera) const;

  private:
    struct Taken {
        Ticks::time_point due;
        bool busy = false;
        unsigned put_away = 0;                      // How often.
        std::map<std::string, Thumbnail> pictures;  // By camera; "": what viewers see.
    };

    void encode(const std::string& meeting, const std::vector<Pacer::Still>& stills, bool keeps, unsigned put_away);

    const std::filesystem::path recordings_;
    mutable std::mutex mutex_;
    std::map<std::string, Taken> meetings_;
    MediaThread thread_;  // Last: it uses all of the above.
};

}  // namespace wardcast::media
