#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <map>
#include <thread>

#include <gst/app/gstappsrc.h>
#include <gtest/gtest.h>

#include "media/pipeline.h"
#include "media/programme.h"
#include "unit/media/packager_double.h"
#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

struct Silent final : PacerListener {
    void camera_live() noexcept override {}
    void camera_lost() noexcept override {}
    void camera_signal(const std::string&, const CameraSignal&) noexcept override {}
};

// What comes out of decoding a rendition: each buffer with its time.
void decode(const std::string& bytes, const std::string& decoder,
            const std::function<void(GstBuffer*, std::chrono::nanoseconds)>& each) {
    auto pipeline = Pipeline::parse("appsrc name=in ! qtdemux ! " + decoder + " ! appsink name=out sync=false");
    ASSERT_TRUE(pipeline.has_value()) << pipeline.error().message;
    auto in = pipeline->element("in");
    auto out = pipeline->element("out");
    ASSERT_TRUE(pipeline->play().has_value());
    gst_app_src_push_buffer(GST_APP_SRC(in.get()), gst_buffer_new_memdup(bytes.data(), bytes.size()));
    gst_app_src_end_of_stream(GST_APP_SRC(in.get()));
    while (GstSample* sample = gst_app_sink_try_pull_sample(GST_APP_SINK(out.get()), 10 * GST_SECOND)) {
        GstBuffer* buffer = gst_sample_get_buffer(sample);
        each(buffer, std::chrono::nanoseconds(GST_BUFFER_PTS(buffer)));
        gst_sample_unref(sample);
    }
}

// A camera that flashes and beeps together once a second, by its own clock: `ppm` faster than ours. Its picture arrives
// that much later than its sound.
class Clapper {
  public:
    Clapper(std::shared_ptr<CameraFeed> feed, double ppm, std::chrono::milliseconds picture_later)
        : feed_(std::move(feed)), rate_(1 + ppm / 1e6), later_(picture_later) {}

    void run(std::chrono::seconds time) {
        const auto dark = plain_picture(40), flash = plain_picture(200);
        const auto begun = Ticks::now();
        std::int64_t pictures = 0, sounds = 0;
        for (;;) {
            const auto passed = Ticks::now() - begun;
            if (passed > time) return;
            const double here = std::chrono::duration<double>(passed).count() * rate_;
            for (; static_cast<double>(sounds + 1) * 0.02 <= here; ++sounds)
                sound(sounds);
            for (; static_cast<double>(pictures) / 30 + std::chrono::duration<double>(later_).count() <= here;
                 ++pictures) {
                BufferPtr picture(gst_buffer_copy(pictures % 30 < 6 ? flash.get() : dark.get()));
                GST_BUFFER_PTS(picture.get()) = gst_util_uint64_scale(static_cast<guint64>(pictures), GST_SECOND, 30);
                feed_->picture(std::move(picture), Ticks::now());
            }
            std::this_thread::sleep_for(2ms);
        }
    }

  private:
    void sound(std::int64_t frame) {
        std::vector<std::int16_t> samples(960 * kChannels);
        for (std::size_t i = 0; i < 960; ++i) {
            const auto at = frame * 960 + static_cast<std::int64_t>(i);
            const bool beeps = at % kSampleRate < kSampleRate / 5;
            const double value = beeps ? 12'000 * std::sin(static_cast<double>(at) * 0.13) : 0;
            samples[i * 2] = samples[i * 2 + 1] = static_cast<std::int16_t>(value);
        }
        feed_->sound(samples, static_cast<GstClockTime>(frame) * 20 * GST_MSECOND, Ticks::now());
    }

    std::shared_ptr<CameraFeed> feed_;
    double rate_;
    std::chrono::milliseconds later_;
};

class LipSync : public ::testing::TestWithParam<std::pair<double, std::chrono::milliseconds>> {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    // When each flash begins, and each beep.
    std::vector<double> flashes(const std::string& bytes) {
        std::vector<double> begins;
        bool lit = false;
        decode(bytes, "h264parse ! avdec_h264 ! videoconvert ! video/x-raw,format=GRAY8",
               [&](GstBuffer* buffer, std::chrono::nanoseconds at) {
                   const BufferMap map(buffer, GST_MAP_READ);
                   const bool now = map.bytes()[map.bytes().size() / 2] > 120;
                   if (now && !lit) begins.push_back(std::chrono::duration<double>(at).count());
                   lit = now;
               });
        return begins;
    }
    std::vector<double> beeps(const std::string& bytes) {
        std::vector<double> begins;
        double last_loud = -1;
        decode(bytes, "aacparse ! avdec_aac ! audioconvert ! audio/x-raw,format=S16LE,channels=1",
               [&](GstBuffer* buffer, std::chrono::nanoseconds at) {
                   const BufferMap map(buffer, GST_MAP_READ);
                   const auto* samples = reinterpret_cast<const std::int16_t*>(map.bytes().data());
                   for (std::size_t i = 0; i < map.bytes().size() / 2; ++i) {
                       if (std::abs(samples[i]) < 1500) continue;
                       const double time =
                           std::chrono::duration<double>(at).count() + static_cast<double>(i) / kSampleRate;
                       if (time - last_loud > 0.3) begins.push_back(time);
                       last_loud = time;
                   }
               });
        return begins;
    }

    Silent silent;
    SystemClock clock;
    std::shared_ptr<Packed> packed = std::make_shared<Packed>();
};

TEST_P(LipSync, FlashAndBeepAreWithin40MillisecondsInWhatViewersDecode) {
    const auto [ppm, picture_later] = GetParam();
    auto programme = Programme::create(
        "cae-mawr", "", *parse_ladder({"180p:300"}),
        [&]() -> Result<std::unique_ptr<Packager>> { return std::make_unique<PackagerDouble>(packed); }, silent, clock);
    ASSERT_TRUE(programme.has_value());
    Clapper((*programme)->camera("main"), ppm, picture_later).run(8s);
    (*programme)->finish();
    const auto seen = flashes(packed->bytes("180p"));
    const auto heard = beeps(packed->bytes("audio"));
    ASSERT_GE(seen.size(), 5);
    std::vector<double> apart;
    // The first two seconds are those in which the ring fills and picture and sound find each other.
    for (const double flash : seen) {
        if (flash < 3) continue;
        const auto nearest = std::min_element(
            heard.begin(), heard.end(), [&](double a, double b) { return std::abs(a - flash) < std::abs(b - flash); });
        ASSERT_NE(nearest, heard.end());
        apart.push_back(*nearest - flash);
    }
    ASSERT_GE(apart.size(), 3);
    // The median, so that a machine that stands still for a moment fails nobody.
    std::nth_element(apart.begin(), apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2), apart.end());
    EXPECT_LT(std::abs(apart[apart.size() / 2]), 0.040) << "sound after picture, in seconds";
}

INSTANTIATE_TEST_SUITE_P(Cameras, LipSync,
                         ::testing::Values(std::pair{0.0, 0ms}, std::pair{200.0, 0ms}, std::pair{-200.0, 60ms},
                                           std::pair{0.0, 150ms}));

}  // namespace
}  // namespace wardcast::media
