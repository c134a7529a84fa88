#include "media/viewer_feed.h"

#include <gst/rtp/gstrtpbuffer.h>
#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

// A viewer whose connection takes nothing: its appsrc stands still, so that what was pushed can be counted.
class ViewerFeedTest : public ::testing::Test {
  protected:
    void SetUp() override {
        gst_init(nullptr, nullptr);
        video_in = adopt_floating(gst_element_factory_make("appsrc", nullptr));
        gst_element_set_state(video_in.get(), GST_STATE_PAUSED);
        SdpOffer offer;
        offer.media.push_back(
            {.section = 0, .video = true, .encoding = "H264", .payload = 102, .caps = nullptr, .format = ""});
        feed = std::make_unique<ViewerFeed>(offer, share(video_in.get()), nullptr);
    }
    void TearDown() override { gst_element_set_state(video_in.get(), GST_STATE_NULL); }

    void send(bool begins_keyframe) {
        const BufferPtr packet(gst_rtp_buffer_new_allocate(100, 0, 0));
        feed->video(packet.get(), begins_keyframe);
    }
    std::uint64_t waiting() { return gst_app_src_get_current_level_buffers(GST_APP_SRC(video_in.get())); }

    GstPtr<GstElement> video_in;
    std::unique_ptr<ViewerFeed> feed;
};

TEST_F(ViewerFeedTest, BeginsWithAKeyframeOnceItIsOpen) {
    send(true);
    EXPECT_EQ(waiting(), 0U);
    feed->open();
    send(false);
    EXPECT_EQ(waiting(), 0U);
    send(true);
    send(false);
    EXPECT_EQ(waiting(), 2U);
    feed->close();
    send(false);
    EXPECT_EQ(waiting(), 2U);
}

TEST_F(ViewerFeedTest, AConnectionThatTakesNothingHoldsNoMoreThanItsBound) {
    feed->open();
    send(true);
    for (std::uint64_t i = 0; i < 3 * ViewerFeed::kMostWaiting; ++i)
        send(i % 60 == 0);
    EXPECT_EQ(waiting(), ViewerFeed::kMostWaiting);
}

}  // namespace
}  // namespace wardcast::media
