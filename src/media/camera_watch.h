#pragma once

#include <chrono>
#include <optional>

#include "media/camera_signal.h"
#include "media/picture_sample.h"
#include "media/raw_format.h"

namespace wardcast::media {

// Tells when a camera that sends is of no use to viewers: nothing is heard, the picture is black or frozen.
//
// A picture that stands still need not be frozen: slides, a document camera and, through an encoder that repeats what
// has not changed, an empty room do. So it is frozen where none comes any more; and where it was never at rest, as what
// a sensor with its noise sends is not, and then is the same, bit for bit, for long.
//
// Threads: one at a time. Time is handed in.
class CameraWatch {
  public:
    static constexpr std::chrono::seconds kSilence{10};
    static constexpr std::chrono::seconds kBlack{5};
    static constexpr std::chrono::seconds kNoPicture{5};
    static constexpr std::chrono::seconds kNeverAtRest{30};  // So long without a rest…
    static constexpr std::chrono::seconds kRest{1};          // …of more than this,
    static constexpr std::chrono::seconds kStandstill{20};   // and then the same for so long: frozen.
    static constexpr double kQuiet = -50;                    // dBFS: less is nobody speaking.
    static constexpr double kDark = 24;                      // Of 255, just above video black (16).
    static constexpr double kSameness = 30;                  // A dark hall with one lamp has more variance.

    struct Seen {
        bool live = false;
        double level_db = -100;
        GstBuffer* picture = nullptr;  // The latest; null: none arrives.
        bool recorded = false;         // A clip: it may stand still.
    };
    [[nodiscard]] CameraAlarms look(const Seen& seen, Ticks::time_point now);

  private:
    using Since = std::optional<Ticks::time_point>;
    // Whether it has been so for that long.
    static bool lasts(Since& since, bool is_so, std::chrono::seconds long_enough, Ticks::time_point now);
    // Whether a picture that was never at rest stands still.
    bool stands_still(std::uint64_t fingerprint, Ticks::time_point now);

    Since quiet_, dark_, missing_;
    std::optional<std::uint64_t> last_;  // Fingerprint of the last picture; none before the first.
    Ticks::time_point changed_at_, restless_since_;
};

}  // namespace wardcast::media
