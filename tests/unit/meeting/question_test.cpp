#include "meeting/question.h"

#include <gtest/gtest.h>

#include "meeting/refusal.h"

namespace wardcast::meeting {
namespace {

TEST(Words, OfAStatusLeadBackToIt) {
    for (const char* word : {"waiting", "approved", "held", "asking", "answered", "declined", "merged", "withdrawn"}) {
        ASSERT_TRUE(status_from(word).has_value()) << word;
        EXPECT_EQ(to_string(*status_from(word)), word);
    }
    EXPECT_EQ(to_string(Status::Asking), "asking");
    EXPECT_EQ(status_from("Waiting"), std::nullopt);
}

TEST(Words, OfAChannelLeadBackToIt) {
    for (const char* word : {"web", "floor", "paper", "proxy", "post", "message"}) {
        ASSERT_TRUE(channel_from(word).has_value()) << word;
        EXPECT_EQ(to_string(*channel_from(word)), word);
    }
    EXPECT_EQ(to_string(Channel::Proxy), "proxy");
    EXPECT_EQ(channel_from(""), std::nullopt);
}

TEST(Words, OfAReasonLeadBackToIt) {
    for (const char* word :
         {"off_topic", "already_answered", "duplicate", "personal", "unlawful", "unclear", "not_a_question"}) {
        ASSERT_TRUE(decline_reason_from(word).has_value()) << word;
        EXPECT_EQ(to_string(*decline_reason_from(word)), word);
    }
    EXPECT_EQ(to_string(DeclineReason::Unlawful), "unlawful");
    EXPECT_EQ(decline_reason_from("bored"), std::nullopt);
}

TEST(RefusalCodes, HaveTheWireWordAndHttpStatusOfTheProtocol) {
    EXPECT_STREQ(to_string(RefusalCode::BadMessage), "bad_message");
    EXPECT_EQ(http_status(RefusalCode::BadMessage), 400);
    EXPECT_STREQ(to_string(RefusalCode::TooLong), "too_long");
    EXPECT_EQ(http_status(RefusalCode::TooLong), 422);
    EXPECT_STREQ(to_string(RefusalCode::NotAllowed), "not_allowed");
    EXPECT_EQ(http_status(RefusalCode::NotAllowed), 403);
    EXPECT_STREQ(to_string(RefusalCode::NotFound), "not_found");
    EXPECT_EQ(http_status(RefusalCode::NotFound), 404);
    EXPECT_STREQ(to_string(RefusalCode::NothingToUndo), "nothing_to_undo");
    EXPECT_EQ(http_status(RefusalCode::NothingToUndo), 409);
    EXPECT_STREQ(to_string(RefusalCode::SlowDown), "slow_down");
    EXPECT_EQ(http_status(RefusalCode::SlowDown), 429);
    EXPECT_STREQ(to_string(RefusalCode::Unavailable), "unavailable");
    EXPECT_EQ(http_status(RefusalCode::Unavailable), 503);
}

}  // namespace
}  // namespace wardcast::meeting
