#include "social/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "changes.h"
#include "scripted_outgoing.h"
#include "social/feed_document.h"

namespace wardcast::social {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kRss = R"(<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Forum</title>
<item><title>Buses</title><link>https://f.example/2</link><guid isPermaLink="false">g2</guid><dc:creator>Ann</dc:creator>
<pubDate>Sun, 22 Nov 2026 19:05:00 +0000</pubDate><description>&lt;p&gt;Why so &lt;b&gt;late&lt;/b&gt;?&lt;/p&gt;</description></item>
<item><link>https://f.example/1</link><guid>https://f.example/1</guid><pubDate>Sun, 22 Nov 2026 19:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>Bins<script>alert(1)</script>?</p>]]></content:encoded></item></channel></rss>)";

const std::string kAtom =
    R"(<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title type="html">Ward &amp;amp; forum</title>
<link rel="self" href="https://f.example/self"/><link href="https://f.example/1"/><updated>2026-11-22T19:00:00Z</updated>
<author><name>Bob</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>
</entry></feed>)";

TEST(FeedDocument, ReadsRss) {
    const auto posts = read_feed(kRss, "f.example");
    ASSERT_TRUE(posts);
    ASSERT_THAT(*posts, SizeIs(2));
    EXPECT_EQ(posts->at(0).uri, "g2");
    EXPECT_EQ(posts->at(0).text, "Buses\nWhy so late?");
    EXPECT_EQ(posts->at(0).name, "Ann");
    EXPECT_EQ(posts->at(0).url, "https://f.example/2");
    EXPECT_EQ(posts->at(0).at, *from_rfc3339("2026-11-22T19:05:00Z"));
    EXPECT_EQ(posts->at(1).text, "Bins?");
}

TEST(FeedDocument, ReadsAtom) {
    const auto posts = read_feed(kAtom, "f.example");
    ASSERT_TRUE(posts);
    ASSERT_THAT(*posts, SizeIs(1));
    EXPECT_EQ(posts->front().uri, "urn:1");
    EXPECT_EQ(posts->front().text, "Ward & forum\nOne\nTwo");
    EXPECT_EQ(posts->front().name, "Bob");
    EXPECT_EQ(posts->front().url, "https://f.example/1");
}

TEST(FeedDocument, ExpandsNoEntityAndFetchesNothing) {
    const auto posts = read_feed(R"(<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa">]>
<rss><channel><item><guid>1</guid><title>&x;&a;</title></item></channel></rss>)",
                                 "f.example");
    ASSERT_TRUE(posts);
    EXPECT_THAT(posts->front().text, testing::Not(HasSubstr("root:")));
    EXPECT_THAT(posts->front().text, testing::Not(HasSubstr("aaaa")));
}

TEST(FeedDocument, TakesAnEntryThatStandsTwiceOnce) {
    const auto posts = read_feed(
        "<rss><channel><item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>"
        "<item><title>nameless</title></item></channel></rss>",
        "f.example");
    ASSERT_TRUE(posts);
    ASSERT_THAT(*posts, SizeIs(1));
    EXPECT_EQ(posts->front().text, "a");
}

TEST(FeedDocument, IsRefusedWhereItIsCutShortOrAPage) {
    EXPECT_FALSE(read_feed(kRss.substr(0, kRss.size() / 2), "f.example"));
    const auto page = read_feed("<!DOCTYPE html><html><body>Sorry</body></html>", "f.example");
    ASSERT_FALSE(page);
    EXPECT_THAT(page.error().words, HasSubstr("no RSS or Atom"));
    EXPECT_FALSE(read_feed("", "f.example"));
}

TEST(Feed, AsksOnlyForWhatIsNew) {
    ScriptedOutgoing outgoing([&](const Request& request) -> Answer {
        if (!request.headers.empty()) return status(304);
        return ok(kRss, {{"etag", "\"e1\""}, {"last-modified", "Sun, 22 Nov 2026 19:05:00 GMT"}});
    });
    FeedSource feed({.kind = "feed", .server = "https://f.example/rss", .hashtags = {}, .token = ""}, outgoing,
                    std::chrono::seconds(60));
    const auto first = feed.poll("", {});
    ASSERT_TRUE(first);
    EXPECT_THAT(in_short(first->changes), ElementsAre("new https://f.example/1", "new g2"));
    const auto second = feed.poll(first->cursor, {});
    ASSERT_TRUE(second);
    EXPECT_THAT(second->changes, IsEmpty());
    EXPECT_EQ(second->cursor, first->cursor);
    EXPECT_THAT(outgoing.requests.back().headers,
                ElementsAre(std::pair<std::string, std::string>("If-None-Match", "\"e1\""),
                            std::pair<std::string, std::string>("If-Modified-Since", "Sun, 22 Nov 2026 19:05:00 GMT")));
}

TEST(Feed, TakesNothingOlderThanItself) {
    ScriptedOutgoing outgoing([&](const Request&) { return ok(kRss); });
    FeedSource feed({.kind = "feed",
                     .server = "https://f.example/rss",
                     .hashtags = {},
                     .token = "",
                     .since = *from_rfc3339("2026-11-22T19:02:00Z")},
                    outgoing, std::chrono::seconds(60));
    EXPECT_THAT(in_short(feed.poll("", {})->changes), ElementsAre("new g2"));
}

}  // namespace
}  // namespace wardcast::social
