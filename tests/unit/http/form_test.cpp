#include "http/form.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

TEST(Forms, AreDecoded) {
    EXPECT_EQ(*parse_form("text=A+b%26c%3D%C5%B5&name=&x=1"), (Form{{"text", "A b&c=ŵ"}, {"name", ""}, {"x", "1"}}));
    EXPECT_EQ(*parse_form(""), Form{});
    EXPECT_EQ(*parse_form("text=a%0D%0Ab"), (Form{{"text", "a\r\nb"}}));
}

TEST(Forms, ThatAreBrokenAreRefused) {
    for (const char* wrong : {"text=%", "text=%zz", "text=%ff", "text=%00", "text"}) {
        EXPECT_FALSE(parse_form(wrong).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace wardcast::http
