#include "social/mastodon_reply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scripted_outgoing.h"

namespace wardcast::social {
namespace {

using testing::HasSubstr;

const MastodonReply kReply{.server = "council.example",
                           .token = "t",
                           .uri = "https://home.example/users/ann/statuses/7",
                           .text = "@ann Your question was answered: https://meet.example/m/ward?at=1",
                           .link = "https://meet.example/m/ward?at=1",
                           .language = "en",
                           .key = "q_1"};

TEST(MastodonReply, FindsThePostOnItsOwnServerAndAnswersThereOnce) {
    ScriptedOutgoing outgoing([](const Request& request) {
        return ok(request.method == "GET" ? R"({"statuses":[{"id":"99"}],"descendants":[]})" : R"({"id":"100"})");
    });
    ASSERT_TRUE(send_reply(kReply, outgoing, {}));
    ASSERT_EQ(outgoing.requests.size(), 3U);
    EXPECT_THAT(outgoing.requests[0].url, HasSubstr("https://council.example/api/v2/search?q=https%3A%2F%2Fhome."));
    EXPECT_EQ(outgoing.requests[1].url, "https://council.example/api/v1/statuses/99/context");
    const auto& post = outgoing.requests[2];
    EXPECT_EQ(post.method, "POST");
    EXPECT_THAT(post.body, HasSubstr("in_reply_to_id=99"));
    EXPECT_THAT(post.body, HasSubstr("visibility=unlisted"));
    EXPECT_THAT(post.body, HasSubstr("status=%40ann%20Your%20question"));
    EXPECT_THAT(post.headers, testing::Contains(std::pair<std::string, std::string>("Idempotency-Key", "q_1")));
    EXPECT_EQ(post.bearer, "t");
}

TEST(MastodonReply, PostsNothingWhereTheThreadHasTheLinkAlready) {
    ScriptedOutgoing outgoing([](const Request&) {
        const auto* told = R"(<p><a href=\"https://meet.example/m/ward?at=1\"><span>meet.example</span></a></p>)";
        return ok(R"({"statuses":[{"id":"99"}],"descendants":[{"id":"100","content":")" + std::string(told) +
                  R"("}]})");
    });
    ASSERT_TRUE(send_reply(kReply, outgoing, {}));
    EXPECT_EQ(outgoing.requests.size(), 2U);
}

TEST(MastodonReply, PostsNothingWhereThePostIsGone) {
    ScriptedOutgoing outgoing([](const Request&) { return ok(R"({"statuses":[]})"); });
    EXPECT_FALSE(send_reply(kReply, outgoing, {}));
    EXPECT_EQ(outgoing.requests.size(), 1U);
}

TEST(MastodonReply, SaysWhenItsTokenIsNotTaken) {
    ScriptedOutgoing outgoing([](const Request&) { return status(401); });
    const auto sent = send_reply(kReply, outgoing, {});
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().words, HasSubstr("wants a token"));
}

}  // namespace
}  // namespace wardcast::social
