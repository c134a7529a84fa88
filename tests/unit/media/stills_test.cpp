#include "media/stills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/pipeline.h"
#include "temporary_folder.h"
#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;

// A red picture of this size, as an encoder makes it.
std::string image(const std::string& encoder, int width, int height) {
    auto pipeline = Pipeline::parse(
        "videotestsrc num-buffers=1 pattern=solid-color foreground-color=0xffff0000 ! "
        "video/x-raw,width=" +
        std::to_string(width) + ",height=" + std::to_string(height) + " ! videoconvert ! " +
        (encoder == "jpegenc" ? "video/x-raw,colorimetry=1:4:0:0 ! jpegenc" : encoder) +
        " ! appsink name=out sync=false");
    EXPECT_TRUE(pipeline.has_value());
    EXPECT_TRUE(pipeline->play().has_value());
    const SamplePtr sample(gst_app_sink_try_pull_sample(GST_APP_SINK(pipeline->element("out").get()), 30 * GST_SECOND));
    return std::string(BufferMap(gst_sample_get_buffer(sample.get()), GST_MAP_READ).text());
}

struct StillPictures : ::testing::Test {
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }
    TemporaryFolder folder;
    Stills stills{folder.path()};

    std::string refusal(const std::string& bytes) {
        const auto stored = stills.store("ward", bytes);
        EXPECT_FALSE(stored.has_value());
        if (stored) return "";
        EXPECT_EQ(stored.error().kind, ErrorKind::BadInput);
        return stored.error().message;
    }
};

TEST_F(StillPictures, AreShownInTheProgrammesSizeWithTheirColours) {
    for (const char* encoder : {"jpegenc", "pngenc"}) {
        const auto stored = stills.store("ward", image(encoder, 1920, 1080));
        ASSERT_TRUE(stored.has_value()) << stored.error().message;
        const auto picture = stills.picture("ward", *stored);
        ASSERT_TRUE(picture.has_value()) << picture.error().message;
        ASSERT_EQ(gst_buffer_get_size(picture->get()), kPictureBytes);
        const Colour seen = average(picture->get());
        EXPECT_NEAR(seen.y, 81, 6) << encoder;
        EXPECT_NEAR(seen.v, 240, 8) << encoder;
    }
}

TEST_F(StillPictures, OfAnotherShapeGetBarsAtTheirSides) {
    const auto stored = stills.store("ward", image("pngenc", 400, 800));
    ASSERT_TRUE(stored.has_value()) << stored.error().message;
    const auto picture = stills.picture("ward", *stored);
    ASSERT_TRUE(picture.has_value());
    EXPECT_LT(average(picture->get()).y, 50) << "mostly black";
}

TEST_F(StillPictures, AreThereAfterARestart) {
    const auto stored = stills.store("ward", image("jpegenc", 640, 360));
    ASSERT_TRUE(stored.has_value());
    const Stills again(folder.path());
    EXPECT_TRUE(again.jpeg("ward", *stored).has_value());
    EXPECT_TRUE(again.picture("ward", *stored).has_value());
    EXPECT_FALSE(again.jpeg("other", *stored).has_value());
}

TEST_F(StillPictures, ThatAreNoneAreRefusedWithCauseAndCure) {
    EXPECT_THAT(refusal("hello"), HasSubstr("Send a JPEG or PNG"));
    EXPECT_THAT(refusal(""), HasSubstr("Send a JPEG or PNG"));
    auto damaged = image("pngenc", 640, 360);
    EXPECT_THAT(refusal(damaged.substr(0, 20)), HasSubstr("Send a JPEG or PNG"));
    // Claims to be larger than memory: bytes 16 to 23 of a PNG are its size.
    damaged.replace(16, 8, std::string("\0\1\0\0\0\1\0\0", 8));
    EXPECT_THAT(refusal(damaged), HasSubstr("too large"));
}

TEST_F(StillPictures, AreFoundByTheirOwnNamesAlone) {
    for (const char* name : {"", "..", "../ward/x", "none", "0123"}) {
        EXPECT_FALSE(stills.jpeg("ward", name).has_value()) << name;
    }
}

}  // namespace
}  // namespace wardcast::media
