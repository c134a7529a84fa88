#include "meeting/direction.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

const CameraId kHall(kMainCamera);
const CameraId kDesk("cam2");

// With both cameras.
Scene a_scene() {
    Scene scene;
    EXPECT_TRUE(scene.act(kClerk, AddCamera{.name = "Desk", .address = ""}).has_value());
    return scene;
}

TEST(Directing, PutsACameraOnTheAirAndLeavesTheChoiceToTheServerAgain) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, SwitchCamera{kHall}));
    EXPECT_EQ(scene.state.programme.camera, kHall);
    EXPECT_EQ(scene.act(kChair, SwitchCamera{kHall}).error().code, RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kChair, SwitchCamera{}));
    EXPECT_EQ(scene.state.programme, Direction{});
}

TEST(Directing, ACameraThatIsPutOnTheAirEndsTheSlate) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, ShowInstead{Shown::Slate}));
    ASSERT_TRUE(scene.act(kChair, SwitchCamera{kHall}));
    EXPECT_EQ(scene.state.programme.show, Shown::Camera);
}

TEST(Directing, RefusesACameraThatTheMeetingDoesNotHave) {
    Scene scene = a_scene();
    ASSERT_TRUE(scene.act(kClerk, RemoveCamera{kDesk}));
    for (const auto& refused : {scene.act(kChair, SwitchCamera{kDesk}), scene.act(kClerk, PickSound{kDesk}),
                                scene.act(kChair, SwitchCamera{CameraId("cam9")})}) {
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, RefusalCode::NotFound);
        EXPECT_NE(refused.error().message.find("no such camera"), std::string::npos);
    }
    EXPECT_EQ(scene.state.programme, Direction{});
}

TEST(Directing, TheStillPictureIsNamedByTheServerAndShownToStaffAlone) {
    Scene scene;
    EXPECT_EQ(scene.act(kClerk, ChangeStill{"0a1b"}).error().code, RefusalCode::NotAllowed);
    ASSERT_TRUE(scene.act(kServer, ChangeStill{"0a1b"}));
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["still"], "0a1b");
    EXPECT_FALSE(state_view(scene.state, Audience::Public, nullptr, 0).contains("still"));
    EXPECT_EQ(scene.act(kServer, ChangeStill{"0a1b"}).error().code, RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kServer, ChangeStill{}));
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["still"], Json());
}

TEST(Directing, SoundIsPickedIndependentlyOfThePicture) {
    Scene scene = a_scene();
    ASSERT_TRUE(scene.act(kClerk, PickSound{kDesk}));
    ASSERT_TRUE(scene.act(kClerk, SwitchCamera{kHall}));
    ASSERT_TRUE(scene.act(kClerk, ShowInstead{Shown::Still}));
    EXPECT_EQ(scene.state.programme, (Direction{kHall, kDesk, Shown::Still}));
}

TEST(Directing, ACameraThatIsRemovedLeavesTheProgrammeToTheServer) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, AddCamera{.name = "Hall", .kind = CameraKind::Whip, .address = ""}));
    const CameraId added = scene.state.cameras.back().id;
    ASSERT_TRUE(scene.act(kClerk, SwitchCamera{added}));
    ASSERT_TRUE(scene.act(kClerk, PickSound{CameraId("main")}));
    ASSERT_TRUE(scene.act(kClerk, RemoveCamera{added}));
    EXPECT_EQ(scene.state.programme, (Direction{std::nullopt, CameraId("main"), Shown::Camera}));
}

TEST(Directing, IsOverWithTheMeeting) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, EndMeeting{}));
    EXPECT_EQ(scene.act(kClerk, SwitchCamera{kHall}).error().code, RefusalCode::Ended);
}

TEST(Directing, TheProgrammeIsToldToStaffAndCamerasTheRehearsalToAll) {
    Scene scene;
    EXPECT_TRUE(state_view(scene.state, Audience::Staff, nullptr, 0).contains("programme"));
    EXPECT_TRUE(state_view(scene.state, Audience::Camera, nullptr, 0).contains("programme"));
    EXPECT_FALSE(state_view(scene.state, Audience::Public, nullptr, 0).contains("programme"));
    EXPECT_EQ(state_view(scene.state, Audience::Public, nullptr, 0)["rehearsal"], false);
}

TEST(Rehearsing, ACameraDoesNotStartTheMeeting) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, Rehearse{true}));
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.phase, Phase::Planned);
    EXPECT_EQ(scene.state.air, Air::None);
    EXPECT_EQ(scene.state.recording, Recording::None);
}

TEST(Rehearsing, StartingTheMeetingEndsItAndTheCameraThatIsThereIsOnTheAir) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, Rehearse{true}));
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    EXPECT_FALSE(scene.state.rehearsal);
    EXPECT_EQ(scene.state.air, Air::Live);
}

TEST(Rehearsing, IsPossibleOnlyBeforeTheMeetingAndOnce) {
    Scene scene;
    EXPECT_EQ(scene.act(kClerk, Rehearse{false}).error().code, RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, Rehearse{true}));
    EXPECT_EQ(scene.act(kClerk, Rehearse{true}).error().code, RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, Rehearse{false}));
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    EXPECT_EQ(scene.act(kClerk, Rehearse{true}).error().code, RefusalCode::WrongState);
}

}  // namespace
}  // namespace wardcast::meeting
