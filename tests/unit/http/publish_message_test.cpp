#include "http/publish_message.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

auto read(std::string_view text) {
    return read_publish_message(text, 4096);
}

TEST(PublishMessages, NameTheCameraAndWhetherItTakesOver) {
    const auto plain = read(R"({"type":"publish"})");
    ASSERT_TRUE(std::holds_alternative<PublishMessage>(plain));
    EXPECT_EQ(std::get<PublishMessage>(plain).camera, "main");
    EXPECT_FALSE(std::get<PublishMessage>(plain).takeover);
    const auto full = read(R"({"type":"publish","token":"t","mime":"video/webm","camera":"cam2","takeover":true})");
    ASSERT_TRUE(std::holds_alternative<PublishMessage>(full));
    EXPECT_EQ(std::get<PublishMessage>(full).token, "t");
    EXPECT_EQ(std::get<PublishMessage>(full).mime, "video/webm");
    EXPECT_EQ(std::get<PublishMessage>(full).camera, "cam2");
    EXPECT_TRUE(std::get<PublishMessage>(full).takeover);
}

TEST(PublishMessages, OfAnotherTypeOrForACameraThatCannotBeAreMisfits) {
    for (const char* odd : {"{}", R"({"type":"hello"})", R"({"type":"publish","camera":"../other"})",
                            R"({"type":"publish","camera":"a\u0000b"})"}) {
        EXPECT_TRUE(std::holds_alternative<Misfit>(read(odd))) << odd;
    }
}

TEST(PublishMessages, ThatAreNoSmallObjectAreUnreadable) {
    for (const std::string& garbage :
         {std::string(), std::string("no json"), std::string("[]"), std::string(4097, ' ')}) {
        EXPECT_TRUE(std::holds_alternative<Unreadable>(read(garbage))) << garbage;
    }
}

}  // namespace
}  // namespace wardcast::http
