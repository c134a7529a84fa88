#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meeting/camera.h"
#include "meeting/command.h"
#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const CameraId kMain(kMainCamera);

Json cameras(const Scene& scene, Audience audience = Audience::Staff) {
    return state_view(scene.state, audience, nullptr, 0).value("cameras", Json());
}

AddCamera add(const std::string& name, CameraKind kind = CameraKind::Whip, const std::string& address = {}) {
    return {.name = name, .kind = kind, .address = address};
}

TEST(Cameras, OfANewMeetingAreTheMainOne) {
    const Scene scene;
    EXPECT_EQ(cameras(scene), Json::parse(R"([{"id":"main","name":"","kind":"whip"}])"));
}

TEST(Cameras, AreForStaffAlone) {
    const Scene scene;
    EXPECT_EQ(cameras(scene, Audience::Public), Json());
}

TEST(Cameras, LearnNoMoreThanWhatTheyAreCalled) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, add("Balcony", CameraKind::Rtsp, "rtsp://10.0.0.5/")).has_value());
    EXPECT_EQ(cameras(scene, Audience::Camera),
              Json::parse(R"([{"id":"main","name":""},{"id":"cam2","name":"Balcony"}])"));
}

TEST(Cameras, OfAnOldLogKeepTheirAddress) {
    const auto old = from_log(
        "camera.added", Json::parse(R"({"camera":"cam2","name":"B","kind":"rtsp","address":"rtsp://a:b@10.0.0.5/"})"));
    ASSERT_TRUE(old.has_value());
    EXPECT_EQ(std::get<CameraAdded>(*old).sealed, std::nullopt);
    EXPECT_EQ(std::get<CameraAdded>(*old).address, "rtsp://a:b@10.0.0.5/");
}

TEST(Cameras, GetShortIdsThatAreNeverGivenAgain) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, add("Balcony")).has_value());
    ASSERT_TRUE(scene.act(kClerk, RemoveCamera{CameraId("cam2")}).has_value());
    ASSERT_TRUE(scene.act(kClerk, add("Gallery", CameraKind::Srt)).has_value());
    EXPECT_EQ(cameras(scene)[1], Json::parse(R"({"id":"cam3","name":"Gallery","kind":"srt"})"));
}

TEST(Cameras, AreRenamedAlsoTheMainOne) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, ChangeCamera{kMain, "Hall"}).has_value());
    EXPECT_EQ(cameras(scene)[0]["name"], "Hall");
    EXPECT_EQ(scene.act(kClerk, ChangeCamera{kMain, "Hall"}).error().code, RefusalCode::AlreadyDone);
    EXPECT_EQ(scene.act(kClerk, ChangeCamera{CameraId("cam9"), "Hall"}).error().code, RefusalCode::NotFound);
}

TEST(Cameras, KeepTheMainOne) {
    Scene scene;
    EXPECT_EQ(scene.act(kClerk, RemoveCamera{kMain}).error().code, RefusalCode::WrongState);
    EXPECT_EQ(scene.act(kClerk, RemoveCamera{CameraId("cam2")}).error().code, RefusalCode::NotFound);
}

TEST(Cameras, ThatTheServerFetchesNeedAnAddress) {
    Scene scene;
    for (const CameraKind kind : {CameraKind::Rtsp, CameraKind::Device, CameraKind::File})
        EXPECT_EQ(scene.act(kClerk, add("Balcony", kind)).error().code, RefusalCode::BadMessage);
    EXPECT_EQ(scene.act(kClerk, add("Balcony", CameraKind::Rtsp, "http://10.0.0.5/")).error().code,
              RefusalCode::BadMessage);
    EXPECT_TRUE(scene.act(kClerk, add("Clip", CameraKind::File, "opening.mp4")).has_value());
}

TEST(Cameras, ShowTheirAddressWithoutItsSecrets) {
    const auto shown = [](const char* address) {
        return shown_address({.id = CameraId("cam2"), .name = "", .kind = CameraKind::Rtsp, .address = address});
    };
    EXPECT_EQ(shown("rtsp://10.0.0.5:554/stream1"), "rtsp://10.0.0.5:554/stream1");
    EXPECT_EQ(shown("rtsp://admin:secret@10.0.0.5/stream1?key=secret"), "rtsp://10.0.0.5/stream1");
    for (const char* odd : {"rtsp://admin:sec@ret@10.0.0.5/", "rtsp://admin:a/secret@10.0.0.5/", "secret",
                            "rtsp://secret@", "rtsp://x:secret?@y", "rtsp://x#secret@y"})
        EXPECT_THAT(shown(odd), Not(HasSubstr("secret@"))) << odd;
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, add("Balcony", CameraKind::Rtsp, "rtsp://admin:secret@10.0.0.5/")).has_value());
    EXPECT_THAT(cameras(scene).dump(), Not(HasSubstr("secret")));
    const auto view = event_view(scene.state, scene.log.back(), scene.steps.back().effects, Audience::Staff);
    EXPECT_THAT(view->dump(), Not(HasSubstr("secret")));
}

TEST(Cameras, AreAtMostSixteen) {
    Scene scene;
    for (std::size_t i = 1; i < kMaxCameras; ++i)
        ASSERT_TRUE(scene.act(kClerk, add("Another")).has_value());
    EXPECT_EQ(scene.act(kClerk, add("One more")).error().code, RefusalCode::WrongState);
}

TEST(Cameras, AreReadFromTheWire) {
    const auto read = [](const char* name, const char* data) { return parse_command(name, Json::parse(data)); };
    const auto added = read("add_camera", R"({"name":"Balcony","kind":"rtsp","address":"rtsp://10.0.0.5/"})");
    ASSERT_TRUE(added.has_value());
    EXPECT_EQ(std::get<AddCamera>(*added).kind, CameraKind::Rtsp);
    EXPECT_EQ(std::get<AddCamera>(*added).address, "rtsp://10.0.0.5/");
    EXPECT_EQ(std::get<AddCamera>(*read("add_camera", R"({"name":"Phone"})")).kind, CameraKind::Whip);
    EXPECT_FALSE(read("add_camera", R"({"name":"Balcony","kind":"vhs"})").has_value());
    EXPECT_FALSE(read("add_camera", R"({"name":" "})").has_value());
    EXPECT_FALSE(read("change_camera", R"({"camera":"main"})").has_value());
    EXPECT_TRUE(read("remove_camera", R"({"camera":"cam2"})").has_value());
}

}  // namespace
}  // namespace wardcast::meeting
