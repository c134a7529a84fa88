#include "http/client_message.h"

#include <set>

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

constexpr std::size_t kBound = 16 * 1024;
constexpr const char* kId = "123e4567-e89b-12d3-a456-426614174000";

ClientMessage read(const std::string& text) {
    return read_client_message(text, kBound);
}

TEST(ClientMessages, SayHello) {
    const auto plain = read(R"({"type":"hello"})");
    ASSERT_TRUE(std::holds_alternative<Hello>(plain));
    EXPECT_FALSE(std::get<Hello>(plain).since.has_value());
    const auto full = read(R"({"type":"hello","since":42,"as":"chair","token":"t","more":[]})");
    ASSERT_TRUE(std::holds_alternative<Hello>(full));
    EXPECT_EQ(std::get<Hello>(full).since, 42U);
    EXPECT_EQ(std::get<Hello>(full).as, "chair");
    EXPECT_EQ(std::get<Hello>(full).token, "t");
}

TEST(ClientMessages, GiveCommands) {
    const auto message =
        read(std::string(R"({"type":"do","id":")") + kId + R"(","command":"vote","data":{"question":"q_1"}})");
    ASSERT_TRUE(std::holds_alternative<hub::CommandRequest>(message));
    const auto& command = std::get<hub::CommandRequest>(message);
    EXPECT_EQ(command.id.str(), kId);
    EXPECT_EQ(command.name, "vote");
    EXPECT_EQ(command.data, (Json{{"question", "q_1"}}));
}

TEST(ClientMessages, MayLeaveOutTheData) {
    const auto message = read(std::string(R"({"type":"do","id":")") + kId + R"(","command":"undo"})");
    ASSERT_TRUE(std::holds_alternative<hub::CommandRequest>(message));
    EXPECT_EQ(std::get<hub::CommandRequest>(message).data, Json::object());
}

TEST(ClientMessages, ThatAreNoneOfOursAreMisfits) {
    for (const char* odd : {"1", "[]", "{}", R"({"type":1})", R"({"type":"dance"})", R"({"type":"hello","since":-1})",
                            R"({"type":"hello","since":"42"})", R"({"type":"hello","token":7})", R"({"type":"do"})",
                            R"({"type":"do","id":"7","command":"ask"})"}) {
        EXPECT_TRUE(std::holds_alternative<Misfit>(read(odd))) << odd;
    }
}

TEST(ClientMessages, ThatAreMisfitsKeepTheirId) {
    const auto message = read(std::string(R"({"type":"do","id":")") + kId + R"(","command":7})");
    ASSERT_TRUE(std::holds_alternative<Misfit>(message));
    EXPECT_EQ(std::get<Misfit>(message).id, kId);
}

TEST(ClientMessages, ThatAreNotJsonAreUnreadable) {
    for (const std::string& garbage : {std::string(), std::string("{"), std::string("\"\xff\""), std::string(17, '['),
                                       "\"" + std::string(kBound, 'a') + "\""}) {
        EXPECT_TRUE(std::holds_alternative<Unreadable>(read(garbage)));
    }
}

TEST(Uuids, AreHexInFiveGroups) {
    EXPECT_TRUE(is_uuid(kId));
    EXPECT_TRUE(is_uuid("123E4567-E89B-72D3-A456-426614174000"));
    for (const char* wrong : {"", "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
                              "123e4567e89b-12d3-a456-426614174000-", "123e4567-e89b-12d3-a456-42661417400g"}) {
        EXPECT_FALSE(is_uuid(wrong)) << wrong;
    }
}

TEST(Uuids, AreMadeAnewEachTime) {
    std::set<std::string> made;
    for (int i = 0; i < 100; ++i) {
        const std::string uuid = random_uuid();
        EXPECT_TRUE(is_uuid(uuid)) << uuid;
        EXPECT_EQ(uuid[14], '4');
        made.insert(uuid);
    }
    EXPECT_EQ(made.size(), 100U);
}

}  // namespace
}  // namespace wardcast::http
