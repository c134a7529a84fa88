#pragma once

#include <ebur128.h>
#include <memory>
#include <span>

namespace wardcast::media {

// Brings one camera's sound to the programme's loudness, slowly, as a sound engineer's hand on the fader would.
//
// Loudness is that of ITU-R BS.1770 over 400 ms, as EBU R 128 uses it. Only what is loud enough to be somebody speaking
// counts (an absolute gate, and one relative to what was heard before): the fader rests while nobody speaks, so that
// silence is not pumped up to the noise of an empty hall.
//
// Sound is interleaved, ±1 is full scale. Threads: one at a time.
class Loudness {
  public:
    static constexpr double kTarget = -16;       // LUFS: usual for speech heard on phones and laptops.
    static constexpr double kGate = -50;         // LUFS; less is nobody speaking.
    static constexpr double kRelativeGate = 10;  // LU below what was heard before.
    static constexpr double kMostGain = 24;      // dB: a quiet phone at the back of the hall.
    static constexpr double kLeastGain = -18;    // dB
    static constexpr double kSlewUp = 3;         // dB a second…
    static constexpr double kSlewDown = 8;       // …and faster down, where it would hurt.

    Loudness();

    // Measures the block and applies the gain to it.
    void process(std::span<float> block);
    [[nodiscard]] double gain_db() const noexcept { return gain_db_; }
    // Another camera speaks from here on.
    void reset();

  private:
    struct Destroy {
        void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
    };
    void measure(std::span<const float> block);

    std::unique_ptr<ebur128_state, Destroy> meter_;
    double energy_ = 0;  // Of speech, smoothed; 10^(LUFS/10).
    double weight_ = 0;  // How many measurements that is, at most kMemory.
    bool speaks_ = false;
    double gain_db_ = 0;
};

}  // namespace wardcast::media
