#include "media/slate.h"

#include <set>

#include <gtest/gtest.h>

#include "unit/media/picture.h"

namespace wardcast::media {
namespace {

class Slate : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    static std::string pixels(GstBuffer* picture) {
        const BufferMap map(picture, GST_MAP_READ);
        return std::string(map.text());
    }
};

TEST_F(Slate, IsOneWholePictureInDeepTeal) {
    const auto slate = draw_slate("Cae Mawr ward meeting", SlateState::Lost);
    ASSERT_TRUE(slate.has_value()) << slate.error().message;
    EXPECT_EQ(gst_buffer_get_size(slate->get()), kPictureBytes);
    const Colour colour = average(slate->get());
    EXPECT_LT(colour.y, 80);
    EXPECT_GT(colour.y, 30);
    EXPECT_LT(colour.v, 122);  // Less red than grey has.
}

TEST_F(Slate, SaysSomethingElseInEachStateAndForEachMeeting) {
    std::set<std::string> seen;
    for (const char* title : {"Cae Mawr", "Nant y Bryn"}) {
        auto slates = Slates::draw(title);
        ASSERT_TRUE(slates.has_value());
        for (const auto state : {SlateState::NotStarted, SlateState::Lost, SlateState::OffAir}) {
            seen.insert(pixels(slates->of(state)));
        }
    }
    EXPECT_EQ(seen.size(), 6);
}

TEST_F(Slate, DrawsTitlesThatLookLikeMarkupOrAreTooLongOrAreNotText) {
    for (const std::string& title : {std::string("<b>Roads & parks</b> <"), std::string(3000, 'W'), std::string(""),
                                     std::string("\xff\xfe caf\xc3"), std::string("Sŵn 🏞 عربى")}) {
        EXPECT_TRUE(draw_slate(title, SlateState::Lost).has_value()) << title.substr(0, 20);
    }
}

}  // namespace
}  // namespace wardcast::media
