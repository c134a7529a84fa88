#include <gmock/gmock.h>

#include "http/media_sockets.h"
#include "integration/http/socket_client.h"
#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A camera page where WebRTC does not get through.
class MediaEdge : public TestServer {
  protected:
    std::unique_ptr<SocketClient> open() {
        return std::make_unique<SocketClient>(
            port(), "/ws/ward/camera",
            std::map<std::string, std::string>{{"Sec-WebSocket-Protocol", "wardcast.media.v1"}});
    }
    Json publish(SocketClient& socket, const Json& more = Json::object()) {
        Json message = {
            {"type", "publish"}, {"token", token(meeting::Role::Camera)}, {"mime", "video/webm;codecs=vp8,opus"}};
        message.update(more);
        socket.say(message);
        return socket.hear_json();
    }
    static void send(SocketClient& socket, const std::string& bytes) {
        socket.stream().binary(true);
        boost::beast::error_code ignored;
        socket.stream().write(boost::asio::buffer(bytes), ignored);
        socket.stream().binary(false);
    }
};

TEST_F(MediaEdge, TakesWhatARecorderMadeAfterItsToken) {
    start();
    const auto socket = open();
    EXPECT_EQ(publish(*socket), Json({{"type", "live"}}));
    send(*socket, "first");
    send(*socket, "second");
    EXPECT_THAT(studio_.streams(3), ElementsAre("webm ward main", "first", "second"));
}

TEST_F(MediaEdge, NamesItsCameraAndTakesOver) {
    start();
    const auto socket = open();
    EXPECT_EQ(publish(*socket, {{"camera", "cam2"}, {"takeover", true}})["type"], "live");
    EXPECT_THAT(studio_.streams(1), ElementsAre("webm ward cam2 takeover"));
}

TEST_F(MediaEdge, ACameraThatClosesHasLeft) {
    start();
    {
        const auto socket = open();
        EXPECT_EQ(publish(*socket)["type"], "live");
    }
    EXPECT_THAT(studio_.streams(2), ElementsAre("webm ward main", "left"));
}

TEST_F(MediaEdge, RefusesWrongTokensOtherRolesAndOtherFormats) {
    start();
    for (const Json& wrong : {Json{{"token", "wrong"}}, Json{{"token", ""}},
                              Json{{"token", token(meeting::Role::Chair)}}, Json{{"mime", "video/mp4"}}}) {
        const auto socket = open();
        EXPECT_EQ(publish(*socket, wrong)["type"], "refused") << wrong;
        EXPECT_EQ(socket->close_code(), 1000);
    }
    EXPECT_THAT(studio_.streams(0), IsEmpty());
}

TEST_F(MediaEdge, PassesOnThatAnotherIsThisCamera) {
    start();
    studio_.answer_with(tl::unexpected(media::WhipError{409, "camera_busy", "Another phone is this camera."}));
    const auto socket = open();
    EXPECT_EQ(publish(*socket)["code"], "camera_busy");
}

TEST_F(MediaEdge, SaysWhenItWasReplaced) {
    start();
    const auto socket = open();
    EXPECT_EQ(publish(*socket)["type"], "live");
    studio_.end_streams();
    EXPECT_EQ(socket->hear_json()["code"], "camera_lost");
}

TEST_F(MediaEdge, ClosesOnGarbageAndOnTooMuch) {
    start();
    const auto garbage = open();
    garbage->say(std::string("no json"));
    EXPECT_EQ(garbage->close_code(), 1007);
    const auto early = open();
    send(*early, "bytes before publish");
    EXPECT_EQ(early->hear_json()["code"], "bad_message");
    const auto large = open();
    EXPECT_EQ(publish(*large)["type"], "live");
    send(*large, std::string(MediaSockets::kMostBytes + 1, 'x'));
    EXPECT_EQ(large->close_code(), 1009);
    const auto long_text = open();
    long_text->say(std::string(MediaSockets::kMostText + 1, ' '));
    EXPECT_EQ(long_text->close_code(), 1009);
}

TEST_F(MediaEdge, ReadsNothingWhileTheCameraIsBehindAndGoesOnLater) {
    start();
    const auto socket = open();
    EXPECT_EQ(publish(*socket)["type"], "live");
    studio_.let_wait(MediaSockets::kPauseAt);
    send(*socket, "one");
    EXPECT_THAT(studio_.streams(2), ElementsAre("webm ward main", "one"));
    send(*socket, "two");
    studio_.let_wait(0);
    EXPECT_THAT(studio_.streams(3), ElementsAre("webm ward main", "one", "two"));
}

TEST_F(MediaEdge, IsNoPlaceForOtherSubprotocolsNorTheOtherWayRound) {
    start();
    for (const auto& [path, protocol] :
         {std::pair{"/ws/ward/camera", "wardcast.v1"}, std::pair{"/ws/ward/camera", "wardcast.v1, wardcast.media.v1"},
          std::pair{"/ws/ward", "wardcast.media.v1"}}) {
        const Answer answer = ask("GET", path,
                                  {{"Connection", "Upgrade"},
                                   {"Upgrade", "websocket"},
                                   {"Sec-WebSocket-Version", "13"},
                                   {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                   {"Sec-WebSocket-Protocol", protocol}});
        EXPECT_EQ(answer.result_int(), 400) << path << " " << protocol;
    }
}

}  // namespace
}  // namespace wardcast::http
