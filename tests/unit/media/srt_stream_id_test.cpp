#include "media/srt_stream_id.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

TEST(SrtStreamId, NamesMeetingAndToken) {
    EXPECT_EQ(SrtStreamId::parse("cae-mawr/t0ken"), (SrtStreamId{"cae-mawr", "main", "t0ken"}));
}

TEST(SrtStreamId, NamesACameraBetweenThem) {
    EXPECT_EQ(SrtStreamId::parse("cae-mawr/cam2/t0ken"), (SrtStreamId{"cae-mawr", "cam2", "t0ken"}));
}

TEST(SrtStreamId, IsReadInTheFormOfTheAccessControlGuidelinesToo) {
    EXPECT_EQ(SrtStreamId::parse("#!::r=cae-mawr,u=t0ken"), (SrtStreamId{"cae-mawr", "main", "t0ken"}));
    EXPECT_EQ(SrtStreamId::parse("#!::u=t0ken,m=publish,h=meet.example,r=cae-mawr/cam2"),
              (SrtStreamId{"cae-mawr", "cam2", "t0ken"}));
}

TEST(SrtStreamId, OfSomebodyWhoWantsToWatchIsNone) {
    EXPECT_FALSE(SrtStreamId::parse("#!::r=cae-mawr,u=t0ken,m=request").has_value());
}

TEST(SrtStreamId, WithoutAllItsPartsIsNone) {
    for (const char* bad : {"", "/", "cae-mawr", "cae-mawr/", "/t0ken", "a/b/", "a//c", "a/b/c/d/", "#!::", "#!::r=a",
                            "#!::u=b", "#!::r=/x,u=b", "#!:r=a,u=b"})
        EXPECT_FALSE(SrtStreamId::parse(bad).has_value()) << bad;
    EXPECT_FALSE(SrtStreamId::parse("cae-mawr/" + std::string(600, 'x')).has_value());
}

}  // namespace
}  // namespace wardcast::media
