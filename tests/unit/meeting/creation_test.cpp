#include "meeting/creation.h"

#include <gtest/gtest.h>

namespace wardcast::meeting {
namespace {

TEST(CreateMeeting, ChecksAndNormalisesItsWords) {
    const auto created =
        create_meeting("  Cyfarfod\nLlanddw\u0302r ", std::nullopt, Timestamp{}, {"#Llanddŵr", "ward_1"});
    ASSERT_TRUE(created.has_value());
    EXPECT_EQ(*created,
              (MeetingCreated{
                  Slug("cyfarfod-llanddwr"), "Cyfarfod Llanddŵr", Timestamp{}, {"Llanddŵr", "ward_1"}, Order::Fair}));
}

TEST(CreateMeeting, TakesASlugThatIsOneAndNoOther) {
    EXPECT_EQ(create_meeting("Ward", "may-2026", std::nullopt, {})->slug.str(), "may-2026");
    EXPECT_EQ(create_meeting("Ward", "May 2026", std::nullopt, {}).error().code, RefusalCode::BadMessage);
    EXPECT_EQ(create_meeting("Ward", "", std::nullopt, {}).error().code, RefusalCode::BadMessage);
}

TEST(CreateMeeting, RefusesTitlesThatAreEmptyOrTooLong) {
    EXPECT_EQ(create_meeting(" ", std::nullopt, std::nullopt, {}).error().code, RefusalCode::Empty);
    EXPECT_TRUE(create_meeting(std::string(200, 't'), std::nullopt, std::nullopt, {}).has_value());
    EXPECT_EQ(create_meeting(std::string(201, 't'), std::nullopt, std::nullopt, {}).error().code, RefusalCode::TooLong);
}

TEST(CreateMeeting, RefusesHashtagsThatNobodyCouldWrite) {
    for (const char* tag : {"", "#", "two words", "a#b", "##a", "ward!", "a-b"}) {
        EXPECT_EQ(create_meeting("Ward", std::nullopt, std::nullopt, {tag}).error().code, RefusalCode::BadMessage)
            << tag;
    }
    EXPECT_TRUE(create_meeting("Ward", std::nullopt, std::nullopt, {"हिन्दी"}).has_value());
}

TEST(CreateMeeting, TakesTenHashtagsAndNotEleven) {
    std::vector<std::string> tags;
    for (int i = 0; i < 10; ++i)
        tags.push_back("tag" + std::to_string(i));
    EXPECT_TRUE(create_meeting("Ward", std::nullopt, std::nullopt, tags).has_value());
    tags.emplace_back("tag10");
    EXPECT_EQ(create_meeting("Ward", std::nullopt, std::nullopt, tags).error().code, RefusalCode::BadMessage);
}

}  // namespace
}  // namespace wardcast::meeting
