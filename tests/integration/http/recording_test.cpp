#include <thread>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

class RecordingEdge : public TestServer {};

TEST_F(RecordingEdge, SendsTheWholeFileInPieces) {
    start();
    const Answer answer = get("/m/ward/recording.mp4");
    EXPECT_EQ(answer.result_int(), 200);
    EXPECT_EQ(answer["content-type"], "video/mp4");
    EXPECT_EQ(answer["accept-ranges"], "bytes");
    EXPECT_EQ(answer["content-disposition"], "attachment; filename=\"ward.mp4\"");
    EXPECT_TRUE(answer.body() == studio_.segment());
}

TEST_F(RecordingEdge, SendsAPartOfTheFileToThoseWhoAskForIt) {
    start();
    HttpClient client(port());
    const Answer part = client.ask("GET", "/m/ward/recording.mp4", {{"Range", "bytes=1000-279999"}});
    EXPECT_EQ(part.result_int(), 206);
    EXPECT_EQ(part["content-range"], "bytes 1000-279999/300000");
    EXPECT_TRUE(part.body() == studio_.segment().substr(1000, 279'000));
    const Answer last = client.ask("GET", "/m/ward/recording.mp4", {{"Range", "bytes=-5"}});
    EXPECT_EQ(last.result_int(), 206);
    EXPECT_TRUE(last.body() == studio_.segment().substr(299'995));
    const Answer beyond = client.ask("GET", "/m/ward/recording.mp4", {{"Range", "bytes=300000-"}});
    EXPECT_EQ(beyond.result_int(), 416);
    EXPECT_EQ(beyond["content-range"], "bytes */300000");
    EXPECT_EQ(client.ask("GET", "/healthz").result_int(), 200) << "on the same connection";
}

TEST_F(RecordingEdge, ACopyOfAnotherVersionIsSentAnew) {
    start();
    const Headers same = {{"Range", "bytes=0-9"}, {"If-Range", "\"whole\""}};
    const Headers other = {{"Range", "bytes=0-9"}, {"If-Range", "\"older\""}};
    EXPECT_EQ(get("/m/ward/recording.mp4", same).result_int(), 206);
    EXPECT_EQ(get("/m/ward/recording.mp4", other).result_int(), 200);
    EXPECT_EQ(get("/m/ward/recording.mp4", {{"If-None-Match", "\"whole\""}}).result_int(), 304);
}

TEST_F(RecordingEdge, HeadTellsTheLengthAndNoMore) {
    start();
    HttpClient client(port());
    client.send("HEAD /m/ward/recording.mp4 HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    const Answer answer = client.read(true);
    EXPECT_EQ(answer.result_int(), 200);
    EXPECT_EQ(answer["content-length"], "300000");
    EXPECT_EQ(client.ask("GET", "/healthz").result_int(), 200);
}

TEST_F(RecordingEdge, AClientThatLeavesMidwayHarmsNobody) {
    start();
    for (int i = 0; i < 20; ++i) {
        HttpClient client(port());
        client.send("GET /m/ward/recording.mp4 HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }
    EXPECT_TRUE(get("/m/ward/recording.mp4").body() == studio_.segment());
}

TEST_F(RecordingEdge, WithoutARecordingThereIsNothingToSend) {
    start();
    EXPECT_EQ(get("/m/elsewhere/recording.mp4").result_int(), 404);
    EXPECT_EQ(get("/api/v1/meetings/elsewhere/recording").result_int(), 404);
    EXPECT_EQ(get("/hls/elsewhere/recording/chapters.vtt").result_int(), 404);
}

TEST_F(RecordingEdge, TellsSpansPausesChaptersAndWhenTheCameraWasAway) {
    hub_.add_meeting("ward",
                     {{"title", "Ward"},
                      {"phase", "ended"},
                      {"items", {{{"id", "i_1"}, {"title", "Roads"}, {"opened_at", "2026-11-26T19:00:40.000Z"}}}},
                      {"away", {{{"from", "2026-11-26T19:00:20.000Z"}, {"to", "2026-11-26T19:00:30.000Z"}}}},
                      {"questions", Json::array()}});
    start();
    const auto facts = parse_json(get("/api/v1/meetings/ward/recording").body()).value_or(Json());
    EXPECT_EQ(facts["duration_s"], 90.0);
    EXPECT_EQ(facts["spans"][1]["at_s"], 60.0);
    EXPECT_EQ(facts["pauses"][0]["why"], "off_air");
    EXPECT_EQ(facts["away"][0]["at_s"], 20.0);
    EXPECT_EQ(facts["away"][0]["to"], "2026-11-26T19:00:30.000Z");
    EXPECT_EQ(facts["chapters"][0]["title"], "Roads");
    EXPECT_EQ(facts["chapters"][0]["at_s"], 40.0);
    const Answer vtt = get("/hls/ward/recording/chapters.vtt");
    EXPECT_EQ(vtt["content-type"], "text/vtt; charset=utf-8");
    EXPECT_NE(vtt.body().find("00:00:40.000 --> 00:01:30.000\nRoads"), std::string::npos) << vtt.body();
}

TEST_F(RecordingEdge, ThePictureIsForEverybodyAndACamerasForStaff) {
    start();
    const Answer answer = get("/m/ward/picture.jpg");
    EXPECT_EQ(answer.result_int(), 200);
    EXPECT_EQ(answer["content-type"], "image/jpeg");
    EXPECT_EQ(answer["cache-control"], "no-cache");
    EXPECT_EQ(answer.body(), "jpeg of the programme");
    EXPECT_EQ(get("/m/ward/picture.jpg", {{"If-None-Match", "\"p1\""}}).result_int(), 304);
    EXPECT_EQ(get("/m/elsewhere/picture.jpg").result_int(), 404);

    EXPECT_EQ(get("/m/ward/cameras/main.jpg").result_int(), 403);
    EXPECT_EQ(get("/m/ward/cameras/main.jpg", {{"Cookie", cookie(meeting::Role::Room)}}).result_int(), 403);
    for (const auto role : {meeting::Role::Clerk, meeting::Role::Chair, meeting::Role::Camera}) {
        EXPECT_EQ(get("/m/ward/cameras/main.jpg", {{"Cookie", cookie(role)}}).body(), "jpeg of a camera");
    }
    EXPECT_EQ(get("/m/ward/cameras/none.jpg", {{"Cookie", cookie(meeting::Role::Clerk)}}).result_int(), 404);
    EXPECT_EQ(get("/m/ward/cameras/main", {{"Cookie", cookie(meeting::Role::Clerk)}}).result_int(), 404);
}

TEST_F(RecordingEdge, ThePictureOfARehearsalIsForThoseWhoPrepareTheMeetingAloneAndKeptNowhere) {
    start();
    studio_.rehearse("ward", "", true);
    const auto expect_nothing = [&](const Answer& answer) {
        EXPECT_EQ(answer.result_int(), 404);
        EXPECT_EQ(answer["cache-control"], "no-store");
    };
    expect_nothing(get("/m/ward/picture.jpg"));
    expect_nothing(get("/m/ward/picture.jpg", {{"If-None-Match", "\"p1\""}}));
    expect_nothing(get("/m/ward/picture.jpg", {{"Cookie", cookie(meeting::Role::Room)}}));
    expect_nothing(get("/m/ward/picture.jpg", {{"Authorization", "Bearer wrong"}}));
    for (const auto role : {meeting::Role::Clerk, meeting::Role::Chair, meeting::Role::Camera}) {
        for (const auto& shown : {std::pair<std::string, std::string>{"Cookie", cookie(role)},
                                  {"Authorization", "Bearer " + token(role)}}) {
            const Answer answer = get("/m/ward/picture.jpg", {shown});
            EXPECT_EQ(answer.body(), "jpeg of the programme");
            EXPECT_EQ(answer["cache-control"], "no-store");
        }
    }
    studio_.rehearse("ward", "", false);
    EXPECT_EQ(get("/m/ward/picture.jpg")["cache-control"], "no-cache");
}

TEST_F(RecordingEdge, LinksUnfurlToThePictureOfAMeetingThatHasBegun) {
    start();
    const std::string page = get("/m/ward").body();
    EXPECT_NE(page.find("<meta property=\"og:image\" content=\"" + origin() + "/m/ward/picture.jpg\">"),
              std::string::npos)
        << page;
    EXPECT_NE(page.find("<meta property=\"og:url\" content=\"" + origin() + "/m/ward\">"), std::string::npos);
}

}  // namespace
}  // namespace wardcast::http
