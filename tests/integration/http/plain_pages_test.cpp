#include <cstdlib>
#include <ctime>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

// A question's receipt and the moderation record.
class PlainPages : public TestServer {
  protected:
    PlainPages() { say_times_in("UTC"); }

    static void say_times_in(const char* zone) {
        setenv("TZ", zone, 1);
        tzset();
    }
    void start_with(Json question) {
        question.update(
            {{"id", "q_1"}, {"text", "Why <b>now</b>?"}, {"asked_at", "2026-11-26T19:04:05.123Z"}, {"channel", "web"}});
        hub_.add_question(std::move(question));
        start();
    }
    [[nodiscard]] std::string receipt() const {
        return access_.receipt_path(meeting::Slug("ward"), meeting::QuestionId("q_1"));
    }
    Answer post(const std::string& form, const std::string& body) {
        return ask("POST", receipt() + "/" + form,
                   {{"Origin", origin()}, {"Content-Type", "application/x-www-form-urlencoded"}}, body);
    }
};

bool has(const Answer& answer, const std::string& text) {
    return answer.body().find(text) != std::string::npos;
}

TEST_F(PlainPages, ShowWhatBecameOfAQuestionToWhoeverHasItsReceipt) {
    start_with({{"status", "declined"}, {"reason", "personal"}});
    const Answer page = get(receipt());
    EXPECT_EQ(page.result_int(), 200);
    EXPECT_TRUE(has(page, "Not taken: it names or attacks a person"));
    EXPECT_TRUE(has(page, "Why &lt;b&gt;now&lt;/b&gt;?"));
    EXPECT_FALSE(has(page, "<b>now"));
    EXPECT_TRUE(has(page, "/appeal?lang=en-GB\"")) << page.body();
    EXPECT_FALSE(has(page, "<script"));
    EXPECT_EQ(page["cache-control"], "private, no-cache");
}

TEST_F(PlainPages, SpeakWelshToThoseWhoWantIt) {
    start_with({{"status", "waiting"}});
    EXPECT_TRUE(has(get(receipt() + "?lang=cy"), "Yn aros am y cadeirydd"));
    const Answer preferred = get(receipt(), {{"Accept-Language", "cy-GB,en;q=0.5"}});
    EXPECT_TRUE(has(preferred, "Eich cwestiwn"));
    EXPECT_TRUE(has(preferred, "26 Tachwedd 2026, 19:04 UTC"));
    EXPECT_TRUE(has(get(receipt()), "Waiting for the chair"));
}

TEST_F(PlainPages, SayTimesInTheZoneInWhichTheMeetingsAre) {
    say_times_in("America/New_York");
    start_with({{"status", "waiting"}});
    EXPECT_TRUE(has(get(receipt()), "26 November 2026, 14:04 EST"));
}

TEST_F(PlainPages, OfferOnlyWhatTheQuestionsStateAllows) {
    start_with({{"status", "answered"}, {"called_at", "2026-11-26T19:10:00.000Z"}, {"answer", {{"text", "Soon."}}}});
    const Answer page = get(receipt());
    EXPECT_TRUE(has(page, "/verdict?"));
    EXPECT_FALSE(has(page, "/appeal?"));
    EXPECT_FALSE(has(page, "/withdraw?"));
    EXPECT_TRUE(has(page, "Soon."));
}

TEST_F(PlainPages, AreNotFoundWithoutTheRightSignature) {
    start_with({{"status", "waiting"}});
    auto forged = receipt();
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    for (const std::string& path :
         {forged, std::string("/m/ward/q/q_1"), std::string("/m/past/q/") + receipt().substr(receipt().rfind('/') + 1)})
        EXPECT_EQ(get(path).result_int(), 404) << path;
    EXPECT_EQ(ask("POST", forged + "/withdraw", {{"Origin", origin()}}, "").result_int(), 404);
}

TEST_F(PlainPages, CarryAnAppealOutAsTheAskerAndComeBack) {
    start_with({{"status", "declined"}, {"reason", "unclear"}});
    const Answer answer = post("appeal", "text=It+is+clear");
    EXPECT_EQ(answer.result_int(), 303);
    EXPECT_EQ(answer["location"], receipt() + "?lang=en-GB&done=appeal");
    const auto command = hub_.wait_for_command();
    EXPECT_EQ(command.request.name, "appeal");
    EXPECT_EQ(command.request.data, Json({{"question", "q_1"}, {"text", "It is clear"}}));
    EXPECT_EQ(command.visitor.actor.role, meeting::Role::Resident);
    EXPECT_EQ(command.visitor.actor.participant, meeting::ParticipantId("p_asker"));
    EXPECT_TRUE(has(get(receipt() + "?done=appeal"), "The clerk has it."));
}

TEST_F(PlainPages, ShowARefusalBesideItsFormWithWhatWasWritten) {
    hub_.answer_with({{{"type", "refused"}, {"code", "too_long"}, {"message", "It is too long."}}, 422});
    start_with({{"status", "declined"}, {"reason", "unclear"}});
    const Answer answer = post("appeal", "text=My+words");
    EXPECT_EQ(answer.result_int(), 422);
    EXPECT_TRUE(has(answer, "It is too long."));
    EXPECT_TRUE(has(answer, ">My words</textarea>"));
}

TEST_F(PlainPages, TakeNothingThatComesFromAnotherSite) {
    start_with({{"status", "waiting"}});
    EXPECT_EQ(ask("POST", receipt() + "/withdraw", {{"Origin", "https://evil.example"}}, "").result_int(), 403);
}

TEST_F(PlainPages, ShowTheModerationRecordInWordsAndAsJson) {
    start();
    const Answer page = get("/m/ward/record");
    EXPECT_EQ(page.result_int(), 200);
    EXPECT_TRUE(has(page, "Not taken: the chair could not tell what is asked"));
    EXPECT_TRUE(has(page, "00ff00ff"));
    EXPECT_TRUE(has(get("/m/ward/record?lang=cy"), "Cofnod cymedroli"));
    const Answer json = get("/api/v1/meetings/ward/record");
    EXPECT_EQ(Json::parse(json.body())["entries"][0]["action"], "question.declined");
    EXPECT_EQ(get("/m/nowhere/record").result_int(), 404);
    EXPECT_EQ(get("/api/v1/meetings/nowhere/record").result_int(), 404);
}

}  // namespace
}  // namespace wardcast::http
