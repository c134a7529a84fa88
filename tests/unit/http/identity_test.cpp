#include "http/identity.h"

#include <gtest/gtest.h>

#include "http/cookies.h"

namespace wardcast::http {
namespace {

using meeting::Role;
using meeting::Slug;

const Slug kWard("ward");

class Identities : public ::testing::Test {
  protected:
    [[nodiscard]] std::string cookie(Role role) const {
        return role_cookie(kWard, role) + "=" + access_.role_token(kWard, role);
    }
    [[nodiscard]] std::optional<Identity> by_token(std::string_view token) const {
        return identify(access_, kWard, {.token = token, .as = {}, .cookie = {}});
    }
    [[nodiscard]] std::optional<Identity> by_cookie(std::string_view cookie, std::string_view as = {}) const {
        return identify(access_, kWard, {.token = {}, .as = as, .cookie = cookie});
    }

    hub::Access access_{std::string(32, 's')};
};

TEST_F(Identities, OfStaffActUnderTheirRolesId) {
    const auto chair = by_token(access_.role_token(kWard, Role::Chair));
    ASSERT_TRUE(chair.has_value());
    EXPECT_EQ(chair->actor.role, Role::Chair);
    EXPECT_EQ(chair->actor.participant, hub::Access::staff_id(Role::Chair));
    EXPECT_FALSE(chair->is_fresh);
}

TEST_F(Identities, OfResidentsComeBackWithTheirKeep) {
    const auto fresh = by_cookie("");
    ASSERT_TRUE(fresh.has_value());
    EXPECT_TRUE(fresh->is_fresh);
    for (const auto& again : {by_token(fresh->keep), by_cookie("wc_p=" + fresh->keep)}) {
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(again->actor, fresh->actor);
        EXPECT_EQ(again->keep, fresh->keep);
        EXPECT_FALSE(again->is_fresh);
    }
    EXPECT_NE(by_cookie("wc_p=p_forged.x")->actor.participant, fresh->actor.participant);
}

TEST_F(Identities, NeedTheCookieOfTheRoleTheyClaim) {
    const std::string both = cookie(Role::Chair) + "; " + cookie(Role::Camera);
    EXPECT_EQ(by_cookie(both, "chair")->actor.role, Role::Chair);
    EXPECT_EQ(by_cookie(both, "camera")->actor.role, Role::Camera);
    EXPECT_EQ(by_cookie(both, "resident")->actor.role, Role::Resident);
    EXPECT_EQ(by_cookie(both)->actor.role, Role::Resident);
    EXPECT_FALSE(by_cookie(both, "clerk").has_value());
    EXPECT_FALSE(by_cookie(both, "system").has_value());
    EXPECT_FALSE(by_cookie(both, "nobody").has_value());
}

TEST_F(Identities, AreNotLentFromOneRoleOrMeetingToAnother) {
    const std::string token = access_.role_token(kWard, Role::Camera);
    EXPECT_FALSE(by_cookie("wc_chair_ward=" + token, "chair").has_value());
    EXPECT_FALSE(identify(access_, Slug("other"), {.token = token, .as = {}, .cookie = {}}).has_value());
    EXPECT_FALSE(by_token("wrong").has_value());
}

TEST(BearerToken, IsWhatFollowsTheScheme) {
    EXPECT_EQ(bearer_token("Bearer abc"), "abc");
    EXPECT_EQ(bearer_token("bearer  abc"), "abc");
    EXPECT_EQ(bearer_token("Basic abc"), "");
    EXPECT_EQ(bearer_token("Bearer"), "");
    EXPECT_EQ(bearer_token(""), "");
}

class Origins : public ::testing::Test {
  protected:
    Request request(const std::string& origin, bool secure = false) {
        Request made;
        made.host = "Ask.example:8080";
        made.origin = origin;
        made.secure = secure;
        return made;
    }
};

TEST_F(Origins, AreOwnWhenSchemeHostAndPortAre) {
    EXPECT_TRUE(is_own_origin(request("http://ask.example:8080"), ""));
    EXPECT_TRUE(is_own_origin(request("https://ask.example:8080", true), ""));
    for (const char* foreign : {"https://ask.example:8080", "http://ask.example", "http://ask.example:8081",
                                "http://evil.example", "null", "", "http://ask.example:8080.evil.example"}) {
        EXPECT_FALSE(is_own_origin(request(foreign), "")) << foreign;
    }
}

TEST_F(Origins, AreOwnWhenTheyAreThePublicUrl) {
    EXPECT_TRUE(is_own_origin(request("https://meet.example"), "https://meet.example/"));
    EXPECT_FALSE(is_own_origin(request("https://meet.example.evil"), "https://meet.example"));
}

TEST_F(Origins, MayBeAbsentOnlyWithABearerToken) {
    Request program = request("");
    EXPECT_FALSE(may_change(program, ""));
    program.authorization = "Bearer abc";
    EXPECT_TRUE(may_change(program, ""));
    program.origin = "http://evil.example";
    EXPECT_FALSE(may_change(program, ""));
    EXPECT_TRUE(may_change(request("http://ask.example:8080"), ""));
}

}  // namespace
}  // namespace wardcast::http
