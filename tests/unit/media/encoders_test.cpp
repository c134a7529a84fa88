#include "media/encoders.h"

#include <atomic>
#include <thread>

#include <gst/app/gstappsrc.h>
#include <gtest/gtest.h>

#include "unit/media/packager_double.h"
#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 30s;

// Encoders that are given pictures and sound as fast as they take them: time is that of the programme.
class Encoding : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void SetUp() override {
        auto created = Encoders::create("cae-mawr", ladder, {packager, gate, taps});
        ASSERT_TRUE(created.has_value()) << created.error().message;
        encoders = std::move(*created);
    }

    void feed(int pictures, std::uint8_t luma) {
        const auto plain = plain_picture(luma);
        for (int i = 0; i < pictures; ++i, ++count) {
            while (waits())  // In step with the slowest encoder that moves.
                std::this_thread::sleep_for(1ms);
            BufferPtr picture(gst_buffer_copy(plain.get()));
            GST_BUFFER_PTS(picture.get()) = gst_util_uint64_scale_int(count, GST_SECOND, kFps);
            GST_BUFFER_DURATION(picture.get()) = GST_SECOND / kFps;
            encoders->picture(std::move(picture));
            EXPECT_EQ(encoders->look_after(Ticks::now()), "");
        }
    }
    [[nodiscard]] bool waits() const {
        for (const auto& rung : encoders->rungs()) {
            if (rung.get() != blocked && rung->encoder() != nullptr && rung->encoder()->waiting() > 4) return true;
        }
        return false;
    }

    // Makes the encoder of a rung stand still: nothing passes into it any more.
    void block(Rung& rung) {
        blocked = &rung;
        const auto encoder = rung.encoder()->pipeline().element("encoder");
        const auto pad = adopt(gst_element_get_static_pad(encoder.get(), "sink"));
        gst_pad_add_probe(
            pad.get(), GST_PAD_PROBE_TYPE_BLOCK_DOWNSTREAM,
            [](GstPad*, GstPadProbeInfo*, gpointer) { return GST_PAD_PROBE_OK; }, nullptr, nullptr);
    }

    const Ladder ladder = *parse_ladder({"360p:600", "180p:200"});
    std::shared_ptr<Packed> packed = std::make_shared<Packed>();
    PackagerDouble packager{packed};
    AirGate gate;
    Taps taps;
    std::unique_ptr<Encoders> encoders;
    std::uint64_t count = 0;
    const Rung* blocked = nullptr;
};

TEST_F(Encoding, AnEncoderThatStandsStillIsReplacedWithinFiveSecondsAndTheOthersNoticeNothing) {
    feed(30, 100);
    Rung& top = *encoders->rungs().front();
    ASSERT_TRUE(packed->wait_for_bytes("360p", 1000, kPatience));
    block(top);
    const auto* stuck = top.encoder();
    const auto stood_still = Ticks::now();
    while (top.encoder() == stuck && Ticks::now() - stood_still < kPatience) {
        feed(1, 100);
        std::this_thread::sleep_for(10ms);
    }
    ASSERT_NE(top.encoder(), stuck);
    EXPECT_LT(Ticks::now() - stood_still, 5s);
    blocked = nullptr;
    feed(240, 150);
    ASSERT_TRUE(packed->wait_for_restart("360p", kPatience));
    EXPECT_EQ(packed->restarts("360p").front() % 2s, 0ns);  // Where all rungs have a keyframe.
    EXPECT_EQ(packed->gaps("360p").back(), packed->restarts("360p").front());
    EXPECT_TRUE(packed->restarts("180p").empty());
    EXPECT_TRUE(encoders->drain(kPatience));
    EXPECT_EQ(packed->ended(), 3);
}

TEST_F(Encoding, ARungThatIsLeftOutEndsAtAKeyframeAndComesBackAtOne) {
    feed(90, 100);
    Rung& top = *encoders->rungs().front();
    top.leave_out();
    feed(180, 100);
    EXPECT_TRUE(packed->wait_for_bytes("360p", 1000, kPatience));
    EXPECT_EQ(packed->gaps("360p").front(), 6s);
    EXPECT_FALSE(top.figures().feeding);
    top.bring_back();
    feed(100, 100);
    EXPECT_TRUE(top.figures().feeding);
    EXPECT_TRUE(encoders->drain(kPatience));
    EXPECT_EQ(packed->restarts("360p").size(), 1);
}

// Keeps the times of what a rendition's encoder gave.
struct Units final : ProgrammeTap {
    void encoded(const RenditionInfo& rendition, GstBuffer* unit, GstCaps* caps) noexcept override {
        const std::lock_guard lock(mutex);
        if (rendition.name != "180p") return;
        times.push_back(GST_BUFFER_PTS(unit));
        if (!GST_BUFFER_FLAG_IS_SET(unit, GST_BUFFER_FLAG_DELTA_UNIT)) keyframes.push_back(GST_BUFFER_PTS(unit));
        const GString text(gst_caps_to_string(caps));
        format = text.get();
    }
    std::mutex mutex;
    std::vector<GstClockTime> times, keyframes;
    std::string format;
};

TEST_F(Encoding, TapsGetWhatEncodersGiveOnTheProgrammesTimeline) {
    const auto units = std::make_shared<Units>();
    taps.add(units);
    feed(150, 100);
    ASSERT_TRUE(encoders->drain(kPatience));
    taps.remove(units.get());
    const std::lock_guard lock(units->mutex);
    ASSERT_EQ(units->times.size(), 150);
    EXPECT_EQ(units->times.front(), 0);
    EXPECT_EQ(units->times.back(), gst_util_uint64_scale_int(149, GST_SECOND, kFps));
    EXPECT_EQ(units->keyframes, (std::vector<GstClockTime>{0, 2 * GST_SECOND, 4 * GST_SECOND}));
    EXPECT_NE(units->format.find("stream-format=(string)avc"), std::string::npos);
}

}  // namespace
}  // namespace wardcast::media
