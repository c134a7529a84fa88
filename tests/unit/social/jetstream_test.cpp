#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "social/hashtag.h"
#include "social/jetstream_event.h"

namespace wardcast::social {
namespace {

using testing::ElementsAre;

const std::string kPost = R"({"did":"did:plc:ann","time_us":1764000000000001,"kind":"commit","commit":{
    "rev":"r","operation":"create","collection":"app.bsky.feed.post","rkey":"3k1","cid":"bafy1",
    "record":{"$type":"app.bsky.feed.post","createdAt":"2026-11-22T19:00:00Z","langs":["en"],
        "text":"Why is the bus late? #Ward","tags":["extra"],
        "reply":{"parent":{"uri":"at://did:plc:bob/app.bsky.feed.post/1"}},
        "facets":[{"index":{"byteStart":21,"byteEnd":26},
            "features":[{"$type":"app.bsky.richtext.facet#tag","tag":"Ward"},{"$type":"app.bsky.richtext.facet#link"}]}]}}})";

TEST(JetstreamEvent, HasThePostAndItsHashtagsFromFacetsAndTags) {
    const auto event = read_jetstream_event(kPost);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->time_us, 1764000000000001);
    const auto& written = std::get<JetstreamPost>(event->what);
    EXPECT_EQ(written.post.uri, "at://did:plc:ann/app.bsky.feed.post/3k1");
    EXPECT_EQ(written.post.version, "bafy1");
    EXPECT_EQ(written.post.text, "Why is the bus late? #Ward");
    EXPECT_EQ(written.post.url, "https://bsky.app/profile/did:plc:ann/post/3k1");
    EXPECT_EQ(written.post.reply_to, "at://did:plc:bob/app.bsky.feed.post/1");
    EXPECT_EQ(written.post.language, "en");
    EXPECT_THAT(written.hashtags, ElementsAre(folded_hashtag("ward"), "extra"));
    EXPECT_FALSE(written.is_edit);
}

TEST(JetstreamEvent, TellsOfDeletedPostsAndAccounts) {
    const auto deleted = read_jetstream_event(
        R"({"did":"did:plc:ann","time_us":2,"kind":"commit","commit":{"operation":"delete","collection":"app.bsky.feed.post","rkey":"3k1"}})");
    EXPECT_EQ(std::get<JetstreamDelete>(deleted->what).uri, "at://did:plc:ann/app.bsky.feed.post/3k1");
    const auto gone = read_jetstream_event(
        R"({"did":"did:plc:ann","time_us":3,"kind":"account","account":{"active":false,"status":"takendown"}})");
    EXPECT_EQ(std::get<JetstreamAccountGone>(gone->what).did, "did:plc:ann");
    const auto back =
        read_jetstream_event(R"({"did":"did:plc:ann","time_us":3,"kind":"account","account":{"active":true}})");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(back->what));
}

TEST(JetstreamEvent, OfAnotherCollectionOnlyMovesTheCursor) {
    const auto like = read_jetstream_event(
        R"({"did":"did:plc:ann","time_us":4,"commit":{"operation":"create","collection":"app.bsky.feed.like","rkey":"1"}})");
    ASSERT_TRUE(like);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(like->what));
}

TEST(JetstreamEvent, IsNothingWhereTheFrameIsNone) {
    for (const auto* frame :
         {"", "[]", "{}", "null", "{\"did\":\"did:plc:a\"}", "{\"did\":\"a b\",\"time_us\":1}",
          "{\"did\":\"did:plc:a\",\"time_us\":-1}", "{\"did\":\"did:plc:a\",\"time_us\":1e300}", "<html>"}) {
        EXPECT_FALSE(read_jetstream_event(frame)) << frame;
    }
}

TEST(JetstreamEvent, KnowsACursorThatIsTooOld) {
    EXPECT_TRUE(is_cursor_too_old(R"({"error":"CursorTooOld","message":"x"})"));
    EXPECT_FALSE(is_cursor_too_old(kPost));
    EXPECT_FALSE(is_cursor_too_old(R"({"text":"CursorTooOld"})"));
}

}  // namespace
}  // namespace wardcast::social
