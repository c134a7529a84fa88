#include "http/byte_range.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

TEST(ByteRange, NamesBytesFromTheBeginningAndFromTheEnd) {
    EXPECT_EQ(read_range("bytes=0-99", 1000), AskedRange(ByteRange{0, 99}));
    EXPECT_EQ(read_range("bytes=900-", 1000), AskedRange(ByteRange{900, 999}));
    EXPECT_EQ(read_range("bytes=-100", 1000), AskedRange(ByteRange{900, 999}));
    EXPECT_EQ(read_range("bytes=999-999", 1000), AskedRange(ByteRange{999, 999}));
}

TEST(ByteRange, EndsWhereTheFileEnds) {
    EXPECT_EQ(read_range("bytes=900-5000", 1000), AskedRange(ByteRange{900, 999}));
    EXPECT_EQ(read_range("bytes=-5000", 1000), AskedRange(ByteRange{0, 999}));
}

TEST(ByteRange, BeyondTheEndThereIsNothing) {
    EXPECT_EQ(read_range("bytes=1000-", 1000), AskedRange(UnsatisfiableRange{}));
    EXPECT_EQ(read_range("bytes=-0", 1000), AskedRange(UnsatisfiableRange{}));
    EXPECT_EQ(read_range("bytes=0-", 0), AskedRange(UnsatisfiableRange{}));
    EXPECT_EQ(read_range("bytes=-1", 0), AskedRange(UnsatisfiableRange{}));
}

TEST(ByteRange, AnythingElseIsTheWholeFile) {
    for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,5-6", "lines=0-1",
                               "bytes=99999999999999999999-", "bytes=0x1-2", "bytes=1-2-3"}) {
        EXPECT_EQ(read_range(header, 1000), AskedRange(WholeFile{})) << header;
    }
}

}  // namespace
}  // namespace wardcast::http
