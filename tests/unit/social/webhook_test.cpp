#include "social/webhook.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

const Timestamp kNow = Timestamp(std::chrono::seconds(1614265330));

// The example of the Standard Webhooks specification: secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw.
const std::string kKey(
    "\x31\xf2\x90\xf6\xbf\x06\x29\x8a\xab\x4f\x08\xd4\x3c\x3f\x08\x2c\xf6\x48\xa3\x62\xda\x2d\xa4\xb0", 24);
const std::string kBody = R"({"test": 2432232314})";

TEST(Webhook, SignsAsTheSpecificationsExample) {
    EXPECT_EQ(webhook_signature(kKey, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", kBody),
              "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

WebhookHeaders headers(std::string signature, std::string timestamp = "1614265330") {
    return {.id = "msg_p5jXN8AQM9LWM0D4loKWxJek", .timestamp = std::move(timestamp), .signature = std::move(signature)};
}

TEST(Webhook, TakesOneRightSignatureOfSeveral) {
    const auto right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    EXPECT_TRUE(verify_webhook(kKey, headers(right), kBody, kNow));
    EXPECT_TRUE(verify_webhook(kKey, headers(std::string("v1,AAAA ") + right + " v2,x"), kBody, kNow));
}

TEST(Webhook, RefusesAnythingElse) {
    const auto right = webhook_signature(kKey, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", kBody);
    EXPECT_FALSE(verify_webhook(kKey, headers(""), kBody, kNow));
    EXPECT_FALSE(verify_webhook(kKey, headers("v1,"), kBody, kNow));
    EXPECT_FALSE(verify_webhook(kKey, headers(right), kBody + " ", kNow));
    EXPECT_FALSE(verify_webhook("other key", headers(right), kBody, kNow));
    EXPECT_FALSE(verify_webhook(kKey, headers(right, "1614265331"), kBody, kNow));
    EXPECT_FALSE(verify_webhook(kKey, headers(right, "now"), kBody, kNow));
    auto other_id = headers(right);
    other_id.id = "msg_2";
    EXPECT_FALSE(verify_webhook(kKey, other_id, kBody, kNow));
    other_id.id.clear();
    EXPECT_FALSE(verify_webhook(kKey, other_id, kBody, kNow));
}

TEST(Webhook, HoldsForFiveMinutesToEitherSide) {
    const auto signature = webhook_signature(kKey, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", kBody);
    for (const int seconds : {-300, 300})
        EXPECT_TRUE(verify_webhook(kKey, headers(signature), kBody, kNow + std::chrono::seconds(seconds)));
    for (const int seconds : {-301, 301})
        EXPECT_FALSE(verify_webhook(kKey, headers(signature), kBody, kNow + std::chrono::seconds(seconds)));
}

TEST(Webhook, MessageHasATextAndPerhapsMore) {
    const auto message = read_message(R"({"text":"Bins?","from":"+441214960000","name":"Ann","via":"sms"})");
    ASSERT_TRUE(message);
    EXPECT_EQ(message->text, "Bins?");
    EXPECT_EQ(message->from, "+441214960000");
    EXPECT_EQ(message->via, "sms");
    EXPECT_EQ(read_message(R"({"text":"x","via":"<b>"})")->via, "hook");
    EXPECT_FALSE(read_message(R"({"text":1})"));
    EXPECT_FALSE(read_message(R"({"text":"x","name":1})"));
    EXPECT_FALSE(read_message("[]"));
    EXPECT_FALSE(read_message("not JSON"));
}

}  // namespace
}  // namespace wardcast::social
