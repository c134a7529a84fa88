#include "media/ladder.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

TEST(Ladder, ReadsRungsAndKeepsTheShapeOfThePicture) {
    const auto ladder = parse_ladder({"720p:2500", "480p:1100", "240p:350"});
    ASSERT_TRUE(ladder.has_value());
    ASSERT_EQ(ladder->rungs.size(), 3);
    EXPECT_EQ(ladder->rungs[0].width, 1280);
    EXPECT_EQ(ladder->rungs[1].width, 854);
    EXPECT_EQ(ladder->rungs[2].width, 426);
    EXPECT_EQ(ladder->rungs[2].name, "240p");
    EXPECT_EQ(ladder->rungs[2].kbps, 350);
}

TEST(Ladder, RefusesWhatIsNoRungWithTheReason) {
    for (const char* wrong : {"", "720p", "720:2500", "720p:", "p:100", "720p:fast", "88p:100", "2162p:100", "721p:100",
                              "720p:10", "720p:30000", "720p:2500 "}) {
        const auto ladder = parse_ladder({wrong});
        ASSERT_FALSE(ladder.has_value()) << wrong;
        EXPECT_NE(ladder.error().message.find("LINESp:KBPS"), std::string::npos) << wrong;
    }
}

TEST(Ladder, RefusesOneThatDoesNotFallIsEmptyOrTooLong) {
    EXPECT_FALSE(parse_ladder({"480p:1100", "720p:2500"}).has_value());
    EXPECT_FALSE(parse_ladder({"480p:1100", "480p:800"}).has_value());
    EXPECT_FALSE(parse_ladder({}).has_value());
    EXPECT_FALSE(
        parse_ladder({"720p:900", "600p:800", "480p:700", "360p:600", "240p:500", "180p:400", "90p:300"}).has_value());
}

}  // namespace
}  // namespace wardcast::media
