#include <functional>
#include <utility>

#include <gtest/gtest.h>

#include "media/rtp_packetizer.h"

namespace wardcast::media {
namespace {

struct Viewer final : RtpSink {
    void video(GstBuffer*, bool) noexcept override { on_packet(); }
    void audio(GstBuffer*) noexcept override { on_packet(); }
    void on_packet() {
        ++packets;
        if (then) std::exchange(then, {})();
    }

    int packets = 0;
    std::function<void()> then;
};

class FanOut : public ::testing::Test {
  protected:
    FanOut() {
        for (const auto& viewer : viewers)
            fan_out.add(viewer);
    }

    RtpFanOut fan_out;
    const std::vector<std::shared_ptr<Viewer>> viewers{std::make_shared<Viewer>(), std::make_shared<Viewer>(),
                                                       std::make_shared<Viewer>()};
};

TEST_F(FanOut, APacketUnderWayReachesEverybodyWhoWasThereAlthoughViewersComeAndGo) {
    for (const bool is_video : {true, false}) {
        const auto newcomer = std::make_shared<Viewer>();
        viewers[0]->then = [&] {
            for (const auto& viewer : viewers)
                fan_out.remove(viewer.get());
            fan_out.add(newcomer);
        };
        is_video ? fan_out.video(nullptr, true) : fan_out.audio(nullptr);
        for (const auto& viewer : viewers)
            EXPECT_EQ(std::exchange(viewer->packets, 0), 1);
        EXPECT_EQ(newcomer->packets, 0);
        fan_out.remove(newcomer.get());
        for (const auto& viewer : viewers)
            fan_out.add(viewer);
    }
}

TEST_F(FanOut, WhoWasRemovedIsCalledNoMore) {
    EXPECT_EQ(fan_out.remove(viewers[1].get()), 2);
    fan_out.audio(nullptr);
    EXPECT_EQ(viewers[0]->packets, 1);
    EXPECT_EQ(viewers[1]->packets, 0);
}

}  // namespace
}  // namespace wardcast::media
