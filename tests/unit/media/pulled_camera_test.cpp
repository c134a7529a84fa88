#include "media/pulled_camera.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;

// An ingest that does as the test says.
struct Said {
    Ticks::time_point last_media = Ticks::now();
    IngestState state = IngestState::Running;
};
class FakeIngest final : public Ingest {
  public:
    explicit FakeIngest(std::shared_ptr<Said> said) : said_(std::move(said)) {}
    [[nodiscard]] Ticks::time_point last_media() const noexcept override { return said_->last_media; }
    [[nodiscard]] IngestState state() const noexcept override { return said_->state; }
    [[nodiscard]] Trouble trouble() const override { return {.words = "the cable is out", .code = "failed"}; }

  private:
    std::shared_ptr<Said> said_;
};

class Pulling : public ::testing::Test {
  protected:
    PulledCamera camera(PulledCamera::AtEnd at_end = PulledCamera::AtEnd::Again) {
        return PulledCamera(
            "balcony",
            [this]() -> Outcome<std::unique_ptr<Ingest>> {
                ++made;
                if (refused)
                    return tl::unexpected(Trouble{.words = "there is no webcam", .code = "no_webcam", .about = "USB"});
                said = std::make_shared<Said>();
                return std::make_unique<FakeIngest>(said);
            },
            at_end);
    }
    int made = 0;
    bool refused = false;
    std::shared_ptr<Said> said;
    const Ticks::time_point zero = Ticks::now();
};

TEST_F(Pulling, BeginsAtOnceAndOnlyOnce) {
    auto pulled = camera();
    pulled.look_after(zero);
    pulled.look_after(zero + 1s);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(pulled.trouble(), Trouble());
}

TEST_F(Pulling, TriesAgainEverMoreSeldomWhereNothingCanBeHad) {
    refused = true;
    auto pulled = camera();
    for (auto at = 0ms; at < 60s; at += 250ms)
        pulled.look_after(zero + at);
    // At 0, 1, 3, 7, 15, 30 and 45 s.
    EXPECT_EQ(made, 7);
    EXPECT_EQ(pulled.trouble(), (Trouble{.words = "there is no webcam", .code = "no_webcam", .about = "USB"}));
}

TEST_F(Pulling, OneThatFallsSilentIsBegunAnew) {
    auto pulled = camera();
    pulled.look_after(zero);
    pulled.look_after(said->last_media + PulledCamera::kSilent);
    EXPECT_EQ(pulled.trouble(), Trouble());
    pulled.look_after(said->last_media + PulledCamera::kSilent + 1ms);
    EXPECT_NE(pulled.trouble().words.find("sent nothing"), std::string::npos);
    EXPECT_EQ(pulled.trouble().code, "silent");
    pulled.look_after(said->last_media + PulledCamera::kSilent + 2s);
    EXPECT_EQ(made, 2);
}

TEST_F(Pulling, OneThatFailsIsBegunAnewAndForgivenOncePicturesCome) {
    auto pulled = camera();
    pulled.look_after(zero);
    said->state = IngestState::Failed;
    pulled.look_after(zero + 1s);
    EXPECT_EQ(pulled.trouble().words, "the cable is out");
    pulled.look_after(zero + 2s);
    EXPECT_EQ(made, 2);
    said->last_media = Ticks::now() + 10ms;
    pulled.look_after(zero + 2250ms);
    EXPECT_EQ(pulled.trouble(), Trouble());
}

TEST_F(Pulling, AClipThatEndsIsPlayedAgainOnlyWhereItIsToBe) {
    for (const auto at_end : {PulledCamera::AtEnd::Again, PulledCamera::AtEnd::Stop}) {
        made = 0;
        auto pulled = camera(at_end);
        pulled.look_after(zero);
        said->state = IngestState::Ended;
        pulled.look_after(zero + 1s);
        pulled.look_after(zero + 1s);
        EXPECT_EQ(made, at_end == PulledCamera::AtEnd::Again ? 2 : 1);
    }
}

}  // namespace
}  // namespace wardcast::media
