#include "app/meeting_links.h"

#include <gmock/gmock.h>

namespace wardcast::app {
namespace {

using testing::HasSubstr;

const BaseUrls kUrls{.here = "http://localhost:8080", .phones = "https://192.168.1.20:8443"};

struct MeetingLinksTest : testing::Test {
    hub::Access access{std::string(32, 's')};
    MeetingLinks links = links_of("ward", "Ward meeting", access, kUrls);

    static std::string token(const std::string& link) { return link.substr(link.find("?k=") + 3); }
};

TEST_F(MeetingLinksTest, CarryTheKeyToTheirRole) {
    const meeting::Slug slug("ward");
    EXPECT_EQ(access.role_of(slug, token(links.camera)), meeting::Role::Camera);
    EXPECT_EQ(access.role_of(slug, token(links.chair)), meeting::Role::Chair);
    EXPECT_EQ(access.role_of(slug, token(links.clerk)), meeting::Role::Clerk);
    EXPECT_EQ(access.role_of(slug, token(links.captioner)), meeting::Role::Captioner);
    EXPECT_EQ(access.role_of(slug, token(links.room)), meeting::Role::Room);
    EXPECT_TRUE(access.is_officer(token(officer_link(access, kUrls))));
}

TEST_F(MeetingLinksTest, SendPhonesToHttpsAndGiveResidentsNoKey) {
    EXPECT_THAT(links.camera, testing::StartsWith("https://192.168.1.20:8443/m/ward/camera?k="));
    EXPECT_THAT(links.chair, testing::StartsWith("http://localhost:8080/m/ward/chair?k="));
    EXPECT_EQ(links.watch, "http://localhost:8080/m/ward");
}

TEST_F(MeetingLinksTest, AreOneJsonObjectForPrograms) {
    const auto json = to_json(links);
    EXPECT_EQ(json["slug"], "ward");
    EXPECT_EQ(json["title"], "Ward meeting");
    EXPECT_EQ(json["links"].size(), 6U);
    EXPECT_EQ(json["links"]["room"], links.room);
}

TEST_F(MeetingLinksTest, SayHowOtherDevicesGetThereOnlyWhereItDiffers) {
    EXPECT_THAT(to_text(links, kUrls), HasSubstr("https://192.168.1.20:8443 in place of http://localhost:8080"));
    const BaseUrls same{.here = "https://meet.example.org", .phones = "https://meet.example.org"};
    EXPECT_THAT(to_text(links, same), testing::Not(HasSubstr("in place of")));
}

}  // namespace
}  // namespace wardcast::app
