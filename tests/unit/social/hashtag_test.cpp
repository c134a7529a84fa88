#include "social/hashtag.h"

#include <gtest/gtest.h>

namespace wardcast::social {
namespace {

TEST(Hashtag, IsTheSameInAnyCaseWithOrWithoutItsSign) {
    EXPECT_EQ(folded_hashtag("#WardForum"), folded_hashtag("wardforum"));
    EXPECT_EQ(folded_hashtag("TŶ"), folded_hashtag("#tŷ"));
    EXPECT_EQ(folded_hashtag("Tŷ"), folded_hashtag("tŷ"));  // Composed or not.
}

TEST(Hashtag, IsFoundAsAWholeWordOnly) {
    const std::vector<std::string> wanted = {folded_hashtag("ward")};
    EXPECT_TRUE(has_hashtag("About the bus #Ward.", wanted));
    EXPECT_TRUE(has_hashtag("#ward", wanted));
    EXPECT_TRUE(has_hashtag("##ward", wanted));
    EXPECT_FALSE(has_hashtag("#wardforum", wanted));
    EXPECT_FALSE(has_hashtag("ward", wanted));
    EXPECT_FALSE(has_hashtag("# ward", wanted));
    EXPECT_FALSE(has_hashtag("", wanted));
    EXPECT_FALSE(has_hashtag("#", wanted));
}

}  // namespace
}  // namespace wardcast::social
