#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

class WhipEdge : public TestServer {
  protected:
    [[nodiscard]] Headers camera() const {
        return {{"Authorization", "Bearer " + token(meeting::Role::Camera)}, {"Content-Type", "application/sdp"}};
    }
    [[nodiscard]] Headers with_cookie() const {
        return {{"Cookie", cookie(meeting::Role::Camera)},
                {"Origin", origin()},
                {"Content-Type", "application/sdp; charset=utf-8"}};
    }
};

TEST_F(WhipEdge, PublishesWithTheCameraToken) {
    start();
    const Answer answer = ask("POST", "/whip/ward", camera(), "v=0 offer");
    EXPECT_EQ(answer.result_int(), 201);
    EXPECT_EQ(answer["location"], "/whip/ward/session-1");
    EXPECT_EQ(answer["etag"], "\"etag-1\"");
    EXPECT_EQ(answer["content-type"], "application/sdp");
    EXPECT_EQ(answer.body(), "v=0 answer");
    const auto published = studio_.published();
    ASSERT_EQ(published.size(), 1U);
    EXPECT_EQ(published[0].meeting, "ward");
    EXPECT_EQ(published[0].camera, "main");
    EXPECT_EQ(published[0].offer, "v=0 offer");
    EXPECT_FALSE(published[0].takeover);
}

TEST_F(WhipEdge, PublishesWithTheCameraCookieFromItsOwnPage) {
    start();
    EXPECT_EQ(ask("POST", "/whip/ward?camera=side&takeover=1", with_cookie(), "v=0").result_int(), 201);
    EXPECT_EQ(studio_.published()[0].camera, "side");
    EXPECT_TRUE(studio_.published()[0].takeover);
    Headers foreign = with_cookie();
    foreign["Origin"] = "http://evil.example";
    EXPECT_EQ(ask("POST", "/whip/ward", foreign, "v=0").result_int(), 403);
    foreign.erase("Origin");
    EXPECT_EQ(ask("POST", "/whip/ward", foreign, "v=0").result_int(), 403);
}

TEST_F(WhipEdge, TellsPublishersApartByTheParticipantCookie) {
    start();
    const auto resident = access_.new_participant();
    Headers headers = with_cookie();
    headers["Cookie"] += "; wc_p=" + resident.keep;
    for (int i = 0; i < 2; ++i)
        ASSERT_EQ(ask("POST", "/whip/ward", headers, "v=0").result_int(), 201);
    for (int i = 0; i < 2; ++i)
        ASSERT_EQ(ask("POST", "/whip/ward", camera(), "v=0").result_int(), 201);
    const auto published = studio_.published();
    EXPECT_EQ(published[0].publisher, resident.id.str());
    EXPECT_EQ(published[1].publisher, resident.id.str());
    EXPECT_NE(published[2].publisher, published[3].publisher);
}

TEST_F(WhipEdge, RefusesWrongTokensAndOtherRoles) {
    start();
    Headers headers = {{"Content-Type", "application/sdp"}};
    const Answer none = ask("POST", "/whip/ward", headers, "v=0");
    EXPECT_EQ(none.result_int(), 401);
    EXPECT_EQ(none["www-authenticate"], "Bearer");
    headers["Authorization"] = "Bearer wrong";
    EXPECT_EQ(ask("POST", "/whip/ward", headers, "v=0").result_int(), 401);
    headers["Authorization"] = "Bearer " + token(meeting::Role::Chair);
    EXPECT_EQ(ask("POST", "/whip/ward", headers, "v=0").result_int(), 403);
    EXPECT_EQ(ask("POST", "/whip/over", camera(), "v=0").result_int(), 401);
    EXPECT_TRUE(studio_.published().empty());
}

TEST_F(WhipEdge, RefusesWhatIsNotSdpAndMeetingsThatAreOver) {
    start();
    Headers headers = camera();
    headers["Content-Type"] = "text/plain";
    EXPECT_EQ(ask("POST", "/whip/ward", headers, "v=0").result_int(), 415);
    const std::string over = access_.role_token(meeting::Slug("over"), meeting::Role::Camera);
    headers = {{"Authorization", "Bearer " + over}, {"Content-Type", "application/sdp"}};
    EXPECT_EQ(ask("POST", "/whip/over", headers, "v=0").result_int(), 410);
    const std::string gone = access_.role_token(meeting::Slug("gone"), meeting::Role::Camera);
    headers["Authorization"] = "Bearer " + gone;
    EXPECT_EQ(ask("POST", "/whip/gone", headers, "v=0").result_int(), 404);
    EXPECT_EQ(ask("POST", "/whip/ward?camera=..%2f", camera(), "v=0").result_int(), 400);
    EXPECT_TRUE(studio_.published().empty());
}

TEST_F(WhipEdge, PassesOnTheStudiosErrors) {
    start();
    studio_.answer_with(tl::unexpected(media::WhipError{409, "camera_busy", "another camera is live"}));
    const Answer busy = ask("POST", "/whip/ward", camera(), "v=0");
    EXPECT_EQ(busy.result_int(), 409);
    EXPECT_EQ(Json::parse(busy.body())["code"], "camera_busy");
    studio_.answer_with(tl::unexpected(media::WhipError{503, "too_many", "too many sessions"}));
    const Answer full = ask("POST", "/whip/ward", camera(), "v=0");
    EXPECT_EQ(full.result_int(), 503);
    EXPECT_EQ(full.count("retry-after"), 1U);
}

TEST_F(WhipEdge, TakesCandidatesAndRestarts) {
    start();
    Headers headers = camera();
    headers["Content-Type"] = "application/trickle-ice-sdpfrag";
    EXPECT_EQ(ask("PATCH", "/whip/ward/session-1", headers, "a=candidate").result_int(), 428);
    headers["If-Match"] = "\"etag-1\"";
    EXPECT_EQ(ask("PATCH", "/whip/ward/session-1", headers, "a=candidate").result_int(), 204);
    headers["If-Match"] = "\"restart\"";
    const Answer restarted = ask("PATCH", "/whip/ward/session-1", headers, "a=ice-ufrag:x");
    EXPECT_EQ(restarted.result_int(), 200);
    EXPECT_EQ(restarted["etag"], "\"etag-2\"");
    EXPECT_EQ(restarted["content-type"], "application/trickle-ice-sdpfrag");
    headers["Content-Type"] = "application/sdp";
    EXPECT_EQ(ask("PATCH", "/whip/ward/session-1", headers, "a=candidate").result_int(), 415);
}

TEST_F(WhipEdge, EndsASession) {
    start();
    EXPECT_EQ(ask("DELETE", "/whip/ward/session-1", camera()).result_int(), 200);
    EXPECT_EQ(ask("DELETE", "/whip/ward/other", camera()).result_int(), 404);
    EXPECT_EQ(ask("DELETE", "/whip/ward/session-1").result_int(), 401);
}

TEST_F(WhipEdge, SaysWhatItTakes) {
    start();
    const Answer options = ask("OPTIONS", "/whip/ward");
    EXPECT_EQ(options.result_int(), 200);
    EXPECT_EQ(options["accept-post"], "application/sdp");
    EXPECT_EQ(options.count("access-control-allow-origin"), 0U);
    EXPECT_EQ(ask("GET", "/whip/ward").result_int(), 405);
    EXPECT_EQ(ask("POST", "/whip/ward/session-1", camera(), "v=0").result_int(), 405);
}

}  // namespace
}  // namespace wardcast::http
