#include "media/programme.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/pipeline.h"
#include "media/test_camera.h"
#include "unit/media/packager_double.h"
#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

struct Silent final : PacerListener {
    void camera_live() noexcept override {}
    void camera_lost() noexcept override {}
    void camera_signal(const std::string&, const CameraSignal&) noexcept override {}
};

// The pictures of a muxed rendition.
std::vector<BufferPtr> decoded(const std::string& fragmented_mp4) {
    auto pipeline = Pipeline::parse(
        "appsrc name=in ! qtdemux ! h264parse ! avdec_h264 ! videoconvert matrix-mode=none"
        " ! videoscale ! " WARDCAST_PICTURE_CAPS " ! appsink name=out sync=false");
    EXPECT_TRUE(pipeline.has_value());
    std::vector<BufferPtr> pictures;
    GstBuffer* bytes = gst_buffer_new_memdup(fragmented_mp4.data(), fragmented_mp4.size());
    auto in = pipeline->element("in");
    auto out = pipeline->element("out");
    EXPECT_TRUE(pipeline->play().has_value());
    gst_app_src_push_buffer(GST_APP_SRC(in.get()), bytes);
    gst_app_src_end_of_stream(GST_APP_SRC(in.get()));
    while (GstSample* sample = gst_app_sink_try_pull_sample(GST_APP_SINK(out.get()), 10 * GST_SECOND)) {
        pictures.emplace_back(gst_buffer_ref(gst_sample_get_buffer(sample)));
        gst_sample_unref(sample);
    }
    return pictures;
}

class Programming : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    void SetUp() override {
        auto created = Programme::create(
            "cae-mawr", "Cae Mawr ward meeting", ladder,
            [packed = packed]() -> Result<std::unique_ptr<Packager>> {
                return std::make_unique<PackagerDouble>(packed);
            },
            silent, clock);
        ASSERT_TRUE(created.has_value()) << created.error().message;
        programme = std::move(*created);
    }

    // Small ones, so that many can be encoded at once on a busy machine.
    const Ladder ladder = *parse_ladder({"720p:1500", "240p:300"});
    SystemClock clock;
    Silent silent;
    std::shared_ptr<Packed> packed = std::make_shared<Packed>();
    std::unique_ptr<Programme> programme;
};

TEST_F(Programming, GivesEveryRenditionAsFragmentedMp4WithoutAnyCamera) {
    for (const char* rendition : {"720p", "240p", "audio"}) {
        ASSERT_TRUE(packed->wait_for_bytes(rendition, 2000, kPatience)) << rendition;
        EXPECT_EQ(packed->bytes(rendition).substr(4, 4), "ftyp") << rendition;
        EXPECT_NE(packed->bytes(rendition).find("moof"), std::string::npos) << rendition;
    }
}

TEST_F(Programming, ShowsTheCameraInBothSizesAndEndsWhole) {
    ASSERT_TRUE(packed->wait_for_bytes("720p", 2000, kPatience));
    auto camera = make_test_camera(programme->camera("main"));
    ASSERT_TRUE(camera.has_value()) << camera.error().message;
    ASSERT_TRUE(packed->wait_for_bytes("720p", 60'000, kPatience));
    programme->finish();
    EXPECT_EQ(packed->ended(), 3);
    EXPECT_TRUE(packed->finished());
    for (const char* rendition : {"720p", "240p"}) {
        const auto pictures = decoded(packed->bytes(rendition));
        ASSERT_GT(pictures.size(), 20) << rendition;
        EXPECT_LT(average(pictures.front().get()).u, 135) << rendition;  // The slate.
        EXPECT_GT(average(pictures.back().get()).u, 140) << rendition;   // The test camera's blue.
    }
}

TEST_F(Programming, AfterTheLongestRunANewOneBeginsAndTheCameraGoesOn) {
    ASSERT_TRUE(packed->wait_for_bytes("720p", 1000, kPatience));
    const auto feed = programme->camera("main");
    EXPECT_TRUE(programme->check(Ticks::now()).has_value());
    EXPECT_FALSE(packed->wait_for_runs(2, 0s));
    EXPECT_TRUE(programme->check(Ticks::now() + Programme::kLongestRun).has_value());
    EXPECT_TRUE(packed->wait_for_runs(2, 0s));
    EXPECT_TRUE(packed->wait_for_bytes("720p", 1000, kPatience));
    EXPECT_EQ(programme->camera("main"), feed);
}

TEST_F(Programming, OffAirIsToldToThePackagerAndToTheOneOfTheNextRun) {
    programme->set_air(false);
    EXPECT_FALSE(packed->on_air());
    ASSERT_TRUE(programme->check(Ticks::now() + Programme::kLongestRun).has_value());
    EXPECT_TRUE(packed->wait_for_runs(2, 0s));
    EXPECT_FALSE(packed->on_air());
    programme->set_air(true);
    EXPECT_TRUE(packed->on_air());
}

TEST_F(Programming, AnswersHlsAfterItsEnd) {
    programme->finish();
    EXPECT_TRUE(std::holds_alternative<HlsBody>(programme->hls("index.m3u8", "")));
}

}  // namespace
}  // namespace wardcast::media
