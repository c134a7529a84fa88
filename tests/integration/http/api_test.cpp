#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

constexpr const char* kId = "123e4567-e89b-12d3-a456-426614174000";

class Api : public TestServer {
  protected:
    Answer command(const Json& body, Headers headers, const std::string& query = "") {
        return ask("POST", "/api/v1/meetings/ward/commands" + query, std::move(headers), body.dump());
    }
    Json ask_command() { return {{"id", kId}, {"command", "ask"}, {"data", {{"text", "Why?"}}}}; }
};

TEST_F(Api, ListsMeetings) {
    start();
    const Json meetings = Json::parse(get("/api/v1/meetings").body());
    ASSERT_EQ(meetings.size(), 2U);
    EXPECT_EQ(meetings[1]["slug"], "ward");
    EXPECT_EQ(meetings[1]["phase"], "planned");
    EXPECT_EQ(meetings[1]["air"], "none");
    EXPECT_TRUE(meetings[1]["starts"].is_null());
}

TEST_F(Api, ReadsAMeetingAsTheCallerSeesIt) {
    start();
    EXPECT_EQ(Json::parse(get("/api/v1/meetings/ward").body())["state"]["title"], "Ward forum");
    EXPECT_EQ(get("/api/v1/meetings/nowhere").result_int(), 404);
    EXPECT_EQ(get("/api/v1/meetings/ward?as=chair").result_int(), 403);
    EXPECT_EQ(get("/api/v1/meetings/ward?as=chair", {{"Cookie", cookie(meeting::Role::Chair)}}).result_int(), 200);
    EXPECT_EQ(get("/api/v1/meetings/ward", {{"Authorization", "Bearer " + token(meeting::Role::Chair)}}).result_int(),
              200);
    EXPECT_EQ(get("/api/v1/meetings/ward", {{"Authorization", "Bearer wrong"}}).result_int(), 403);
}

TEST_F(Api, LetsOnlyTheOfficerMakeMeetings) {
    start();
    const std::string body = Json{{"title", "Parks"}, {"slug", "parks"}}.dump();
    EXPECT_EQ(ask("POST", "/api/v1/meetings", {{"Origin", origin()}}, body).result_int(), 403);
    EXPECT_EQ(ask("POST", "/api/v1/meetings", {{"Authorization", "Bearer " + token(meeting::Role::Clerk)}}, body)
                  .result_int(),
              403);
    const Headers officer = {{"Authorization", "bearer " + access_.officer_token()}};
    const Answer made = ask("POST", "/api/v1/meetings", officer, body);
    ASSERT_EQ(made.result_int(), 201) << made.body();
    const Json json = Json::parse(made.body());
    EXPECT_EQ(json["slug"], "parks");
    EXPECT_EQ(json["links"]["watch"], origin() + "/m/parks");
    EXPECT_EQ(json["links"]["chair"],
              origin() + "/m/parks/chair?k=" + access_.role_token(meeting::Slug("parks"), meeting::Role::Chair));
    EXPECT_EQ(ask("POST", "/api/v1/meetings", officer, Json{{"title", "x"}, {"slug", "ward"}}.dump()).result_int(),
              409);
    for (const char* wrong : {"{}", "[1]", "nonsense", R"({"title":1})", R"({"title":"x","slug":"Not One"})",
                              R"({"title":"x","starts":"soon"})", R"({"title":"x","hashtags":[1]})"}) {
        EXPECT_EQ(ask("POST", "/api/v1/meetings", officer, wrong).result_int(), 400) << wrong;
    }
}

TEST_F(Api, GivesTheLinksToTheClerkAlone) {
    settings_.public_url = "https://ask.example/";
    start();
    EXPECT_EQ(get("/api/v1/meetings/ward/links").result_int(), 403);
    EXPECT_EQ(get("/api/v1/meetings/ward/links", {{"Cookie", cookie(meeting::Role::Chair)}}).result_int(), 403);
    const Answer links = get("/api/v1/meetings/ward/links", {{"Cookie", cookie(meeting::Role::Clerk)}});
    ASSERT_EQ(links.result_int(), 200);
    const Json json = Json::parse(links.body());
    EXPECT_EQ(json["title"], "Ward forum");
    EXPECT_EQ(json["links"]["camera"], "https://ask.example/m/ward/camera?k=" + token(meeting::Role::Camera));
    EXPECT_EQ(
        get("/api/v1/meetings/ward/links", {{"Authorization", "Bearer " + token(meeting::Role::Clerk)}}).result_int(),
        200);
}

TEST_F(Api, RunsACommandForTheRoleOfTheToken) {
    start();
    const Answer answer = command(ask_command(), {{"Authorization", "Bearer " + token(meeting::Role::Clerk)}});
    EXPECT_EQ(answer.result_int(), 200);
    EXPECT_EQ(Json::parse(answer.body())["question"], "q_1");
    EXPECT_EQ(hub_.wait_for_command().visitor.actor.role, meeting::Role::Clerk);
}

TEST_F(Api, RunsACommandForTheCookieThatAsNames) {
    start();
    const Headers headers = {{"Origin", origin()}, {"Cookie", cookie(meeting::Role::Chair)}};
    EXPECT_EQ(command(ask_command(), headers, "?as=chair").result_int(), 200);
    EXPECT_EQ(hub_.wait_for_command().visitor.actor.role, meeting::Role::Chair);
    EXPECT_EQ(command(ask_command(), headers, "?as=clerk").result_int(), 403);
    EXPECT_EQ(command(ask_command(), headers).result_int(), 200);
    EXPECT_EQ(hub_.wait_for_command(2).visitor.actor.role, meeting::Role::Resident);
}

TEST_F(Api, TakesAKeepAsTheTokenOfAResident) {
    start();
    const auto resident = access_.new_participant();
    EXPECT_EQ(command(ask_command(), {{"Authorization", "Bearer " + resident.keep}}).result_int(), 200);
    EXPECT_EQ(hub_.wait_for_command().visitor.actor.participant, resident.id);
}

TEST_F(Api, TakesNoCommandFromAnotherSite) {
    start();
    const std::string bearer = "Bearer " + token(meeting::Role::Chair);
    EXPECT_EQ(command(ask_command(), {{"Origin", "http://evil.example"}, {"Cookie", cookie(meeting::Role::Chair)}},
                      "?as=chair")
                  .result_int(),
              403);
    EXPECT_EQ(command(ask_command(), {{"Cookie", cookie(meeting::Role::Chair)}}, "?as=chair").result_int(), 403);
    EXPECT_EQ(command(ask_command(), {{"Origin", "http://evil.example"}, {"Authorization", bearer}}).result_int(), 403);
}

TEST_F(Api, AnswersARefusalWithItsStatus) {
    hub_.answer_with(
        {{{"type", "refused"}, {"id", kId}, {"code", "slow_down"}, {"message", "slow"}, {"retry_after", 7}}, 429});
    start();
    const Answer answer = command(ask_command(), {{"Origin", origin()}});
    EXPECT_EQ(answer.result_int(), 429);
    EXPECT_EQ(answer["retry-after"], "7");
    EXPECT_EQ(Json::parse(answer.body())["code"], "slow_down");
}

TEST_F(Api, RefusesWhatIsNoCommand) {
    start();
    const Headers headers = {{"Origin", origin()}};
    for (const char* wrong :
         {"{}", "nonsense", "[]", R"({"id":"1","command":"ask"})", R"({"id":"123e4567-e89b-12d3-a456-426614174000"})",
          R"({"id":"123e4567-e89b-12d3-a456-426614174000","command":"ask","data":[]})"}) {
        const Answer answer = ask("POST", "/api/v1/meetings/ward/commands", headers, wrong);
        EXPECT_EQ(answer.result_int(), 400) << wrong;
        EXPECT_EQ(Json::parse(answer.body())["code"], "bad_message") << wrong;
    }
}

TEST_F(Api, SaysThatItIsAliveAndCountsWhatItDoes) {
    start();
    EXPECT_EQ(get("/healthz").body(), "alive\n");
    EXPECT_EQ(get("/readyz").body(), "ready\n");
    const Answer metrics = get("/metrics");
    EXPECT_EQ(metrics["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_GE(metric("wardcast_http_requests_total"), 3);
}

TEST_F(Api, SaysWhatIsNotReady) {
    settings_.ready = {{"store", [] { return Result<void>(); }},
                       {"media", [] { return Result<void>(failure(ErrorKind::Unavailable, "no encoder")); }}};
    start();
    const Answer answer = get("/readyz");
    EXPECT_EQ(answer.result_int(), 503);
    EXPECT_EQ(answer.body(), "media: no encoder\n");
}

}  // namespace
}  // namespace wardcast::http
