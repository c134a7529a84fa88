#include "social/html_text.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

TEST(HtmlText, TurnsParagraphsAndBreaksIntoLineFeeds) {
    EXPECT_EQ(html_to_text("<p>One<br>two</p><p>three</p>"), "One\ntwo\nthree");
    EXPECT_EQ(html_to_text("plain"), "plain");
    EXPECT_EQ(html_to_text(""), "");
    EXPECT_EQ(html_to_text("<ul><li>a<li>b</ul>"), "a\nb");
}

TEST(HtmlText, ReadsCharacterReferences) {
    EXPECT_EQ(html_to_text("Fish &amp; chips &lt;3 &#x43;ymru&nbsp;"), "Fish & chips <3 Cymru\u00a0");
}

TEST(HtmlText, ShortensLinksAsMastodonShowsThem) {
    EXPECT_EQ(
        html_to_text(R"(<p>See <a href="https://a.example/long/path"><span class="invisible">https://</span>)"
                     R"(<span class="ellipsis">a.example/long</span><span class="invisible">/path</span></a></p>)"),
        "See a.example/long…");
}

TEST(HtmlText, KeepsHashtagsAndMentionsAsWords) {
    EXPECT_EQ(html_to_text(R"(<p><span class="h-card"><a href="x">@<span>ann</span></a></span> )"
                           R"(<a href="y" class="mention hashtag">#<span>ward</span></a></p>)"),
              "@ann #ward");
}

TEST(HtmlText, LeavesOutWhatIsNoText) {
    EXPECT_EQ(html_to_text("a<script>alert(1)</script><style>b{}</style><!-- c -->d"), "ad");
    EXPECT_EQ(html_to_text("<img src=x onerror=alert(1) alt=':wave:'>hi"), ":wave:hi");
    EXPECT_EQ(html_to_text("<svg><script>alert(1)</script></svg>x"), "x");
    EXPECT_EQ(html_to_text("<template><b>hidden</b></template>x<iframe src=y>z</iframe>"), "x");
}

TEST(HtmlText, GivesEscapedMarkupBackAsTextOnly) {
    EXPECT_EQ(html_to_text("&lt;script&gt;alert(1)&lt;/script&gt;"), "<script>alert(1)</script>");
}

TEST(HtmlText, KeepsLineFeedsWhereAsked) {
    EXPECT_EQ(html_to_text("one\ntwo &amp; three", Whitespace::Keep), "one\ntwo & three");
    EXPECT_EQ(html_to_text("one\n  two"), "one two");
}

TEST(HtmlText, SurvivesBrokenAndBottomlessMarkup) {
    EXPECT_EQ(html_to_text("<p>one<p>two</div></b>three"), "one\ntwothree");
    std::string deep;
    for (int i = 0; i < 20'000; ++i)
        deep += "<b>";
    EXPECT_EQ(html_to_text(deep + "x"), "");  // Beyond what is read.
    std::string nested;
    for (int i = 0; i < 1'500; ++i)
        nested += "<div>";
    EXPECT_EQ(html_to_text(nested + "x"), "x");
    EXPECT_EQ(html_to_text("<a href='"), "");
    EXPECT_EQ(html_to_text(std::string("a\0b", 3)).front(), 'a');
}

}  // namespace
}  // namespace wardcast::social
