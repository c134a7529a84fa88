#include "meeting/text.h"

#include <gtest/gtest.h>

namespace wardcast::meeting {
namespace {

std::string normal(std::string_view text, Lines lines = Lines::Kept) {
    const auto result = normalise_text(text, kMaxQuestionLength, lines);
    return result ? *result : "refused: " + result.error().message;
}

std::string repeated(std::size_t times, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

TEST(NormaliseText, LeavesPlainWordsAlone) {
    EXPECT_EQ(normal("Why is the No 11 bus so late, tŷ?"), "Why is the No 11 bus so late, tŷ?");
}

TEST(NormaliseText, ComposesToNfc) {
    EXPECT_EQ(normal("Llanddw\u0302r"), "Llanddŵr");
}

TEST(NormaliseText, ComposesAcrossSomethingUnseenThatItRemoved) {
    EXPECT_EQ(normal("e\u200B\u0301"), "\u00E9");
}

TEST(NormaliseText, CountsCodePointsAfterComposition) {
    EXPECT_EQ(normal(repeated(500, "w\u0302")), repeated(500, "ŵ"));
    EXPECT_EQ(normal(repeated(500, "\U0001F600")), repeated(500, "\U0001F600"));
}

TEST(NormaliseText, RefusesOneCharacterTooManyWithBothCounts) {
    const auto result = normalise_text(repeated(501, "ŵ"), 500, Lines::Kept, "The question");
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, RefusalCode::TooLong);
    EXPECT_EQ(result.error().message,
              "The question has 501 characters; at most 500 are taken. Shorten it and try again.");
}

TEST(NormaliseText, DoesNotCountWhatItRemoves) {
    EXPECT_EQ(normal(repeated(500, "a") + repeated(300, "\u200B") + "   "), repeated(500, "a"));
}

TEST(NormaliseText, RefusesInvalidUtf8) {
    for (const char* bytes : {"\xFF", "caf\xE9", "\xC0\xAF", "\xED\xA0\x80", "\xE2\x82", "\xF4\x90\x80\x80"}) {
        const auto result = normalise_text(bytes, 500, Lines::Kept);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, RefusalCode::BadMessage);
    }
}

TEST(NormaliseText, RemovesControlCharactersSaveLineFeed) {
    EXPECT_EQ(normal(std::string_view("a\0b\x07\x1B[31m\x7F\r\nc\u0085", 16)), "ab[31m\nc");
}

TEST(NormaliseText, TurnsATabIntoASpace) {
    EXPECT_EQ(normal("a\tb"), "a b");
}

TEST(NormaliseText, JoinsLinesWhereOnlyOneIsWanted) {
    EXPECT_EQ(normal("Ann\nfrom\r\nhome", Lines::Joined), "Ann from home");
}

TEST(NormaliseText, CutsWhiteSpaceOfAnyKindAtBothEnds) {
    EXPECT_EQ(normal(" \n\u00A0\u3000\u2028Why? \n \u2003"), "Why?");
}

TEST(NormaliseText, LeavesNothingWhereNothingCanBeSeen) {
    for (const char* text :
         {"", "  \n ", "\u200B\uFEFF\u2060", "\u200E\u200F", "\u202E", "\u3164\u115F", "\u00AD", "\u2067 \u2069"}) {
        EXPECT_EQ(normal(text), "") << text;
    }
}

TEST(NormaliseText, DropsZeroWidthCharactersThatJoinNothing) {
    EXPECT_EQ(normal("v\u200Bi\u200Da\u200Cg\uFEFFr\u2060a"), "viagra");
    EXPECT_EQ(normal("\u200Da\u200D"), "a");
    EXPECT_EQ(normal("bus\u00AD\u034F\u180Es"), "buss");
}

TEST(NormaliseText, KeepsJoinersThatJoin) {
    const char* const kFamily = "\U0001F469\U0001F3FD\u200D\U0001F467";
    const char* const kHeart = "\u2764\uFE0F\u200D\U0001F525";
    const char* const kPersian = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645";
    const char* const kSinhala = "\u0DC1\u0DCA\u200D\u0DBB\u0DD3";
    for (const char* text : {kFamily, kHeart, kPersian, kSinhala})
        EXPECT_EQ(normal(text), text);
}

TEST(NormaliseText, KeepsOnlyOneOfManyJoiners) {
    EXPECT_EQ(normal("\U0001F469\u200D\u200D\u200D\U0001F467"), "\U0001F469\u200D\U0001F467");
}

TEST(NormaliseText, KeepsTheFlagOfWalesAndDropsTagsElsewhere) {
    const char* const kWales = "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F";
    EXPECT_EQ(normal(kWales), kWales);
    EXPECT_EQ(normal("a\U000E0067\U000E0062"), "a");
}

TEST(NormaliseText, ClosesDirectionChangesAtTheEnd) {
    EXPECT_EQ(normal("\u202Eabc"), "\u202Eabc\u202C");
    EXPECT_EQ(normal("\u2067a\u202Bb"), "\u2067a\u202Bb\u202C\u2069");
    EXPECT_EQ(normal("\u2068ok\u2069."), "\u2068ok\u2069.");
}

TEST(NormaliseText, DropsClosersOfDirectionThatCloseNothing) {
    EXPECT_EQ(normal("a\u202C\u2069b"), "ab");
    EXPECT_EQ(normal("\u2067a\u202C\u2069"), "\u2067a\u2069");
    EXPECT_EQ(normal("\u2067a\u202Bb\u2069c\u202C"), "\u2067a\u202Bb\u2069c");
}

TEST(NormaliseText, KeepsDirectionChangesOnlyFourDeep) {
    EXPECT_EQ(normal(repeated(9, "\u202B") + "a"), repeated(4, "\u202B") + "a" + repeated(4, "\u202C"));
}

TEST(NormaliseText, KeepsMarksOfDirection) {
    EXPECT_EQ(normal("a\u200Fb"), "a\u200Fb");
}

TEST(NormaliseText, IsTheSameTheSecondTime) {
    for (const char* text :
         {"\u202Ea\tb ", "e\u200B\u0301", "\U0001F469\u200D\u200D\U0001F467", " \u2067a\u202Bb", " \uFE0Fa"}) {
        EXPECT_EQ(normal(normal(text)), normal(text));
    }
}

TEST(ShortenText, KeepsWhatFits) {
    EXPECT_EQ(*shorten_text("abc", 3, Lines::Kept), "abc");
    EXPECT_EQ(*shorten_text("  ", 3, Lines::Kept), "");
}

TEST(ShortenText, EndsWhatIsTooLongWithAnEllipsis) {
    EXPECT_EQ(*shorten_text("abcd", 3, Lines::Kept), "ab…");
    EXPECT_EQ(*shorten_text("a b c", 3, Lines::Kept), "a…") << "no space before it";
}

TEST(ShortenText, CutsNoCharacterInTwo) {
    // A woman, a joiner and a rocket are one character.
    EXPECT_EQ(*shorten_text("ab\U0001F469\u200D\U0001F680cdef", 5, Lines::Kept), "ab…");
    EXPECT_EQ(*shorten_text("abx\u0323\u0307cdef", 4, Lines::Kept), "ab…");
}

TEST(ShortenText, ClosesWhatTheCutHasOpened) {
    EXPECT_EQ(*shorten_text("a\u2067bcdef", 5, Lines::Kept), "a\u2067b\u2069…");
}

TEST(ShortenText, CountsWhatItCloses) {
    EXPECT_EQ(*shorten_text("\u202B\u202B\u202B\u202Babcdefgh", 10, Lines::Kept),
              "\u202B\u202B\u202B\u202Ba\u202C\u202C\u202C\u202C…");
}

TEST(ShortenText, TakesTextsOfAnyLength) {
    const auto cut = shorten_text(std::string(1'000'000, 'a') + "\xff", 500, Lines::Kept);
    EXPECT_EQ(*cut, std::string(499, 'a') + "…");
    EXPECT_FALSE(shorten_text("\xff", 500, Lines::Kept).has_value());
}

}  // namespace
}  // namespace wardcast::meeting
