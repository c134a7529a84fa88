#include "http/qr_code.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

TEST(QrCodes, AreSvgWithAQuietZone) {
    const auto svg = qr_svg("https://ask.example/m/billesley");
    ASSERT_TRUE(svg.has_value());
    // Version 3 holds 42 bytes at level M: 29 modules, and four on each side.
    EXPECT_NE(svg->find("viewBox=\"0 0 37 37\""), std::string::npos) << svg->substr(0, 100);
    EXPECT_NE(svg->find("M4 4h7v1h-7z"), std::string::npos);  // The upper edge of the first finder pattern.
    EXPECT_EQ(svg->find("https://ask"), std::string::npos);
}

TEST(QrCodes, OfTooMuchTextAreRefused) {
    EXPECT_FALSE(qr_svg(std::string(5000, 'x')).has_value());
}

}  // namespace
}  // namespace wardcast::http
