#include "base/json.h"

#include <string>

#include <gtest/gtest.h>

namespace wardcast {
namespace {

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

void expect_refused(const std::string& text, const std::string& reason, const JsonLimits& limits = {}) {
    const auto parsed = parse_json(text, limits);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::BadInput);
    EXPECT_NE(parsed.error().message.find(reason), std::string::npos) << parsed.error().message;
}

TEST(BoundedJson, ReadsEveryKindOfValue) {
    const auto parsed = parse_json(R"({"a":[1,-2,0.5,true,false,null,"ŵ"],"b":{"c":[]}})");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(*parsed, Json::parse(R"({"a":[1,-2,0.5,true,false,null,"ŵ"],"b":{"c":[]}})"));
}

TEST(BoundedJson, TakesExactlyTheAllowedDepthAndNotOneMore) {
    EXPECT_TRUE(parse_json(nested(16)).has_value());
    expect_refused(nested(17), "deeper than 16");
}

TEST(BoundedJson, RefusesAHundredThousandLevelsWithoutFalling) {
    expect_refused(nested(100'000), "deeper than", {.bytes = 1'000'000});
}

TEST(BoundedJson, TakesExactlyTheAllowedBytesAndNotOneMore) {
    EXPECT_TRUE(parse_json("[1]", {.bytes = 3}).has_value());
    expect_refused("[12]", "at most 3", {.bytes = 3});
}

TEST(BoundedJson, TakesExactlyTheAllowedValuesAndNotOneMore) {
    EXPECT_TRUE(parse_json("[1,2]", {.values = 3}).has_value());
    expect_refused("[1,2,3]", "more than 3", {.values = 3});
}

TEST(BoundedJson, RefusesANameThatStandsTwice) {
    expect_refused(R"({"id":1,"id":2})", "'id' stands twice");
}

TEST(BoundedJson, RefusesInvalidUtf8AndLoneSurrogates) {
    expect_refused("\"\xff\"", "not JSON");
    expect_refused(R"("\ud800")", "not JSON");
}

TEST(BoundedJson, RefusesANumberThatADoubleCannotHold) {
    expect_refused("1e999", "too large");
}

TEST(BoundedJson, RefusesWhatFollowsTheValue) {
    expect_refused("{} {}", "not JSON");
    expect_refused("", "not JSON");
}

}  // namespace
}  // namespace wardcast
