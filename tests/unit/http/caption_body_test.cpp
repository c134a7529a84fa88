#include "http/caption_body.h"

#include <gmock/gmock.h>

namespace wardcast::http {
namespace {

const Timestamp kBegin = from_rfc3339("2026-11-26T19:00:00Z").value();

Json vtt(std::string_view body) {
    auto read = read_vtt_captions(body, kBegin, "en");
    EXPECT_TRUE(read) << read.error().message;
    return read ? read->captions : Json();
}

TEST(CaptionBody, OfJsonHasCaptionsWithTheLanguageOfAll) {
    const auto read = read_json_captions(
        R"({"lang":"cy","captions":[{"id":"r1","text":"Noswaith dda."},{"text":"Hello.","lang":"en"}]})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->captions, Json::parse(R"([{"id":"r1","text":"Noswaith dda.","lang":"cy"},
                                              {"text":"Hello.","lang":"en"}])"));
}

TEST(CaptionBody, OfJsonMayBeOneCaption) {
    const auto read = read_json_captions(R"({"text":"Hello."})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->captions.size(), 1U);
}

TEST(CaptionBody, CountsInterimResultsAndLeavesThemAside) {
    const auto read = read_json_captions(
        R"({"captions":[{"id":"r1","text":"Hel","final":false},{"id":"r0","text":"Hi.","final":true}]})");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->interim, 1U);
    ASSERT_EQ(read->captions.size(), 1U);
    EXPECT_EQ(read->captions[0]["id"], "r0");
}

TEST(CaptionBody, OfAnotherShapeIsRefusedWithTheReason) {
    EXPECT_THAT(read_json_captions("[]").error().message, testing::HasSubstr("object"));
    EXPECT_THAT(read_json_captions(R"({"captions":{}})").error().message, testing::HasSubstr("array"));
    EXPECT_FALSE(read_json_captions(R"({"captions":[7]})"));
    EXPECT_FALSE(read_json_captions(R"({"text":"x","final":"no"})"));
    EXPECT_FALSE(read_json_captions("WEBVTT"));
}

TEST(CaptionBody, OfWebVttCountsFromAMoment) {
    EXPECT_EQ(vtt("WEBVTT\n\n1\n00:01.500 --> 00:00:03.000 line:80%\nGood evening\neverybody.\n\n"
                  "NOTE nothing\n\n00:04.000 --> 00:05.000\nWelcome.\n"),
              Json::parse(R"([{"id":"en-1795719601500","lang":"en","text":"Good evening everybody.",
                               "from":"2026-11-26T19:00:01.500Z","to":"2026-11-26T19:00:03.000Z"},
                              {"id":"en-1795719604000","lang":"en","text":"Welcome.",
                               "from":"2026-11-26T19:00:04.000Z","to":"2026-11-26T19:00:05.000Z"}])"));
}

TEST(CaptionBody, OfWebVttKeepsTheSpeakerAndDropsMarkup) {
    EXPECT_EQ(vtt("WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\n<v.loud Cllr Ann>Bins &amp; <i>roads</i> &lt;now&gt;\r\n")
                  [0]["text"],
              "Cllr Ann: Bins & roads <now>");
}

TEST(CaptionBody, OfWebVttMayHaveNoCues) {
    EXPECT_EQ(vtt("\xEF\xBB\xBFWEBVTT - a title\n\nSTYLE\n::cue { color: red }\n").size(), 0U);
    EXPECT_EQ(vtt("WEBVTT\n\n00:00.000 --> 00:01.000\n\n").size(), 0U);
}

TEST(CaptionBody, OfWebVttThatIsNoneIsRefused) {
    EXPECT_FALSE(read_vtt_captions("", kBegin, "en"));
    EXPECT_FALSE(read_vtt_captions("1\n00:00.000 --> 00:01.000\nx", kBegin, "en"));
    for (const char* line : {"--> 00:01.000", "00:00 --> 00:01.000", "0:0:0:0.000 --> 00:01.000", "x --> y",
                             "00:00.000 -->", "00:00.00 --> 00:01.000", "9999999:00.000 --> 00:01.000"}) {
        const auto read = read_vtt_captions(std::string("WEBVTT\n\n") + line + "\nx\n", kBegin, "en");
        ASSERT_FALSE(read) << line;
        EXPECT_THAT(read.error().message, testing::HasSubstr("00:01:02.345"));
    }
}

}  // namespace
}  // namespace wardcast::http
