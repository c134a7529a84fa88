#include "social/x_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "changes.h"
#include "scripted_outgoing.h"

namespace wardcast::social {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json tweet(const std::string& id, const std::string& first = "") {
    return {{"id", id},
            {"text", "Bins &amp; buses? #ward"},
            {"author_id", "9"},
            {"created_at", "2026-11-22T19:00:00.000Z"},
            {"edit_history_tweet_ids", {first.empty() ? id : first}}};
}

std::string page(std::vector<Json> tweets, const std::string& next = "") {
    Json json = {{"data", tweets},
                 {"includes", {{"users", {{{"id", "9"}, {"username", "ann"}, {"name", "Ann"}}}}}},
                 {"meta", {{"result_count", tweets.size()}}}};
    if (!tweets.empty()) json["meta"]["newest_id"] = tweets.front()["id"];
    if (!next.empty()) json["meta"]["next_token"] = next;
    return json.dump();
}

XSource source(ScriptedOutgoing& outgoing, int cap = 1000) {
    return {"https://api.x.example",
            {.kind = "x", .server = "", .hashtags = {"ward"}, .token = "t"},
            cap,
            outgoing,
            std::chrono::seconds(30)};
}

TEST(XSearch, PagesAndMovesTheCursorToTheNewest) {
    ScriptedOutgoing outgoing([&](const Request& request) {
        return ok(request.url.find("next_token") == std::string::npos ? page({tweet("12"), tweet("11")}, "n")
                                                                      : page({tweet("10")}));
    });
    const auto batch = source(outgoing).poll("", {});
    ASSERT_TRUE(batch);
    EXPECT_THAT(in_short(batch->changes), ElementsAre("new https://x.com/i/status/10", "new https://x.com/i/status/11",
                                                      "new https://x.com/i/status/12"));
    EXPECT_EQ(Json::parse(batch->cursor), (Json{{"since_id", "12"}, {"read", 3}}));
    const auto& post = std::get<NewPost>(batch->changes.front()).post;
    EXPECT_EQ(post.text, "Bins & buses? #ward");
    EXPECT_EQ(post.handle, "@ann");
}

TEST(XSearch, APostWhoseHistoryBeginsWithNothingHasItsOwnAddress) {
    auto odd = tweet("12");
    odd["edit_history_tweet_ids"] = {"", "12"};
    const auto read = read_x_page(page({odd}));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->posts.size(), 1U);
    EXPECT_EQ(read->posts.front().uri, "https://x.com/i/status/12");
}

TEST(XSearch, StopsWhereTheCapOnSpendingIs) {
    ScriptedOutgoing outgoing([&](const Request&) { return ok(page({tweet("11"), tweet("10")}, "n")); });
    auto x = source(outgoing, 4);
    const auto batch = x.poll("", {});
    ASSERT_TRUE(batch);
    EXPECT_EQ(outgoing.asked.size(), 2U);
    EXPECT_THAT(batch->remark.words, HasSubstr("cap of 4 posts"));
    const auto after = x.poll(batch->cursor, {});
    ASSERT_TRUE(after);
    EXPECT_EQ(outgoing.asked.size(), 2U);  // Nobody was asked.
    EXPECT_EQ(after->cursor, batch->cursor);
    EXPECT_THAT(*x.recheck(std::vector<KnownPost>{{"u", "10", "10"}}, {}), IsEmpty());
    EXPECT_EQ(outgoing.asked.size(), 2U);
}

TEST(XSearch, BeginsAWeekAgoWhereTheCursorIsTooOldAndKeepsCounting) {
    ScriptedOutgoing outgoing([&](const Request&) { return status(400); });
    const auto batch = source(outgoing).poll(R"({"since_id":"1","read":7})", {});
    ASSERT_TRUE(batch);
    EXPECT_EQ(Json::parse(batch->cursor), (Json{{"read", 7}}));
    EXPECT_THAT(batch->remark.words, HasSubstr("seven days"));
}

TEST(XSearch, RecheckFindsDeletedAndEditedPosts) {
    ScriptedOutgoing outgoing([&](const Request&) {
        auto json = Json::parse(page({tweet("21", "20")}));
        json["errors"] = {{{"resource_type", "tweet"}, {"resource_id", "30"}, {"title", "Not Found Error"}}};
        return ok(json.dump());
    });
    const std::vector<KnownPost> known = {{"https://x.com/i/status/20", "20", "20"},
                                          {"https://x.com/i/status/30", "30", "30"},
                                          {"https://x.com/i/status/40", "40", "40"}};
    const auto changes = source(outgoing).recheck(known, {});
    ASSERT_TRUE(changes);
    EXPECT_THAT(in_short(*changes),
                ElementsAre("edited https://x.com/i/status/20", "deleted https://x.com/i/status/30"));
}

}  // namespace
}  // namespace wardcast::social
