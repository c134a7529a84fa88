#include "social/mastodon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "changes.h"
#include "scripted_outgoing.h"

namespace wardcast::social {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Timestamp kSince = *from_rfc3339("2026-11-22T00:00:00Z");

Json status_json(const std::string& id, const std::string& content = "<p>Why? #ward</p>") {
    return {{"id", id},
            {"uri", "https://home.example/users/ann/statuses/" + id},
            {"url", "https://home.example/@ann/" + id},
            {"content", content},
            {"visibility", "public"},
            {"language", "en"},
            {"created_at", "2026-11-22T19:00:00.000Z"},
            {"edited_at", nullptr},
            {"in_reply_to_id", nullptr},
            {"spoiler_text", ""},
            {"reblog", nullptr},
            {"account", {{"acct", "ann"}, {"display_name", "Ann :star:"}}}};
}

std::string uri(const std::string& id) {
    return "https://home.example/users/ann/statuses/" + id;
}

bool asks(const Request& request, const std::string& part) {
    return request.url.find(part) != std::string::npos;
}

class Mastodon : public testing::Test {
  protected:
    MastodonSource source(ScriptedOutgoing& outgoing, std::vector<std::string> hashtags = {"ward"}) {
        return {"https://home.example",
                {.kind = "mastodon",
                 .server = "home.example",
                 .hashtags = std::move(hashtags),
                 .token = "",
                 .since = kSince},
                outgoing,
                rule_,
                std::chrono::seconds(15)};
    }
    AddressRule rule_;
    std::stop_token stop_;
};

TEST_F(Mastodon, StatusBecomesAPostOfPlainText) {
    const auto post = post_of_status(status_json("7", "<p>Why is the <b>bus</b> late?<br>Again.</p>"), "home.example");
    ASSERT_TRUE(post);
    EXPECT_EQ(post->uri, uri("7"));
    EXPECT_EQ(post->id, "7");
    EXPECT_EQ(post->handle, "@ann@home.example");
    EXPECT_EQ(post->name, "Ann :star:");
    EXPECT_EQ(post->text, "Why is the bus late?\nAgain.");
    EXPECT_EQ(post->language, "en");
    EXPECT_EQ(post->url, "https://home.example/@ann/7");
    EXPECT_EQ(post->at, *from_rfc3339("2026-11-22T19:00:00Z"));
}

TEST_F(Mastodon, StatusWithAWarningBeginsWithIt) {
    auto json = status_json("7", "<p>text</p>");
    json["spoiler_text"] = "politics";
    EXPECT_EQ(post_of_status(json, "home.example")->text, "politics\ntext");
}

TEST_F(Mastodon, TakesNothingThatIsNotForEverybody) {
    for (const auto* visibility : {"private", "direct"}) {
        auto json = status_json("7");
        json["visibility"] = visibility;
        EXPECT_FALSE(post_of_status(json, "home.example"));
    }
    auto boost = status_json("7");
    boost["reblog"] = status_json("8");
    EXPECT_FALSE(post_of_status(boost, "home.example"));
    EXPECT_FALSE(post_of_status(Json::array(), "home.example"));
    EXPECT_FALSE(post_of_status(Json{{"id", nullptr}}, "home.example"));
}

TEST_F(Mastodon, LinksNobodyToAScript) {
    auto json = status_json("7");
    json["url"] = "javascript:alert(1)";
    EXPECT_EQ(post_of_status(json, "home.example")->url, uri("7"));
}

TEST_F(Mastodon, FirstPollTakesThePagesSinceTheSourceWasSwitchedOnOldestFirst) {
    auto old = status_json("1");
    old["created_at"] = "2026-11-01T00:00:00.000Z";
    ScriptedOutgoing outgoing([&](const Request& request) {
        return ok(asks(request, "max_id=2") ? Json::array({old}).dump()
                                            : Json::array({status_json("3"), status_json("2")}).dump());
    });
    const auto batch = source(outgoing).poll("", stop_);
    ASSERT_TRUE(batch);
    EXPECT_THAT(in_short(batch->changes), ElementsAre("new " + uri("2"), "new " + uri("3")));
    EXPECT_EQ(batch->cursor, R"({"ward":"3"})");
}

TEST_F(Mastodon, LaterPollsPageUpFromTheCursorByTheLinkHeader) {
    ScriptedOutgoing outgoing([&](const Request& request) {
        if (asks(request, "min_id=3")) {
            return ok(Json::array({status_json("5"), status_json("4")}).dump(),
                      {{"link",
                        "<https://home.example/api/v1/timelines/tag/ward?max_id=4>; rel=\"next\", "
                        "<https://home.example/api/v1/timelines/tag/ward?min_id=5>; rel=\"prev\""}});
        }
        if (asks(request, "min_id=5")) return ok(Json::array({status_json("6")}).dump());
        return ok("[]");
    });
    auto mastodon = source(outgoing);
    const auto batch = mastodon.poll(R"({"ward":"3"})", stop_);
    ASSERT_TRUE(batch);
    EXPECT_THAT(in_short(batch->changes), ElementsAre("new " + uri("4"), "new " + uri("5"), "new " + uri("6")));
    EXPECT_EQ(batch->cursor, R"({"ward":"6"})");
}

TEST_F(Mastodon, FindsPostsThatReachTheServerLateByReadingTheNewestPageAgain) {
    ScriptedOutgoing outgoing([&](const Request& request) {
        return ok(asks(request, "min_id") ? "[]" : Json::array({status_json("9"), status_json("8")}).dump());
    });
    auto mastodon = source(outgoing);
    std::vector<std::string> seen;
    for (int poll = 0; poll < 5; ++poll) {
        const auto batch = mastodon.poll(R"({"ward":"9"})", stop_);
        ASSERT_TRUE(batch);
        EXPECT_EQ(batch->cursor, R"({"ward":"9"})");
        for (auto& change : in_short(batch->changes))
            seen.push_back(change);
    }
    EXPECT_THAT(seen, testing::Contains("new " + uri("8")));
}

TEST_F(Mastodon, ReadsEachHashtagAndAPostWithBothOnce) {
    ScriptedOutgoing outgoing([&](const Request&) { return ok(Json::array({status_json("3")}).dump()); });
    const auto batch = source(outgoing, {"ward", "tŷ"}).poll("", stop_);
    ASSERT_TRUE(batch);
    EXPECT_THAT(in_short(batch->changes), ElementsAre("new " + uri("3")));
    EXPECT_THAT(outgoing.asked, testing::Contains(HasSubstr("/api/v1/timelines/tag/t%C5%B7?")));
}

TEST_F(Mastodon, SaysInWordsWhatIsWrong) {
    const std::vector<std::pair<Answer, std::string>> cases = {
        {status(500), "in trouble itself (500)"},
        {status(401), "wants a token"},
        {status(404), "nothing at this address"},
        {ok("<!DOCTYPE html><html>Sorry</html>"), "web page in place of data"},
        {ok("[{\"id\":\"1\",\"uri\":\"https"), "cannot be read"},
        {ok("{\"error\":\"x\"}"), "other than a list"}};
    for (const auto& [answer, words] : cases) {
        ScriptedOutgoing outgoing([&](const Request&) { return answer; });
        const auto batch = source(outgoing).poll("", stop_);
        ASSERT_FALSE(batch);
        EXPECT_THAT(batch.error().words, HasSubstr(words));
    }
}

TEST_F(Mastodon, BeginsAnewWithACursorThatCannotBeRead) {
    ScriptedOutgoing outgoing([&](const Request&) { return ok(Json::array({status_json("3")}).dump()); });
    EXPECT_EQ(source(outgoing).poll("garbage", stop_)->cursor, R"({"ward":"3"})");
}

const std::vector<KnownPost> kKnown = {{uri("1"), "1", ""}, {uri("2"), "2", ""}, {uri("3"), "3", ""}};

TEST_F(Mastodon, RechecksByPageAndAsksAgainForThoseThatAreMissing) {
    auto edited = status_json("1", "<p>Other words</p>");
    edited["edited_at"] = "2026-11-22T19:30:00.000Z";
    ScriptedOutgoing outgoing([&](const Request& request) -> Answer {
        if (asks(request, "/statuses?")) return ok(Json::array({edited}).dump());
        if (asks(request, "/statuses/2")) return status(404);
        return ok(status_json("3").dump());  // Only the list had forgotten it.
    });
    const auto changes = source(outgoing).recheck(kKnown, stop_);
    ASSERT_TRUE(changes);
    EXPECT_THAT(in_short(*changes), ElementsAre("edited " + uri("1"), "deleted " + uri("2")));
}

TEST_F(Mastodon, RechecksOneByOneWhereTheServerHasNoList) {
    ScriptedOutgoing outgoing([&](const Request& request) -> Answer {
        if (asks(request, "/statuses?")) return status(404);
        if (asks(request, "/statuses/3")) return status(410);
        return ok(status_json("1").dump());
    });
    auto mastodon = source(outgoing);
    EXPECT_THAT(in_short(*mastodon.recheck(kKnown, stop_)), ElementsAre("deleted " + uri("3")));
}

TEST_F(Mastodon, TakesAnAnswerOfTroubleForNoDeletion) {
    ScriptedOutgoing outgoing([&](const Request&) { return status(503); });
    EXPECT_FALSE(source(outgoing).recheck(kKnown, stop_));
    ScriptedOutgoing pages([&](const Request&) { return ok("<html>maintenance</html>"); });
    EXPECT_FALSE(source(pages).recheck(kKnown, stop_));
}

TEST_F(Mastodon, StreamEventsCarryJsonInAString) {
    const Json update = {{"stream", {"hashtag", "ward"}}, {"event", "update"}, {"payload", status_json("5").dump()}};
    EXPECT_EQ(read_stream_event(update.dump(), "home.example")->post.uri, uri("5"));
    const Json edit = {{"event", "status.update"}, {"payload", status_json("5").dump()}};
    EXPECT_EQ(read_stream_event(edit.dump(), "home.example")->what, StreamEvent::What::Edited);
    const Json gone = {{"event", "delete"}, {"payload", "5"}};
    EXPECT_EQ(read_stream_event(gone.dump(), "home.example")->id, "5");
    EXPECT_FALSE(read_stream_event(R"({"event":"filters_changed"})", "home.example"));
    EXPECT_FALSE(read_stream_event(R"({"event":"update","payload":"{"})", "home.example"));
    EXPECT_FALSE(read_stream_event("", "home.example"));
}

TEST_F(Mastodon, LinkHeaderGivesTheParameterOfItsRelation) {
    const auto* header =
        "<https://a.example/x?limit=40&max_id=1>; rel=\"next\", <https://a.example/x?min_id=a%2Fb>; rel=\"prev\"";
    EXPECT_EQ(link_parameter(header, "prev", "min_id"), "a/b");
    EXPECT_EQ(link_parameter(header, "next", "max_id"), "1");
    EXPECT_EQ(link_parameter(header, "last", "max_id"), "");
    EXPECT_EQ(link_parameter("<https://a.example", "prev", "min_id"), "");
    EXPECT_EQ(link_parameter("", "prev", "min_id"), "");
}

}  // namespace
}  // namespace wardcast::social
