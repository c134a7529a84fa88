#include <gmock/gmock.h>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using meeting::Caption;
using meeting::Role;
using testing::HasSubstr;

class Captions : public TestServer {
  protected:
    // The meeting began an hour ago; this was said ten minutes after.
    void said(const std::string& text, bool ended = true) {
        const auto at = began_ + 10min;
        hub_.caption("ward", {.title = "Ward",
                              .started_at = began_,
                              .has_ended = ended,
                              .captions = std::make_shared<const std::vector<Caption>>(
                                  std::vector<Caption>{{.id = meeting::CaptionId("cap_1"),
                                                        .text = text,
                                                        .said = {at, at + 2s},
                                                        .live = {at, at},
                                                        .came_at = at + 3s}})});
    }
    Answer send(const std::string& body, Headers headers = {}, const std::string& target = "/m/ward/captions") {
        headers.try_emplace("Content-Type", "application/json");
        return ask("POST", target, std::move(headers), body);
    }
    Headers captioner() { return {{"Authorization", "Bearer " + token(Role::Captioner)}}; }
    [[nodiscard]] std::string piece(std::chrono::milliseconds at) const {
        return std::to_string((began_ + at).time_since_epoch().count()) + "-" + std::to_string(at.count()) +
               "-2000.vtt";
    }

    const Timestamp began_ = std::chrono::floor<std::chrono::seconds>(clock_.now()) - 1h;
};

TEST_F(Captions, OfARecogniserBecomeOneCommandOfTheCaptioner) {
    start();
    const auto answer = send(R"({"lang":"en","captions":[{"id":"r1","text":"Good evening."},
                                 {"id":"r2","text":"We","final":false}]})",
                             captioner());
    ASSERT_EQ(answer.result_int(), 200) << answer.body();
    EXPECT_EQ(Json::parse(answer.body())["taken"], 1);
    EXPECT_EQ(Json::parse(answer.body())["interim"], 1);
    const auto command = hub_.wait_for_command();
    EXPECT_EQ(command.visitor.actor.role, Role::Captioner);
    EXPECT_EQ(command.request.name, "captions");
    EXPECT_EQ(command.request.data["captions"][0]["id"], "r1");
}

TEST_F(Captions, MayComeAsWebVtt) {
    start();
    auto headers = captioner();
    headers["Content-Type"] = "text/vtt";
    const auto answer = send("WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening.\n", headers,
                             "/m/ward/captions?lang=cy&from=2026-11-26T19:00:00Z");
    ASSERT_EQ(answer.result_int(), 200) << answer.body();
    const auto caption = hub_.wait_for_command().request.data["captions"][0];
    EXPECT_EQ(caption["from"], "2026-11-26T19:00:01.000Z");
    EXPECT_EQ(caption["lang"], "cy");
}

TEST_F(Captions, NeedTheCaptionersToken) {
    start();
    const auto without = send(R"({"text":"x"})");
    EXPECT_EQ(without.result_int(), 401);
    EXPECT_EQ(without["WWW-Authenticate"], "Bearer");
    EXPECT_EQ(send(R"({"text":"x"})", {{"Authorization", "Bearer wrong"}}).result_int(), 401);
    const auto elsewhere =
        send(R"({"text":"x"})", {{"Cookie", cookie(Role::Captioner)}, {"Origin", "https://elsewhere.example"}});
    EXPECT_EQ(elsewhere.result_int(), 403);
    EXPECT_EQ(send(R"({"text":"x"})", {{"Cookie", cookie(Role::Captioner)}, {"Origin", origin()}}).result_int(), 200);
}

TEST_F(Captions, ThatCannotBeReadAreRefusedWithCauseAndCure) {
    start();
    EXPECT_EQ(send("{", captioner()).result_int(), 400);
    auto headers = captioner();
    headers["Content-Type"] = "text/plain";
    const auto type = send("Good evening.", headers);
    EXPECT_EQ(type.result_int(), 415);
    EXPECT_THAT(type.body(), HasSubstr("text/vtt"));
    headers["Content-Type"] = "text/vtt";
    EXPECT_EQ(send("Good evening.", headers, "/m/ward/captions?from=2026-11-26T19:00:00Z").result_int(), 400);
    EXPECT_EQ(send("WEBVTT\n", headers, "/m/ward/captions?from=now").result_int(), 400);
    EXPECT_EQ(send("WEBVTT\n", headers).result_int(), 409) << "when 00:00 was, nobody can know";
    EXPECT_EQ(send("{}", captioner(), "/m/Bad%20slug/captions").result_int(), 404);
}

TEST_F(Captions, ThatTheMeetingRefusesAreAnsweredWithItsReason) {
    hub_.answer_with({{{"type", "refused"}, {"code", "wrong_state"}, {"message", "The meeting is off the air."}}, 409});
    start();
    const auto answer = send(R"({"text":"x"})", captioner());
    EXPECT_EQ(answer.result_int(), 409);
    EXPECT_EQ(Json::parse(answer.body())["code"], "wrong_state");
    EXPECT_THAT(answer.body(), HasSubstr("off the air"));
}

TEST_F(Captions, ArePlayedInPiecesMadeWhenAskedFor) {
    start();
    said("Good evenin");
    const auto target = "/hls/ward/captions/en/at/" + piece(10min);
    const auto first = get(target);
    ASSERT_EQ(first.result_int(), 200);
    EXPECT_EQ(first["Content-Type"], "text/vtt; charset=utf-8");
    EXPECT_EQ(first["Access-Control-Allow-Origin"], "*");
    EXPECT_EQ(first["Cache-Control"], "no-cache");
    EXPECT_THAT(first.body(), HasSubstr("00:10:00.000 --> 00:10:02.000\nGood evenin\n"));
    said("Good evening.");
    EXPECT_THAT(get("/hls/ward/recording/captions/en/at/" + piece(10min)).body(), HasSubstr("Good evening.\n"));
    EXPECT_EQ(get("/hls/ward/captions/fr/at/" + piece(10min)).result_int(), 404);
    EXPECT_EQ(get("/hls/ward/captions/en/at/1-2.vtt").result_int(), 404);
    EXPECT_EQ(get("/hls/nowhere/captions/en/at/" + piece(10min)).result_int(), 404);
}

TEST_F(Captions, OfARehearsalAreForThoseWhoPrepareIt) {
    start();
    said("Testing.");
    studio_.rehearse("ward", "", true);
    EXPECT_EQ(get("/hls/ward/captions/en/at/" + piece(10min)).result_int(), 403);
    EXPECT_EQ(get("/hls/ward/captions/en/at/" + piece(10min), {{"Cookie", cookie(Role::Captioner)}}).result_int(), 200);
}

TEST_F(Captions, StandInTheRecordingsPlaylistWhereThereAreSome) {
    start();
    EXPECT_THAT(get("/hls/ward/recording/index.m3u8").body(), testing::Not(HasSubstr("captions")));
    said("Good evening.");
    EXPECT_THAT(get("/hls/ward/recording/index.m3u8").body(), HasSubstr("captions/en/index.m3u8"));
}

TEST_F(Captions, CanBeHadWholeByPeopleAndPrograms) {
    start();
    said("Good evening.");
    const auto whole = get("/m/ward/captions.vtt?lang=en");
    EXPECT_EQ(whole.result_int(), 200);
    EXPECT_THAT(whole.body(), testing::StartsWith("WEBVTT\n"));
    EXPECT_THAT(std::string(whole["Content-Disposition"]), HasSubstr("ward.en.vtt"));
    EXPECT_EQ(get("/m/ward/captions.vtt?lang=fr").result_int(), 400);
    const auto list = Json::parse(get("/api/v1/meetings/ward/captions").body());
    EXPECT_EQ(list["captions"][0]["text"], "Good evening.");
    EXPECT_EQ(get("/api/v1/meetings/nowhere/captions").result_int(), 404);
}

}  // namespace
}  // namespace wardcast::http
