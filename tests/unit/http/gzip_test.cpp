#include "http/gzip.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace wardcast::http {
namespace {

std::string unpack(const std::string& packed) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string text(100'000, '\0');
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

TEST(Gzip, CanBeUnpackedAgain) {
    const std::string text = std::string(50'000, 'a') + "ŵ" + std::string(1000, 'b');
    for (const Effort effort : {Effort::Fast, Effort::Best}) {
        const std::string packed = gzip(text, effort);
        EXPECT_LT(packed.size(), 1000U);
        EXPECT_EQ(unpack(packed), text);
    }
    EXPECT_EQ(unpack(gzip("", Effort::Fast)), "");
}

TEST(Gzip, IsForTextAndNotForMedia) {
    for (const char* type :
         {"text/html; charset=utf-8", "application/json", "image/svg+xml", "application/vnd.apple.mpegurl"}) {
        EXPECT_TRUE(is_compressible(type)) << type;
    }
    for (const char* type : {"video/mp4", "image/png", "font/woff2", "application/sdp", ""}) {
        EXPECT_FALSE(is_compressible(type)) << type;
    }
}

}  // namespace
}  // namespace wardcast::http
