#include <gmock/gmock.h>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// nginx, as it asks about a publisher.
class RtmpEdge : public TestServer {
  protected:
    void begin() {
        settings_.rtmp_address = "127.0.0.1:1935";
        start();
    }
    Answer nginx(const std::string& path, const std::string& name, const std::string& key) {
        return ask("POST", path, {{"Content-Type", "application/x-www-form-urlencoded"}},
                   "call=publish&addr=192.0.2.7&clientid=42&app=live&name=" + name + "&k=" + key);
    }
    [[nodiscard]] std::string key() const { return token(meeting::Role::Camera); }
};

TEST_F(RtmpEdge, LetsInWhoHasTheCameraTokenUnderANameOfItsOwn) {
    begin();
    const Answer answer = nginx("/rtmp/publish", "ward", key());
    EXPECT_EQ(answer.result_int(), 302);
    EXPECT_EQ(answer["location"], "ward.main.42");
    EXPECT_THAT(studio_.streams(1), ElementsAre("rtmp rtmp://127.0.0.1:1935/live/ward.main.42 main"));
}

TEST_F(RtmpEdge, NamesACameraBehindADot) {
    begin();
    EXPECT_EQ(nginx("/rtmp/publish", "ward.cam2", key())["location"], "ward.cam2.42");
    EXPECT_THAT(studio_.streams(1), ElementsAre("rtmp rtmp://127.0.0.1:1935/live/ward.cam2.42 cam2"));
}

TEST_F(RtmpEdge, HearsWhenAPublisherHasEnded) {
    begin();
    EXPECT_EQ(nginx("/rtmp/done", "ward", key()).result_int(), 200);
    EXPECT_THAT(studio_.streams(1), ElementsAre("rtmp rtmp://127.0.0.1:1935/live/ward.main.42 over"));
}

TEST_F(RtmpEdge, RefusesWrongTokensNamesAndMeetings) {
    begin();
    const std::pair<std::string, std::string> wrong[] = {
        {"ward", "wrong"},  {"ward", ""},    {"ward", token(meeting::Role::Chair)}, {"other", key()}, {"", key()},
        {"..%2F..", key()}, {"ward.", key()}};
    for (const auto& [name, k] : wrong) {
        EXPECT_EQ(nginx("/rtmp/publish", name, k).result_int(), 403) << name << " " << k;
    }
    EXPECT_EQ(nginx("/rtmp/done", "ward", "wrong").result_int(), 200);
    EXPECT_EQ(ask("POST", "/rtmp/publish", {}, std::string(1000, '%')).result_int(), 403);
    EXPECT_THAT(studio_.streams(0), IsEmpty());
}

TEST_F(RtmpEdge, PassesOnThatTheCameraIsTaken) {
    begin();
    studio_.answer_with(tl::unexpected(media::WhipError{409, "camera_busy", "Somebody else is this camera."}));
    EXPECT_EQ(nginx("/rtmp/publish", "ward", key()).result_int(), 403);
}

TEST_F(RtmpEdge, IsThereForThisMachineAlone) {
    begin();
    const Answer answer = ask("POST", "/rtmp/publish",
                              {{"X-Forwarded-For", "192.0.2.1"}, {"Content-Type", "application/x-www-form-urlencoded"}},
                              "name=ward&clientid=1&k=" + key());
    EXPECT_EQ(answer.result_int(), 404);
    EXPECT_THAT(studio_.streams(0), IsEmpty());
}

TEST_F(RtmpEdge, RefusesAllWhereThereIsNoRtmpServer) {
    start();
    EXPECT_EQ(nginx("/rtmp/publish", "ward", key()).result_int(), 403);
}

}  // namespace
}  // namespace wardcast::http
