#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "media/rung.h"
#include "packaged_run.h"
#include "playlist_rules.h"
#include "temporary_folder.h"
#include "unit/media/picture.h"

namespace wardcast::media::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;

// Lets buffers through a pad as a test allows it.
class Turnstile {
  public:
    explicit Turnstile(const Pipeline& pipeline) {
        const auto element = pipeline.element("encoder");
        const auto pad = adopt(gst_element_get_static_pad(element.get(), "sink"));
        auto data = std::make_unique<std::shared_ptr<State>>(state_);
        gst_pad_add_probe(
            pad.get(), GST_PAD_PROBE_TYPE_BUFFER,
            [](GstPad*, GstPadProbeInfo*, gpointer state) {
                (*static_cast<std::shared_ptr<State>*>(state))->pass();
                return GST_PAD_PROBE_OK;
            },
            data.release(),
            [](gpointer owned) {
                const std::unique_ptr<std::shared_ptr<State>> owner(static_cast<std::shared_ptr<State>*>(owned));
            });
    }
    ~Turnstile() { open(); }
    Turnstile(const Turnstile&) = delete;
    Turnstile& operator=(const Turnstile&) = delete;

    // Waits until it has gone through.
    void let_one_through() {
        std::unique_lock lock(state_->mutex);
        ++state_->allowed;
        state_->changed.notify_all();
        EXPECT_TRUE(state_->changed.wait_for(lock, kPatience, [&] { return state_->allowed == 0; }));
    }
    void open() {
        const std::lock_guard lock(state_->mutex);
        state_->is_open = true;
        state_->changed.notify_all();
    }

  private:
    struct State {
        void pass() {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return is_open || allowed > 0; });
            if (allowed > 0) --allowed;
            changed.notify_all();
        }
        std::mutex mutex;
        std::condition_variable changed;
        int allowed = 0;
        bool is_open = false;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

// A rung and the playlist that comes of it, of which each version is checked.
class OverloadedRung : public testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void feed(int pictures) {
        for (int i = 0; i < pictures; ++i, ++count) {
            BufferPtr picture(gst_buffer_copy(plain.get()));
            GST_BUFFER_PTS(picture.get()) = gst_util_uint64_scale_int(count, GST_SECOND, kFps);
            GST_BUFFER_DURATION(picture.get()) = GST_SECOND / kFps;
            rung.picture(picture.get(), count);
            check();
        }
    }
    // No faster than they are encoded.
    void feed_in_step(std::uint64_t pictures) {
        for (std::uint64_t i = 0; i < pictures; ++i) {
            while (rung.encoder()->waiting() > 4)
                std::this_thread::sleep_for(1ms);
            feed(1);
        }
    }
    void check() {
        if (const auto now = run.advances("360p"); now != std::exchange(advances, now)) rules.check(playlist());
    }
    std::string playlist() { return run.body("360p.m3u8"); }
    void finish() {
        rung.drain();
        const auto until = Ticks::now() + kPatience;
        while (!rung.drained() && Ticks::now() < until)
            std::this_thread::sleep_for(2ms);
        ASSERT_TRUE(rung.drained());
    }

    const BufferPtr plain = plain_picture(100);
    TemporaryFolder folder;
    PackagedRun run{{.recordings = folder.path(), .record = false}};
    AirGate gate;
    Taps taps;
    PlaylistRules rules;
    Rung rung{"ward", parse_ladder({"180p:200"})->rungs.front(), {run.video(), gate, taps}};
    std::uint64_t count = 0;
    int advances = 0;
};

// The encoder takes one picture in the time of so many.
class TooSlow : public OverloadedRung, public testing::WithParamInterface<int> {};

TEST_P(TooSlow, SkipsPicturesButItsPartsAndSegmentsKeepTheirLength) {
    rung.look_after(Ticks::now());
    {
        Turnstile turnstile(rung.encoder()->pipeline());
        while (count < 10 * Rung::kGroup) {
            feed(GetParam());
            turnstile.let_one_through();
        }
    }
    EXPECT_GT(rung.figures().skipped, 0U);
    feed_in_step(2 * Rung::kGroup - count % Rung::kGroup);
    finish();
    const auto& last = rules.check(playlist());
    for (const auto& segment : last.segments) {
        EXPECT_FALSE(segment.gap);
        EXPECT_NEAR(segment.duration, 2, 0.001) << segment.uri;
    }
    EXPECT_NEAR(last.duration(), static_cast<double>(count) / kFps, 0.001) << "nothing is missing";
}

INSTANTIATE_TEST_SUITE_P(ByAllMeasures, TooSlow, testing::Values(2, 3, 4, 5, 7, 9, 11));

TEST_F(OverloadedRung, OfWhichNextToNothingComesIsReplacedBeforeTooManyPicturesWait) {
    rung.look_after(Ticks::now());
    {
        Turnstile turnstile(rung.encoder()->pipeline());
        std::size_t most = 0;
        for (feed(1); rung.figures().feeding; feed(1)) {
            most = std::max(most, rung.encoder()->waiting());
            if (count % kFps == 0) turnstile.let_one_through();  // It moves: it does not stand still.
            ASSERT_LT(count, 60 * kFps);
        }
        EXPECT_EQ(most, Rung::kMostWaitingAtAll);
    }
    rung.look_after(Ticks::now());
    EXPECT_NE(rung.encoder(), nullptr);
    feed_in_step(2 * Rung::kGroup);
    EXPECT_TRUE(rung.figures().feeding);
    finish();
    const auto& last = rules.check(playlist());
    EXPECT_FALSE(last.segments.back().gap);
    EXPECT_NEAR(last.duration(), static_cast<double>(count) / kFps, 0.001);
}

}  // namespace
}  // namespace wardcast::media::test
