#include "meeting/slug.h"

#include <string>

#include <gtest/gtest.h>

namespace wardcast::meeting {
namespace {

TEST(SlugFromTitle, SpellsWelshLettersPlainly) {
    EXPECT_EQ(slug_from_title("Cyfarfod Llanddŵr").str(), "cyfarfod-llanddwr");
    EXPECT_EQ(slug_from_title("Cyfarfod Llanddw\u0302r").str(), "cyfarfod-llanddwr");
}

TEST(SlugFromTitle, JoinsWordsWithOneHyphenAndNoneAtTheEnds) {
    EXPECT_EQ(slug_from_title("  Ward -- meeting: May/June (2026)! ").str(), "ward-meeting-may-june-2026");
    EXPECT_EQ(slug_from_title("The Mayor's and the mayor’s").str(), "the-mayors-and-the-mayors");
}

TEST(SlugFromTitle, SpellsOtherScriptsInLatinLetters) {
    EXPECT_EQ(slug_from_title("Straße Ærø").str(), "strasse-aero");
    EXPECT_TRUE(is_slug(slug_from_title("Встреча").str()));
    EXPECT_TRUE(is_slug(slug_from_title("區議會").str()));
    EXPECT_NE(slug_from_title("Встреча").str(), "meeting");
}

TEST(SlugFromTitle, IsNeverEmpty) {
    EXPECT_EQ(slug_from_title("").str(), "meeting");
    EXPECT_EQ(slug_from_title("???").str(), "meeting");
    EXPECT_EQ(slug_from_title("\U0001F600").str(), "meeting");
}

TEST(SlugFromTitle, HasAtMostSixtyCharactersAndEndsInNoHyphen) {
    EXPECT_EQ(slug_from_title(std::string(200, 'a')).str(), std::string(60, 'a'));
    EXPECT_EQ(slug_from_title(std::string(59, 'a') + " b").str(), std::string(59, 'a'));
}

TEST(IsSlug, TakesOneToSixtyOfItsCharacters) {
    EXPECT_TRUE(is_slug("a"));
    EXPECT_TRUE(is_slug("ward-2026"));
    EXPECT_TRUE(is_slug(std::string(60, 'z')));
    EXPECT_FALSE(is_slug(std::string(61, 'z')));
    for (const char* text : {"", "Ward", "llanddŵr", "a/b", "a b", "..", "a_b"})
        EXPECT_FALSE(is_slug(text)) << text;
}

}  // namespace
}  // namespace wardcast::meeting
