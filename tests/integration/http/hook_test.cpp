#include "integration/http/test_server.h"
#include "social/webhook.h"

namespace wardcast::http {
namespace {

const meeting::Slug kWard("ward");
const meeting::SourceId kSource("src_1");
constexpr const char* kBody = R"({"text":"Bins?","from":"+441214960000","name":"Ann","via":"sms"})";

class Hook : public TestServer {
  protected:
    Headers signed_headers(const std::string& body, const std::string& id = "msg_1", std::chrono::seconds age = {}) {
        const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now() - age);
        const auto time = std::to_string(now.time_since_epoch().count());
        return {{"Content-Type", "application/json"},
                {"webhook-id", id},
                {"webhook-timestamp", time},
                {"webhook-signature", social::webhook_signature(access_.hook_key(kWard, kSource), id, time, body)}};
    }
    Answer post(const std::string& body, Headers headers, const std::string& path = "/hooks/ward.src_1") {
        return ask("POST", path, std::move(headers), body);
    }
};

TEST_F(Hook, TakesASignedMessage) {
    start();
    const auto answer = post(kBody, signed_headers(kBody));
    ASSERT_EQ(answer.result_int(), 202) << answer.body();
    EXPECT_EQ(Json::parse(answer.body())["question"], "q_1");
    const auto carried = hub_.wait_for_carried();
    EXPECT_EQ(carried.slug, kWard);
    const auto& take = std::get<meeting::TakeMessage>(carried.command);
    EXPECT_EQ(take.source, kSource);
    EXPECT_EQ(take.text, "Bins?");
    EXPECT_EQ(take.name, "Ann");
    EXPECT_EQ(take.via, "sms");
}

TEST_F(Hook, KeepsNoSender) {
    start();
    (void)post(kBody, signed_headers(kBody));
    const auto carried = hub_.wait_for_carried();
    const auto& take = std::get<meeting::TakeMessage>(carried.command);
    EXPECT_EQ(take.author, access_.participant_from(kWard, "message", "+441214960000"));
    EXPECT_EQ(take.author.str().find("4960000"), std::string::npos);
    EXPECT_EQ(carried.id.str().find("4960000"), std::string::npos);
}

TEST_F(Hook, GivesTheSameMessageTheSameIdAndAnotherAnother) {
    start();
    (void)post(kBody, signed_headers(kBody, "msg_1"));
    (void)post(kBody, signed_headers(kBody, "msg_1"));
    (void)post(kBody, signed_headers(kBody, "msg_2"));
    (void)hub_.wait_for_carried(3);
    const auto ids = hub_.carried_ids();
    EXPECT_EQ(ids[0], ids[1]);
    EXPECT_NE(ids[0], ids[2]);
}

TEST_F(Hook, RefusesWhatIsNotSignedForItOrNotNow) {
    start();
    EXPECT_EQ(post(kBody, {{"Content-Type", "application/json"}}).result_int(), 401);
    EXPECT_EQ(post("{\"text\":\"Other\"}", signed_headers(kBody)).result_int(), 401);
    EXPECT_EQ(post(kBody, signed_headers(kBody), "/hooks/ward.src_2").result_int(), 401);
    EXPECT_EQ(post(kBody, signed_headers(kBody), "/hooks/other.src_1").result_int(), 401);
    EXPECT_EQ(post(kBody, signed_headers(kBody), "/hooks/ward").result_int(), 401);
    EXPECT_EQ(post(kBody, signed_headers(kBody, "msg_1", std::chrono::minutes(6))).result_int(), 401);
    EXPECT_EQ(post(kBody, signed_headers(kBody, "msg_1", std::chrono::minutes(-6))).result_int(), 401);
    EXPECT_TRUE(hub_.carried_ids().empty());
}

TEST_F(Hook, SaysWhatIsWrongWithASignedMessage) {
    start();
    for (const std::string body : {"nonsense", "[]", "{}", R"({"text":1})"}) {
        EXPECT_EQ(post(body, signed_headers(body)).result_int(), 400) << body;
    }
    EXPECT_EQ(ask("GET", "/hooks/ward.src_1").result_int(), 405);
}

}  // namespace
}  // namespace wardcast::http
