#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

class WhepEdge : public TestServer {
  protected:
    [[nodiscard]] static Headers sdp() { return {{"Content-Type", "application/sdp"}}; }
    [[nodiscard]] Headers from_page(meeting::Role role) const {
        return {{"Cookie", cookie(role)}, {"Origin", origin()}, {"Content-Type", "application/sdp"}};
    }
};

TEST_F(WhepEdge, AnybodyMayWatch) {
    start();
    const Answer answer = ask("POST", "/whep/ward", sdp(), "v=0 offer");
    EXPECT_EQ(answer.result_int(), 201);
    EXPECT_EQ(answer["location"], "/whep/ward/session-1");
    EXPECT_EQ(answer["etag"], "\"etag-1\"");
    EXPECT_EQ(answer["content-type"], "application/sdp");
    EXPECT_EQ(answer.body(), "v=0 answer");
    const auto viewed = studio_.viewed();
    ASSERT_EQ(viewed.size(), 1U);
    EXPECT_EQ(viewed[0].meeting, "ward");
    EXPECT_EQ(viewed[0].offer, "v=0 offer");
    EXPECT_FALSE(viewed[0].is_reserved);
}

TEST_F(WhepEdge, TheRoomAndStaffHavePlacesKeptForThem) {
    start();
    Headers headers = sdp();
    headers["Authorization"] = "Bearer " + token(meeting::Role::Room);
    ASSERT_EQ(ask("POST", "/whep/ward", headers, "v=0").result_int(), 201);
    ASSERT_EQ(ask("POST", "/whep/ward?as=chair", from_page(meeting::Role::Chair), "v=0").result_int(), 201);
    const auto viewed = studio_.viewed();
    EXPECT_TRUE(viewed[0].is_reserved);
    EXPECT_TRUE(viewed[1].is_reserved);
    // Who says so without the cookie is nobody.
    EXPECT_EQ(ask("POST", "/whep/ward?as=clerk", from_page(meeting::Role::Chair), "v=0").result_int(), 401);
}

TEST_F(WhepEdge, PagesOfOtherSitesMayNot) {
    start();
    Headers headers = sdp();
    headers["Origin"] = "http://evil.example";
    EXPECT_EQ(ask("POST", "/whep/ward", headers, "v=0").result_int(), 403);
    EXPECT_EQ(ask("DELETE", "/whep/ward/session-1", headers).result_int(), 403);
    headers["Authorization"] = "Bearer wrong";
    headers.erase("Origin");
    const Answer wrong = ask("POST", "/whep/ward", headers, "v=0");
    EXPECT_EQ(wrong.result_int(), 401);
    EXPECT_EQ(wrong.count("www-authenticate"), 1U);
    EXPECT_TRUE(studio_.viewed().empty());
}

TEST_F(WhepEdge, SaysWhenToComeBackWhereNothingIsOn) {
    start();
    studio_.answer_with(tl::unexpected(media::WhipError{409, "no_programme", "there is no programme"}));
    const Answer nothing = ask("POST", "/whep/ward", sdp(), "v=0");
    EXPECT_EQ(nothing.result_int(), 409);
    EXPECT_EQ(nothing.count("retry-after"), 1U);
    studio_.answer_with(tl::unexpected(media::WhipError{503, "too_many_viewers", "full"}));
    EXPECT_EQ(ask("POST", "/whep/ward", sdp(), "v=0").count("retry-after"), 1U);
    studio_.answer_with(tl::unexpected(media::WhipError{406, "no_usable_codec", "no H.264"}));
    EXPECT_EQ(ask("POST", "/whep/ward", sdp(), "v=0").result_int(), 406);
    EXPECT_EQ(ask("POST", "/whep/gone", sdp(), "v=0").result_int(), 404);
    EXPECT_EQ(ask("POST", "/whep/ward", {{"Content-Type", "text/plain"}}, "v=0").result_int(), 415);
}

TEST_F(WhepEdge, TakesCandidatesAndRestartsAndEnds) {
    start();
    Headers headers = {{"Content-Type", "application/trickle-ice-sdpfrag"}};
    EXPECT_EQ(ask("PATCH", "/whep/ward/session-1", headers, "a=candidate").result_int(), 428);
    headers["If-Match"] = "\"etag-1\"";
    EXPECT_EQ(ask("PATCH", "/whep/ward/session-1", headers, "a=candidate").result_int(), 204);
    headers["If-Match"] = "\"restart\"";
    const Answer restarted = ask("PATCH", "/whep/ward/session-1", headers, "a=ice-ufrag:x");
    EXPECT_EQ(restarted.result_int(), 200);
    EXPECT_EQ(restarted["etag"], "\"etag-2\"");
    EXPECT_EQ(ask("DELETE", "/whep/ward/session-1").result_int(), 200);
    EXPECT_EQ(ask("DELETE", "/whep/ward/other").result_int(), 404);
}

TEST_F(WhepEdge, TellsOfIceServersWithCredentialsThatEnd) {
    settings_.ice_servers = {*IceServer::parse("stun:stun.example.org:3478"),
                             *IceServer::parse("turn:turn.example.org:3478?transport=udp|ward|secret")};
    start();
    for (const Answer& answer : {ask("OPTIONS", "/whep/ward"), ask("POST", "/whep/ward", sdp(), "v=0")}) {
        std::vector<std::string> links;
        const auto [begin, end] = answer.equal_range("link");
        for (auto at = begin; at != end; ++at)
            links.emplace_back(at->value());
        ASSERT_EQ(links.size(), 2U);
        EXPECT_EQ(links[0], "<stun:stun.example.org:3478>; rel=\"ice-server\"");
        EXPECT_TRUE(
            links[1].starts_with("<turn:turn.example.org:3478?transport=udp>; rel=\"ice-server\"; username=\""));
        EXPECT_EQ(links[1].find("secret"), std::string::npos);
    }
    // Who may not publish is not told by /whip.
    EXPECT_EQ(ask("OPTIONS", "/whip/ward").count("link"), 0U);
    const Headers camera = {{"Authorization", "Bearer " + token(meeting::Role::Camera)}};
    EXPECT_EQ(ask("OPTIONS", "/whip/ward", camera).count("link"), 2U);
}

TEST_F(WhepEdge, SaysWhatItTakes) {
    start();
    const Answer options = ask("OPTIONS", "/whep/ward");
    EXPECT_EQ(options.result_int(), 200);
    EXPECT_EQ(options["accept-post"], "application/sdp");
    EXPECT_EQ(ask("GET", "/whep/ward").result_int(), 405);
    EXPECT_EQ(ask("OPTIONS", "/whep/ward/session-1")["accept-patch"], "application/trickle-ice-sdpfrag");
}

}  // namespace
}  // namespace wardcast::http
