#include "social/youtube_chat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "changes.h"
#include "scripted_outgoing.h"

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

Json message(const std::string& id, const std::string& text) {
    return {
        {"id", id},
        {"snippet", {{"type", "textMessageEvent"}, {"displayMessage", text}, {"publishedAt", "2026-11-22T19:00:00Z"}}},
        {"authorDetails", {{"channelId", "UC1"}, {"displayName", "Ann"}}}};
}

std::string chat(std::vector<Json> items, int wait_ms = 5000) {
    return Json{{"nextPageToken", "P2"}, {"pollingIntervalMillis", wait_ms}, {"items", items}}.dump();
}

const std::string kVideo = R"({"items":[{"liveStreamingDetails":{"activeLiveChatId":"C1"}}]})";

YouTubeSource source(ScriptedOutgoing& outgoing, std::vector<std::string> hashtags = {}) {
    return {
        "https://api.example",
        {.kind = "youtube", .server = "https://youtu.be/abcdefghijk", .hashtags = std::move(hashtags), .token = "K"},
        outgoing,
        milliseconds(1000)};
}

TEST(YouTubeChat, FindsTheChatOfTheVideoAndReadsIt) {
    ScriptedOutgoing outgoing([&](const Request& request) {
        return ok(request.url.find("/videos?") != std::string::npos ? kVideo : chat({message("m1", "Why?")}));
    });
    const auto batch = source(outgoing).poll("", {});
    ASSERT_TRUE(batch);
    EXPECT_THAT(in_short(batch->changes), ElementsAre("new youtube:UC1:m1"));
    EXPECT_EQ(Json::parse(batch->cursor), (Json{{"chat", "C1"}, {"page", "P2"}}));
    const auto& post = std::get<NewPost>(batch->changes.front()).post;
    EXPECT_EQ(post.handle, "@Ann");
    EXPECT_EQ(post.url, "https://www.youtube.com/watch?v=abcdefghijk");
}

TEST(YouTubeChat, ObeysTheIntervalThatYouTubeAsksFor) {
    ScriptedOutgoing outgoing([&](const Request&) { return ok(chat({}, 7000)); });
    EXPECT_EQ(source(outgoing).poll(R"({"chat":"C1"})", {})->next_in, milliseconds(7000));
    ScriptedOutgoing hasty([&](const Request&) { return ok(chat({}, 1)); });
    EXPECT_EQ(source(hasty).poll(R"({"chat":"C1"})", {})->next_in, milliseconds(1000));
}

TEST(YouTubeChat, TakesOnlyMessagesWithAHashtagWhereThereIsOne) {
    ScriptedOutgoing outgoing([&](const Request&) {
        return ok(chat({message("a", "hello"), message("b", "why? #Ward")}));
    });
    EXPECT_THAT(in_short(source(outgoing, {"ward"}).poll(R"({"chat":"C1"})", {})->changes),
                ElementsAre("new youtube:UC1:b"));
}

TEST(YouTubeChat, TakesBackWhatIsDeletedAndWhatTheBannedHaveSaid) {
    ScriptedOutgoing outgoing([&](const Request&) {
        return ok(chat(
            {{{"id", "e1"},
              {"snippet", {{"type", "messageDeletedEvent"}, {"messageDeletedDetails", {{"deletedMessageId", "m1"}}}}}},
             {{"id", "e2"},
              {"snippet",
               {{"type", "userBannedEvent"},
                {"userBannedDetails", {{"bannedUserDetails", {{"channelId", "UC2"}}}}}}}}}));
    });
    auto youtube = source(outgoing);
    (void)youtube.recheck(
        std::vector<KnownPost>{
            {"youtube:UC1:m1", "m1", ""}, {"youtube:UC2:m2", "m2", ""}, {"youtube:UC3:m3", "m3", ""}},
        {});
    EXPECT_THAT(in_short(youtube.poll(R"({"chat":"C1"})", {})->changes),
                ElementsAre("deleted youtube:UC1:m1", "deleted youtube:UC2:m2"));
}

TEST(YouTubeChat, BeginsAnewWhereItsPlaceIsForgotten) {
    ScriptedOutgoing outgoing([&](const Request&) {
        return Answer{.status = 400, .headers = {}, .body = R"({"error":{"errors":[{"reason":"pageTokenInvalid"}]}})"};
    });
    const auto batch = source(outgoing).poll(R"({"chat":"C1","page":"old"})", {});
    ASSERT_TRUE(batch);
    EXPECT_EQ(Json::parse(batch->cursor), (Json{{"chat", "C1"}}));
}

TEST(YouTubeChat, SaysWhenTheQuotaIsUsedUpAndWhenTheChatIsOver) {
    const auto refusing = [](const std::string& reason) {
        return ScriptedOutgoing([reason](const Request&) {
            return Answer{
                .status = 403, .headers = {}, .body = R"({"error":{"errors":[{"reason":")" + reason + R"("}]}})"};
        });
    };
    auto quota = refusing("quotaExceeded");
    const auto used_up = source(quota).poll(R"({"chat":"C1"})", {});
    ASSERT_FALSE(used_up);
    EXPECT_THAT(used_up.error().words, HasSubstr("quota"));
    EXPECT_GE(*used_up.error().retry_after, std::chrono::minutes(30));
    auto over = refusing("liveChatEnded");
    const auto ended = source(over).poll(R"({"chat":"C1"})", {});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().kind, Trouble::Kind::NeedsPerson);
}

TEST(YouTubeChat, KnowsAVideoByAnyOfItsAddresses) {
    for (const auto* address :
         {"abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk&t=1", "https://youtu.be/abcdefghijk?si=x",
          "https://www.youtube.com/live/abcdefghijk", "https://studio.youtube.com/video/abcdefghijk/livestreaming"}) {
        EXPECT_EQ(video_id(address), "abcdefghijk") << address;
    }
    EXPECT_EQ(video_id("https://www.youtube.com/@council"), "");
    EXPECT_EQ(video_id(""), "");
}

}  // namespace
}  // namespace wardcast::social
