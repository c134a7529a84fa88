#include <thread>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

class HlsEdge : public TestServer {
  protected:
    void wait_until_held(int count) {
        while (metric("wardcast_hls_held_total") < count)
            std::this_thread::yield();
    }
};

TEST_F(HlsEdge, ServesSegmentsWithTheirCachingToAnyPage) {
    start();
    const Answer answer = get("/hls/ward/720p/0.m4s");
    EXPECT_EQ(answer.result_int(), 200);
    EXPECT_EQ(answer["content-type"], "video/mp4");
    EXPECT_EQ(answer["cache-control"], "max-age=31536000, immutable");
    EXPECT_EQ(answer["access-control-allow-origin"], "*");
    EXPECT_TRUE(answer.body() == studio_.segment());
    EXPECT_EQ(metric("wardcast_hls_requests_total"), 1);
}

TEST_F(HlsEdge, PacksPlaylistsForThoseWhoTakeIt) {
    start();
    EXPECT_EQ(get("/hls/ward/720p.m3u8").body(), "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n");
    const Answer packed = get("/hls/ward/720p.m3u8", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(packed["content-encoding"], "gzip");
    EXPECT_EQ(packed["vary"], "Accept-Encoding");
    EXPECT_EQ(packed.body().substr(0, 2), "\x1f\x8b");
}

TEST_F(HlsEdge, HoldsARequestForWhatIsNotThereYetAndAnswersWhenItIs) {
    start();
    HttpClient client(port());
    client.send("GET /hls/ward/720p.m3u8?_HLS_msn=5 HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    wait_until_held(1);
    studio_.advance(4);  // Not yet.
    studio_.advance(5);
    EXPECT_EQ(client.read().body(), "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n");
    EXPECT_EQ(client.ask("GET", "/hls/ward/720p/5.m4s").result_int(), 200);  // On the same connection.
}

TEST_F(HlsEdge, AnswersAllWhoWaitAtOnce) {
    start();
    std::vector<std::unique_ptr<HttpClient>> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port()));
        clients.back()->send("GET /hls/ward/720p.m3u8?_HLS_msn=" + std::to_string(1 + i % 2) +
                             " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }
    wait_until_held(100);
    studio_.advance(1);
    studio_.advance(2);
    for (const auto& client : clients)
        EXPECT_EQ(client->read().result_int(), 200);
}

TEST_F(HlsEdge, GivesUpAHeldRequestAtItsDeadline) {
    studio_.hold_at_most(100ms);
    start();
    HttpClient client(port());
    const Answer answer = client.ask("GET", "/hls/ward/720p.m3u8?_HLS_msn=5");
    EXPECT_EQ(answer.result_int(), 503);
    EXPECT_EQ(answer["access-control-allow-origin"], "*");
    EXPECT_EQ(client.ask("GET", "/hls/ward/720p.m3u8").result_int(), 200);
}

TEST_F(HlsEdge, ForgetsAHeldRequestWhoseClientHasGone) {
    studio_.hold_at_most(100ms);
    start();
    {
        HttpClient client(port());
        client.send("GET /hls/ward/720p.m3u8?_HLS_msn=5 HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        wait_until_held(1);
    }
    while (metric("wardcast_http_connections") > 1)
        std::this_thread::yield();
    studio_.advance(5);
    EXPECT_EQ(get("/hls/ward/720p.m3u8").result_int(), 200);
}

TEST_F(HlsEdge, ARehearsalIsForStaffAndCamerasAloneAndCachedNowhere) {
    start();
    studio_.rehearse("ward", "", true);
    const Answer refused = get("/hls/ward/720p/0.m4s");
    EXPECT_EQ(refused.result_int(), 403);
    EXPECT_EQ(refused["cache-control"], "no-store");
    for (const auto role : {meeting::Role::Camera, meeting::Role::Chair, meeting::Role::Clerk}) {
        EXPECT_EQ(get("/hls/ward/720p/0.m4s", {{"Cookie", cookie(role)}}).result_int(), 200);
        const Answer played = get("/hls/ward/720p/0.m4s", {{"Authorization", "Bearer " + token(role)}});
        EXPECT_EQ(played.result_int(), 200);
        EXPECT_EQ(played["cache-control"], "no-store");
        EXPECT_EQ(played["access-control-allow-origin"], "");
    }
    EXPECT_EQ(get("/hls/ward/720p/0.m4s", {{"Cookie", cookie(meeting::Role::Room)}}).result_int(), 403);
    studio_.rehearse("ward", "", false);
    EXPECT_EQ(get("/hls/ward/720p/0.m4s").result_int(), 200);
}

TEST_F(HlsEdge, PassesOnTheStudiosRefusals) {
    start();
    EXPECT_EQ(get("/hls/ward/720p/99.m4s").result_int(), 404);
    EXPECT_EQ(get("/hls/other/720p.m3u8").result_int(), 404);
    EXPECT_EQ(get("/hls/Not%20A%20Slug/720p.m3u8").result_int(), 404);
    EXPECT_EQ(get("/hls/ward/").result_int(), 404);
    const Answer answer = get("/hls/ward/720p/99.m4s");
    EXPECT_EQ(Json::parse(answer.body()), (Json{{"code", "not_found"}, {"message", "it has left the window"}}));
    EXPECT_EQ(answer["access-control-allow-origin"], "*");
}

}  // namespace
}  // namespace wardcast::http
