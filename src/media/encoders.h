#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "media/ladder.h"
#include "media/pacer.h"
#include "media/rung.h"
#include "media/rung_load.h"

namespace wardcast::media {

// The encoding half of a programme: raw pictures and sound in, the muxed bytes of each rendition out to its sink.
// Lives from one discontinuity to the next; its timestamps count from PTS 0.
//
// Rungs that fail or that the machine cannot carry are its own affair. Sound is every viewer's: when its encoder fails,
// all begins anew.
//
// Threads: picture() and sound() on the pacer's thread; they never block. The sinks are called on streaming threads and
// the pacer's. The rest on the owner's, while the pacer may run.
class Encoders final : public PacerOutput {
  public:
    // Borrowed; all outlive the encoders.
    struct Surroundings {
        Packager& packager;
        const AirGate& gate;
        const Taps& taps;
    };

    [[nodiscard]] static Result<std::unique_ptr<Encoders>> create(const std::string& meeting, const Ladder& ladder,
                                                                  const Surroundings& around);
    ~Encoders() override;

    void picture(BufferPtr picture) override;
    void sound(BufferPtr block) override;

    // A few times a second: replaces encoders that stand still, leaves rungs out and brings them back. What is beyond
    // repair in words; empty while all goes on.
    [[nodiscard]] std::string look_after(Ticks::time_point now);
    // From a picture's being due to the part that begins with it: encoding, and what else goes into the part.
    [[nodiscard]] std::chrono::nanoseconds delay() const override;

    // Flushes the encoders into the sinks and tells them that they ended. False if that took longer than `patience`.
    bool drain(std::chrono::milliseconds patience);
    // Throws away what is under way.
    void stop() noexcept;

    [[nodiscard]] const std::vector<std::unique_ptr<Rung>>& rungs() const noexcept { return rungs_; }

  private:
    Encoders(std::string meeting, const Taps& taps) : meeting_(std::move(meeting)), taps_(taps) {}
    [[nodiscard]] std::string behind();
    void carry(std::size_t rungs, const std::string& why);

    const std::string meeting_;
    const Taps& taps_;
    std::vector<std::unique_ptr<Rung>> rungs_;  // Best first.
    std::unique_ptr<RenditionEncoder> sound_;
    std::optional<RungLoad> load_;
    std::optional<Ticks::time_point> judged_;
    std::vector<std::uint64_t> skipped_;  // Of each rung, when it was last judged.
    std::uint64_t pictures_ = 0;          // The pacer's thread.
    std::atomic<bool> sound_lost_{false};
};

}  // namespace wardcast::media
