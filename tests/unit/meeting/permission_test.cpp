#include "meeting/permission.h"

#include <set>

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

const QuestionId kQuestion("q_1");

// The column "Role" of docs/protocol.md section 2.7, with the server's own commands at the end.
struct Row {
    Command command;
    std::set<Role> roles;
};

std::vector<Row> rows() {
    const std::set<Role> resident{Role::Resident};
    const std::set<Role> staff{Role::Chair, Role::Clerk};
    const std::set<Role> clerk{Role::Clerk};
    const std::set<Role> captioners{Role::Captioner, Role::Clerk};
    const std::set<Role> server{Role::System};
    return {
        {Ask{}, resident},
        {Vote{kQuestion}, resident},
        {Unvote{kQuestion}, resident},
        {Withdraw{kQuestion}, resident},
        {Approve{kQuestion}, staff},
        {Hold{kQuestion}, staff},
        {Decline{kQuestion}, staff},
        {Merge{kQuestion, QuestionId("q_2")}, staff},
        {Unmerge{kQuestion}, staff},
        {Move{kQuestion, std::nullopt}, staff},
        {Call{kQuestion}, staff},
        {MarkAnswered{}, staff},
        {PutBack{}, staff},
        {Reopen{kQuestion}, staff},
        {Undo{}, staff},
        {AskFor{}, clerk},
        {SetAgenda{}, clerk},
        {OpenItem{}, staff},
        {GoOffAir{}, staff},
        {SwitchCamera{}, staff},
        {PickSound{}, clerk},
        {ShowInstead{}, staff},
        {Rehearse{}, clerk},
        {GoOnAir{}, staff},
        {OpenQuestions{}, staff},
        {CloseQuestions{}, staff},
        {StartMeeting{}, staff},
        {EndMeeting{}, staff},
        {ChangeMeeting{}, clerk},
        {AddSource{}, clerk},
        {SwitchSource{}, clerk},
        {RemoveSource{}, clerk},
        {TakePosts{}, server},
        {TakeMessage{}, server},
        {AddCamera{}, clerk},
        {ChangeCamera{}, clerk},
        {RemoveCamera{}, clerk},
        {DeclineMany{}, staff},
        {Edit{}, staff},
        {WriteAnswer{}, clerk},
        {Appeal{}, resident},
        {GiveVerdict{}, resident},
        {OrderBy{}, staff},
        {Listen{}, staff},
        {SetRules{}, clerk},
        {Block{}, staff},
        {Unblock{}, staff},
        {RemoveBurst{}, staff},
        {RestoreBurst{}, staff},
        {AddRelay{}, clerk},
        {SwitchRelay{}, clerk},
        {RemoveRelay{}, clerk},
        {ChangeStill{}, server},
        {TakeCaptions{}, captioners},
        {CorrectCaption{}, captioners},
        {Settle{}, server},
        {EndListening{}, server},
        {CameraLive{}, server},
        {CameraLost{}, server},
        {FinishRecording{}, server},
        {ForgetRecording{}, server},
    };
}

TEST(Permission, GivesEachCommandToItsRolesAlone) {
    std::set<std::size_t> kinds;
    for (const Row& row : rows()) {
        kinds.insert(row.command.index());
        for (const Actor& actor : {kAnn, kRoom, kCamera, kChair, kClerk, kCaptioner, kServer}) {
            const auto refusal = forbids(row.command, actor);
            EXPECT_EQ(!refusal.has_value(), row.roles.contains(actor.role))
                << "command " << row.command.index() << " by " << to_string(actor.role);
            if (refusal) {
                EXPECT_EQ(refusal->code, RefusalCode::NotAllowed);
            }
        }
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<Command>) << "a command is missing from this test";
}

TEST(Permission, RefusesAResidentWhomTheServerDoesNotKnow) {
    EXPECT_EQ(forbids(Ask{}, {Role::Resident, ParticipantId()})->code, RefusalCode::NotAllowed);
}

TEST(Permission, IsCheckedBeforeAnythingIsSaidAboutTheMeeting) {
    Scene scene;
    for (const Row& row : rows()) {
        const auto decided = scene.act(kRoom, row.command);
        ASSERT_FALSE(decided.has_value());
        EXPECT_EQ(decided.error().code, RefusalCode::NotAllowed);
    }
}

TEST(Role, IsFoundByItsNameSaveTheServersOwn) {
    for (const Role role : {Role::Resident, Role::Room, Role::Camera, Role::Chair, Role::Clerk, Role::Captioner}) {
        EXPECT_EQ(role_from(to_string(role)), role);
    }
    EXPECT_EQ(role_from("system"), std::nullopt);
    EXPECT_EQ(role_from("Chair"), std::nullopt);
}

}  // namespace
}  // namespace wardcast::meeting
