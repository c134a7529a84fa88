#include "media/hls_query.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

TEST(DeliveryDirectives, AreReadInAnyOrderBesideTheParametersOfOthers) {
    EXPECT_EQ(parse_delivery_directives(""), DeliveryDirectives{});
    EXPECT_EQ(parse_delivery_directives("_HLS_msn=12"), (DeliveryDirectives{12, std::nullopt, false}));
    EXPECT_EQ(parse_delivery_directives("x=1&_HLS_skip=YES&_HLS_part=0&&_HLS_msn=999999999999999999"),
              (DeliveryDirectives{999'999'999'999'999'999, 0, true}));
    EXPECT_EQ(parse_delivery_directives("_HLS_report=a.m3u8&_hls_msn=x"), DeliveryDirectives{});
}

TEST(DeliveryDirectives, ThatAreNotNumbersAreRefused) {
    for (const char* query :
         {"_HLS_msn", "_HLS_msn=", "_HLS_msn=x", "_HLS_msn=-1", "_HLS_msn=+1", "_HLS_msn=1.0", "_HLS_msn=1x",
          "_HLS_msn= 1", "_HLS_msn=%31", "_HLS_msn=0x1", "_HLS_msn=1000000000000000000",
          "_HLS_msn=1&_HLS_part=", "_HLS_msn=1&_HLS_part=99999999999999999999", "_HLS_msn=1=2"}) {
        const auto read = parse_delivery_directives(query);
        ASSERT_FALSE(read.has_value()) << query;
        EXPECT_EQ(read.error().kind, ErrorKind::BadInput);
    }
}

TEST(DeliveryDirectives, AreRefusedTwiceAndAPartWithoutItsSegment) {
    EXPECT_FALSE(parse_delivery_directives("_HLS_msn=1&_HLS_msn=1").has_value());
    EXPECT_FALSE(parse_delivery_directives("_HLS_msn=1&_HLS_part=1&_HLS_part=2").has_value());
    EXPECT_FALSE(parse_delivery_directives("_HLS_part=1").has_value());
}

TEST(DeliveryDirectives, AnUnknownKindOfSkipMeansTheWholePlaylist) {
    EXPECT_FALSE(parse_delivery_directives("_HLS_skip=NO")->skip);
    EXPECT_TRUE(parse_delivery_directives("_HLS_skip=v2")->skip);
}

TEST(HlsPath, NamesEachKindOfThing) {
    EXPECT_EQ(parse_hls_path("index.m3u8"), HlsPath(MultivariantPath{}));
    EXPECT_EQ(parse_hls_path("720p.m3u8"), HlsPath(MediaPlaylistPath{"720p"}));
    EXPECT_EQ(parse_hls_path("720p/init-3.mp4"), HlsPath(InitPath{"720p", 3}));
    EXPECT_EQ(parse_hls_path("audio/0.m4s"), HlsPath(SegmentPath{"audio", 0}));
    EXPECT_EQ(parse_hls_path("audio/17.4.m4s"), HlsPath(PartPath{"audio", 17, 4}));
}

TEST(HlsPath, AnythingElseIsNotFound) {
    for (const char* path : {"",
                             "/",
                             ".m3u8",
                             "a/b.m3u8",
                             "../x.m3u8",
                             "720p/",
                             "720p",
                             "720p/init-.mp4",
                             "720p/init-1.m4s",
                             "720p/init-01.mp4",
                             "720p/.m4s",
                             "720p/1.",
                             "720p/1..m4s",
                             "720p/1.2.3.m4s",
                             "720p/a.m4s",
                             "720p/007.m4s",
                             "720p/1.m4s/",
                             "/720p/1.m4s",
                             "7 20p/1.m4s",
                             "720p/1000000000000000000.m4s",
                             "%37/1.m4s",
                             "123456789012345678901234567890123.m3u8"}) {
        const auto read = parse_hls_path(path);
        ASSERT_FALSE(read.has_value()) << path;
        EXPECT_EQ(read.error().kind, ErrorKind::NotFound);
    }
}

}  // namespace
}  // namespace wardcast::media
