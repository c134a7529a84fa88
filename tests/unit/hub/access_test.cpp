#include "hub/access.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace wardcast::hub {
namespace {

using meeting::Role;
using meeting::Slug;

const Slug kWard("east-ward");
const Access kAccess(std::string(32, 's'));

TEST(Access, ARoleTokenOpensItsRoleInItsMeeting) {
    for (const Role role : {Role::Room, Role::Camera, Role::Chair, Role::Clerk}) {
        EXPECT_EQ(kAccess.role_of(kWard, kAccess.role_token(kWard, role)), role);
    }
}

TEST(Access, ARoleTokenOpensNothingInAnotherMeeting) {
    EXPECT_EQ(kAccess.role_of(Slug("west-ward"), kAccess.role_token(kWard, Role::Chair)), std::nullopt);
}

TEST(Access, EveryProcessWithTheSecretMakesTheSameTokensAndNoOtherDoes) {
    EXPECT_EQ(Access(std::string(32, 's')).role_token(kWard, Role::Clerk), kAccess.role_token(kWard, Role::Clerk));
    EXPECT_EQ(Access(std::string(32, 't')).role_of(kWard, kAccess.role_token(kWard, Role::Clerk)), std::nullopt);
}

TEST(Access, ARoleTokenIsUrlSafeAndHoldsAtLeast128Bits) {
    const std::string token = kAccess.role_token(kWard, Role::Camera);
    EXPECT_GE(token.size() * 6, 128U);
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
}

TEST(Access, ATokenThatIsEmptyCutOrChangedOpensNothing) {
    std::string token = kAccess.role_token(kWard, Role::Chair);
    EXPECT_EQ(kAccess.role_of(kWard, ""), std::nullopt);
    EXPECT_EQ(kAccess.role_of(kWard, token.substr(1)), std::nullopt);
    EXPECT_EQ(kAccess.role_of(kWard, token + "A"), std::nullopt);
    token[5] = token[5] == 'A' ? 'B' : 'A';
    EXPECT_EQ(kAccess.role_of(kWard, token), std::nullopt);
}

TEST(Access, TheOfficersTokenIsNoRolesToken) {
    EXPECT_TRUE(kAccess.is_officer(kAccess.officer_token()));
    EXPECT_FALSE(kAccess.is_officer(kAccess.role_token(kWard, Role::Clerk)));
    EXPECT_FALSE(kAccess.is_officer(""));
    EXPECT_EQ(kAccess.role_of(kWard, kAccess.officer_token()), std::nullopt);
}

TEST(Access, AParticipantIsKnownAgainByWhatTheirBrowserKeeps) {
    const auto participant = kAccess.new_participant();
    EXPECT_EQ(participant.id.str().substr(0, 2), "p_");
    EXPECT_EQ(kAccess.participant_of(participant.keep), participant.id);
}

TEST(Access, AParticipantCannotBeMadeUpOrChanged) {
    const auto one = kAccess.new_participant();
    const auto other = kAccess.new_participant();
    const std::string signature = one.keep.substr(one.keep.find('.'));
    for (const std::string& keep :
         {std::string(), one.id.str(), other.id.str() + signature, one.keep + "x", std::string("s_chair") + signature,
          std::string("."), std::string(1'000'000, 'p') + signature}) {
        EXPECT_EQ(kAccess.participant_of(keep), std::nullopt) << keep.substr(0, 60);
    }
}

TEST(Access, NoTwoParticipantsAreTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(kAccess.new_participant().id.str());
    EXPECT_EQ(seen.size(), 1000U);
}

TEST(Access, StaffActUnderTheNameOfTheirRole) {
    EXPECT_EQ(Access::staff_id(Role::Chair).str(), "s_chair");
    EXPECT_EQ(Access::staff_id(Role::Clerk).str(), "s_clerk");
}

TEST(Access, AReceiptIsForItsQuestionOfItsMeeting) {
    const meeting::QuestionId question("q_1");
    const std::string path = kAccess.receipt_path(kWard, question);
    ASSERT_EQ(path.rfind("/m/east-ward/q/q_1.", 0), 0U);
    const std::string receipt = path.substr(path.rfind('/') + 1);
    EXPECT_EQ(kAccess.question_of(kWard, receipt), question);
    EXPECT_EQ(kAccess.question_of(Slug("west-ward"), receipt), std::nullopt);
    EXPECT_EQ(kAccess.question_of(kWard, "q_2" + receipt.substr(3)), std::nullopt);
    EXPECT_EQ(kAccess.question_of(kWard, receipt + "A"), std::nullopt);
    for (const char* nonsense : {"", ".", "q_1", "q_1."})
        EXPECT_EQ(kAccess.question_of(kWard, nonsense), std::nullopt) << nonsense;
    EXPECT_EQ(kAccess.question_of(kWard, std::string(10'000, 'a') + ".b"), std::nullopt);
}

TEST(Access, ANetworksKeyIsTheSameInOneMeetingAndSaysNothingOfIt) {
    const std::string key = kAccess.network_key(kWard, "192.0.2.1");
    EXPECT_EQ(kAccess.network_key(kWard, "192.0.2.1"), key);
    EXPECT_NE(kAccess.network_key(Slug("west-ward"), "192.0.2.1"), key);
    EXPECT_NE(kAccess.network_key(kWard, "192.0.2.2"), key);
    EXPECT_EQ(key.find("192"), std::string::npos);
}

}  // namespace
}  // namespace wardcast::hub
