#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

class StillEdge : public TestServer {
  protected:
    Answer put(const std::string& body, Headers headers) {
        headers["Origin"] = origin();
        return ask("PUT", "/m/ward/still", std::move(headers), body);
    }
    Headers clerk(const std::string& type = "image/jpeg") {
        return {{"Cookie", cookie(meeting::Role::Clerk)}, {"Content-Type", type}};
    }
};

TEST_F(StillEdge, OnlyTheClerkMaySendAPicture) {
    start();
    EXPECT_EQ(put("picture", {{"Content-Type", "image/jpeg"}}).result_int(), 403);
    EXPECT_EQ(put("picture", {{"Content-Type", "image/jpeg"}, {"Cookie", cookie(meeting::Role::Chair)}}).result_int(),
              403);
    EXPECT_EQ(put("picture", clerk("text/plain")).result_int(), 415);
}

TEST_F(StillEdge, IsStoredAndTheMeetingToldOfIt) {
    start();
    const Answer answer = put("picture", clerk());
    EXPECT_EQ(answer.result_int(), 200) << answer.body();
    EXPECT_EQ(answer.body(), R"({"still":"still-1"})");
    EXPECT_EQ(std::get<meeting::ChangeStill>(hub_.wait_for_carried(1).command).still, "still-1");
    EXPECT_EQ(ask("DELETE", "/m/ward/still", {{"Cookie", cookie(meeting::Role::Clerk)}, {"Origin", origin()}}).body(),
              R"({"still":null})");
    EXPECT_EQ(std::get<meeting::ChangeStill>(hub_.wait_for_carried(2).command).still, std::nullopt);
}

TEST_F(StillEdge, WhatIsNoPictureIsRefusedWithTheReason) {
    start();
    const Answer answer = put("no picture", clerk());
    EXPECT_EQ(answer.result_int(), 422);
    EXPECT_NE(answer.body().find("this is no picture"), std::string::npos);
}

TEST_F(StillEdge, OnlyTheClerkMaySendMuch) {
    start();
    const std::string large(200'000, 'x');
    EXPECT_EQ(put(large, {{"Content-Type", "image/jpeg"}}).result_int(), 413);
    EXPECT_EQ(put(large, clerk()).result_int(), 422) << "read whole; it is no picture";
}

TEST_F(StillEdge, IsSeenByStaffAlone) {
    start();
    EXPECT_EQ(get("/m/ward/stills/still-1.jpg").result_int(), 403);
    for (const auto role : {meeting::Role::Clerk, meeting::Role::Chair})
        EXPECT_EQ(get("/m/ward/stills/still-1.jpg", {{"Cookie", cookie(role)}}).body(), "picture");
    EXPECT_EQ(get("/m/ward/stills/other.jpg", {{"Cookie", cookie(meeting::Role::Clerk)}}).result_int(), 404);
}

}  // namespace
}  // namespace wardcast::http
