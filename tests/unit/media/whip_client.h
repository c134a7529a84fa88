#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "unit/media/offering_client.h"

namespace wardcast::media {

// A publisher: sends one colour and a tone.
class WhipClient final : public OfferingClient {
  public:
    struct Options {
        std::string codec = "VP8";  // Or "H264".
        int width = 1280, height = 720;
        int fps = 15;
        bool video = true, audio = true;
        guint32 colour = 0xffff0000;  // Red.
        bool speaks = false;  // In place of the tone: a syllable of 12 ms once a second, in one packet; else silence.
        IceSettings ice = loopback_ice();
        bool udp = true;  // False: its network lets only TCP through.
    };
    explicit WhipClient(const Options& options);
    WhipClient() : WhipClient(Options{}) {}

    // As when the phone is turned or its lens is changed: the same track goes on in another size.
    void resize(int width, int height);
    // From here on no keyframe leaves, or keyframes leave again.
    void hold_keyframes(bool held) { spoils_->holds_keyframes = held; }
    // From here on its packets of the picture hold garbage, or are in order again.
    void garble(bool garbled) { spoils_->garbles = garbled; }
    // From here on the picture's timestamps are so far ahead of what they ought to be.
    void set_clock_ahead(std::chrono::seconds ahead) {
        spoils_->ticks_ahead = static_cast<guint32>(ahead.count() * 90'000);
    }
    // From here on each packet that a syllable is in gets lost, and only those.
    void lose_syllables() { spoils_->loses_syllables = true; }
    [[nodiscard]] unsigned syllables_lost() const { return spoils_->syllables_lost; }
    // Packets of the picture that were sent again because the server asked.
    [[nodiscard]] unsigned sent_again() const;

  private:
    // What is done to what it sends, by the pipeline's threads.
    struct Spoils {
        std::atomic<bool> holds_keyframes{false}, garbles{false}, loses_syllables{false};
        std::atomic<unsigned> syllables_lost{0};
        bool was_silence = false;  // The packet before; of its streaming thread.
        std::atomic<guint32> ticks_ahead{0};
    };
    using SharedSpoils = std::shared_ptr<Spoils>;
    void probe(const char* element, int type, GstPadProbeReturn (*each)(GstPadProbeInfo& info, Spoils& spoils));
    static GstPadProbeReturn hold_keyframe(GstPadProbeInfo& info, Spoils& spoils);
    static GstPadProbeReturn lose_syllable(GstPadProbeInfo& info, Spoils& spoils);
    static GstPadProbeReturn spoil_packets(GstPadProbeInfo& info, Spoils& spoils);
    static void spoil_packet(GstBuffer& packet, const Spoils& spoils);

    SharedSpoils spoils_ = std::make_shared<Spoils>();
};

}  // namespace wardcast::media
