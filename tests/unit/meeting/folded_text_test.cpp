#include "meeting/folded_text.h"

#include <gtest/gtest.h>

#include "meeting/likeness.h"

namespace wardcast::meeting {
namespace {

TEST(FoldedText, ForgetsCaseAccentsAndPunctuation) {
    EXPECT_EQ(folded_words("Pŵer, TŶ-gwydr! 2026"), (std::vector<std::string>{"pwer", "ty", "gwydr", "2026"}));
    EXPECT_EQ(folded_text("  ﬁne\nSTRASSE straße "), "fine strasse strasse");
    EXPECT_TRUE(folded_words("… !?").empty());
}

TEST(FoldedText, FindsWholeWordsAndPhrasesOnly) {
    const auto words = folded_words("The class of grass grows");
    EXPECT_TRUE(contains_words(words, folded_words("GRASS")));
    EXPECT_TRUE(contains_words(words, folded_words("of gráss")));
    EXPECT_FALSE(contains_words(words, folded_words("ass")));
    EXPECT_FALSE(contains_words(words, folded_words("class grass")));
    EXPECT_FALSE(contains_words(words, {}));
}

TEST(Likeness, IsWholeForTheSameWordsAndNoneForOthers) {
    const Likeness bridge("When will the bridge reopen?");
    EXPECT_EQ(bridge.to(Likeness("WHEN will the bridge re-open?")) > kAlike, true);
    EXPECT_EQ(bridge.to(Likeness("when will the bridge reopen")), 1.0);
    EXPECT_LT(bridge.to(Likeness("Why are the bins not collected?")), kAlike);
    EXPECT_EQ(bridge.to(Likeness("?")), 0.0);
    EXPECT_EQ(Likeness("").to(Likeness("")), 0.0);
}

}  // namespace
}  // namespace wardcast::meeting
