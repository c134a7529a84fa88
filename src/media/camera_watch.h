#pragma once

#include <chrono>
#include <optional>

#include "media/camera_signal.h"
#include "media/picture_sample.h"
#include "media/raw_format.h"

namespace wardcast::media {

// Tells when a camera that sends is of no use to viewers: nothing is heard, the picture is black or stands still.
//
// Threads: one at a time. Time is handed in.
class CameraWatch {
  public:
    static constexpr std::chrono::seconds kSilence{10};
    static constexpr std::chrono::seconds kBlack{5};
    static constexpr std::chrono::seconds kFrozen{5};
    static constexpr double kQuiet = -50;    // dBFS: less is nobody speaking.
    static constexpr double kDark = 24;      // Of 255, just above video black (16).
    static constexpr double kSameness = 30;  // A dark hall with one lamp has more variance.

    struct Seen {
        bool live = false;
        double level_db = -100;
        GstBuffer* picture = nullptr;  // The latest; null: none arrives.
    };
    [[nodiscard]] CameraAlarms look(const Seen& seen, Ticks::time_point now);

  private:
    using Since = std::optional<Ticks::time_point>;
    // Whether it has been so for that long.
    static bool lasts(Since& since, bool is_so, std::chrono::seconds long_enough, Ticks::time_point now);

    Since quiet_, dark_, still_;
    std::optional<std::uint64_t> last_;
    bool had_picture_ = false;
};

}  // namespace wardcast::media
