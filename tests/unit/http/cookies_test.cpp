#include "http/cookies.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

TEST(Cookies, AreFoundByTheirWholeName) {
    EXPECT_EQ(cookie_value("a=1; wc_p=p_x.sig; b=2", "wc_p"), "p_x.sig");
    EXPECT_EQ(cookie_value("wc_p=1", "wc_p"), "1");
    EXPECT_EQ(cookie_value("xwc_p=1; wc_px=2", "wc_p"), std::nullopt);
    EXPECT_EQ(cookie_value("a=1;wc_p=2", "wc_p"), "2");
}

TEST(Cookies, MayHoldEqualsSignsAndNothing) {
    EXPECT_EQ(cookie_value("wc_p=a=b==; c=d", "wc_p"), "a=b==");
    EXPECT_EQ(cookie_value("wc_p=", "wc_p"), "");
    EXPECT_EQ(cookie_value("wc_p", "wc_p"), std::nullopt);
    EXPECT_EQ(cookie_value("", "wc_p"), std::nullopt);
    EXPECT_EQ(cookie_value(";;; ;", "wc_p"), std::nullopt);
}

TEST(Cookies, ThatStandTwiceCountTheFirstTime) {
    EXPECT_EQ(cookie_value("wc_p=1; wc_p=2", "wc_p"), "1");
}

TEST(Cookies, OfRolesNameMeetingAndRole) {
    EXPECT_EQ(role_cookie(meeting::Slug("ward-forum"), meeting::Role::Chair), "wc_chair_ward-forum");
}

TEST(Cookies, AreSetOutOfReachOfScriptsAndOnTlsOfPlainHttp) {
    EXPECT_EQ(set_cookie("a", "b", 90s, Transport::Plain), "a=b; Path=/; Max-Age=90; HttpOnly; SameSite=Lax");
    EXPECT_EQ(set_cookie("a", "b", 1h, Transport::Tls), "a=b; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
}

}  // namespace
}  // namespace wardcast::http
