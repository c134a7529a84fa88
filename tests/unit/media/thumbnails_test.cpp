#include "media/thumbnails.h"

#include <thread>

#include <gtest/gtest.h>

#include "media/slate.h"
#include "temporary_folder.h"

namespace wardcast::media {
namespace {

constexpr const char* kMeeting = "ward";

class ThumbnailsTest : public testing::Test {
  protected:
    ThumbnailsTest() {
        gst_init(nullptr, nullptr);
        slate_ = draw_slate("Ward", SlateState::Lost).value();
        std::filesystem::create_directories(folder_.path() / kMeeting);
    }

    // Stills of what viewers see and of one camera, which are done when this returns.
    void take(bool is_slate, Ticks::time_point now = Ticks::now()) {
        std::vector<Pacer::Still> stills;
        stills.push_back({"", copy(), is_slate});
        stills.push_back({"main", copy(), false});
        thumbnails_.take(kMeeting, std::move(stills), true, now);
        while (!thumbnails_.is_due(kMeeting, now + Thumbnails::kEvery))
            std::this_thread::yield();
    }
    BufferPtr copy() { return BufferPtr(gst_buffer_ref(slate_.get())); }

    TemporaryFolder folder_;
    BufferPtr slate_;
    Thumbnails thumbnails_{folder_.path()};
};

TEST_F(ThumbnailsTest, AreJpegsOfWhatViewersSeeAndOfEachCamera) {
    EXPECT_TRUE(thumbnails_.is_due(kMeeting, Ticks::now()));
    take(false);
    for (const auto& picture : {thumbnails_.picture(kMeeting), thumbnails_.camera(kMeeting, "main")}) {
        ASSERT_TRUE(picture.has_value());
        EXPECT_EQ(picture->jpeg->substr(0, 2), "\xFF\xD8");
        EXPECT_GT(picture->jpeg->size(), 1000U);
        EXPECT_EQ(picture->etag.size(), 34U);
    }
    EXPECT_FALSE(thumbnails_.camera(kMeeting, "other").has_value());
    EXPECT_FALSE(thumbnails_.camera(kMeeting, "").has_value());
    EXPECT_FALSE(thumbnails_.picture("elsewhere").has_value());
}

TEST_F(ThumbnailsTest, ComeAgainAfterTenSeconds) {
    const auto now = Ticks::now();
    take(false, now);
    EXPECT_FALSE(thumbnails_.is_due(kMeeting, now + std::chrono::seconds(9)));
    EXPECT_TRUE(thumbnails_.is_due(kMeeting, now + std::chrono::seconds(10)));
}

TEST_F(ThumbnailsTest, WhatIsPutAwayIsNotSeenAnyMoreAndTakenAgainAtOnce) {
    const auto now = Ticks::now();
    take(false, now);
    thumbnails_.put_away(kMeeting);
    EXPECT_FALSE(thumbnails_.picture(kMeeting).has_value());
    EXPECT_TRUE(thumbnails_.camera(kMeeting, "main").has_value());
    EXPECT_TRUE(thumbnails_.is_due(kMeeting, now));
    take(true, now);
    EXPECT_TRUE(thumbnails_.picture(kMeeting).has_value());
}

TEST_F(ThumbnailsTest, AnEndedMeetingKeepsItsLastPictureOfACamera) {
    take(false);
    const auto camera = thumbnails_.picture(kMeeting);
    take(true, Ticks::now() + Thumbnails::kEvery);
    thumbnails_.forget(kMeeting);
    const auto kept = Thumbnails(folder_.path()).picture(kMeeting);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(*kept->jpeg, *camera->jpeg);
    EXPECT_EQ(kept->etag, camera->etag);
}

}  // namespace
}  // namespace wardcast::media
