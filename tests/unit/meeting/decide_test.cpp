#include "meeting/decide.h"

#include <functional>
#include <ostream>

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

// What single questions allow is in transition_test.cpp, who may give which command in permission_test.cpp.
namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;
using enum RefusalCode;

void expect_refused(const Decided<std::vector<Event>>& decided, RefusalCode code) {
    ASSERT_FALSE(decided.has_value());
    EXPECT_EQ(decided.error().code, code) << decided.error().message;
    EXPECT_FALSE(decided.error().message.empty());
}

TEST(Ask, MakesAWaitingQuestionOfItsAsker) {
    Scene scene;
    ASSERT_TRUE(scene.act(kAnn, Ask{"Why?", "Ann"}));
    const Question& question = scene.question(scene.state.asked_order.front());
    EXPECT_TRUE(question.id.str().starts_with("q_"));
    EXPECT_EQ(question.text, "Why?");
    EXPECT_EQ(question.name, "Ann");
    EXPECT_EQ(question.channel, Channel::Web);
    EXPECT_EQ(question.status, Status::Waiting);
    EXPECT_EQ(question.participant, kAnn.participant);
    EXPECT_EQ(question.asked_at, scene.now);
}

TEST(Ask, IsTakenBeforeTheMeetingAndRefusedWhenClosedOrEnded) {
    Scene scene;
    EXPECT_TRUE(scene.act(kAnn, Ask{"Early?", ""}));
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    expect_refused(scene.act(kAnn, Ask{"Why?", ""}), QuestionsClosed);
    ASSERT_TRUE(scene.act(kChair, OpenQuestions{}));
    EXPECT_TRUE(scene.act(kAnn, Ask{"Why?", ""}));
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    expect_refused(scene.act(kAnn, Ask{"Late?", ""}), Ended);
}

TEST(AskFor, EntersAnApprovedQuestionAlsoWhenIntakeIsClosed) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    ASSERT_TRUE(scene.act(kClerk, AskFor{"Why?", "Ms Jones", Channel::Paper, true}));
    const auto id = scene.state.asked_order.front();
    EXPECT_EQ(scene.status(id), Status::Approved);
    EXPECT_EQ(scene.question(id).channel, Channel::Paper);
    EXPECT_EQ(scene.state.queue, std::vector{id});
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    expect_refused(scene.act(kClerk, AskFor{"Why?", "", Channel::Floor, true}), Ended);
}

TEST(AskFor, EntersAWaitingQuestionOnWishAndGivesEachAnAskerOfItsOwn) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, AskFor{"Why?", "", Channel::Floor, false}));
    ASSERT_TRUE(scene.act(kClerk, AskFor{"How?", "", Channel::Floor, false}));
    const auto& one = scene.question(scene.state.asked_order[0]);
    const auto& two = scene.question(scene.state.asked_order[1]);
    EXPECT_EQ(one.status, Status::Waiting);
    EXPECT_NE(one.participant, two.participant);
    EXPECT_NE(one.participant, kClerk.participant);
}

TEST(Vote, CountsOnceForEachPerson) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kBob, Vote{id}));
    expect_refused(scene.act(kBob, Vote{id}), AlreadyDone);
    ASSERT_TRUE(scene.act(kCat, Vote{id}));
    EXPECT_EQ(supporters(scene.state, scene.question(id)), 2U);
    ASSERT_TRUE(scene.act(kBob, Unvote{id}));
    expect_refused(scene.act(kBob, Unvote{id}), AlreadyDone);
    EXPECT_EQ(supporters(scene.state, scene.question(id)), 1U);
}

TEST(Vote, IsTakenBackWhereverItCameFrom) {
    Scene scene;
    const auto merged = scene.approved();
    const auto target = scene.approved();
    ASSERT_TRUE(scene.act(kBob, Vote{merged}));
    ASSERT_TRUE(scene.act(kChair, Merge{merged, target}));
    expect_refused(scene.act(kBob, Vote{target}), AlreadyDone);
    ASSERT_TRUE(scene.act(kBob, Unvote{target}));
    EXPECT_EQ(supporters(scene.state, scene.question(target)), 0U);
    EXPECT_TRUE(scene.question(merged).supporters.empty());
}

TEST(Resident, LearnsNothingAboutAQuestionThatIsNotPublic) {
    Scene scene;
    for (const Status hidden : {Status::Waiting, Status::Held, Status::Declined, Status::Merged, Status::Withdrawn}) {
        const auto id = scene.in(hidden);
        for (const Command& command : {Command(Vote{id}), Command(Unvote{id}), Command(Withdraw{id})}) {
            const auto decided = scene.act(kBob, command);
            const auto unknown = scene.act(kBob, Vote{QuestionId("q_none")});
            ASSERT_FALSE(decided.has_value());
            EXPECT_EQ(decided.error(), unknown.error());
            EXPECT_EQ(decided.error().code, NotFound);
        }
    }
}

TEST(Withdraw, IsTheAskersAlone) {
    Scene scene;
    const auto id = scene.approved();
    expect_refused(scene.act(kBob, Withdraw{id}), NotAllowed);
    EXPECT_TRUE(scene.act(kAnn, Withdraw{id}));
}

TEST(Withdraw, LetsTheQuestionsThatItCarriedStandForThemselvesAgain) {
    Scene scene;
    const auto waiting = scene.ask(kBob);
    const auto approved = scene.approved(kCat);
    const auto target = scene.approved(kAnn);
    ASSERT_TRUE(scene.act(kChair, Merge{waiting, target}));
    ASSERT_TRUE(scene.act(kChair, Merge{approved, target}));
    ASSERT_TRUE(scene.act(kAnn, Withdraw{target}));
    EXPECT_EQ(scene.status(target), Status::Withdrawn);
    EXPECT_EQ(scene.status(waiting), Status::Waiting);
    EXPECT_EQ(scene.status(approved), Status::Approved);
    EXPECT_EQ(scene.state.queue, std::vector{approved});
}

TEST(Staff, IsToldWhenAQuestionDoesNotExist) {
    Scene scene;
    const QuestionId none("q_none");
    const auto id = scene.approved();
    for (const Command& command :
         {Command(Approve{none}), Command(Hold{none}), Command(Decline{none}), Command(Merge{none, id}),
          Command(Merge{id, none}), Command(Unmerge{none}), Command(Move{none, id}), Command(Move{id, none}),
          Command(Call{none}), Command(MarkAnswered{none}), Command(PutBack{none}), Command(Reopen{none})}) {
        expect_refused(scene.act(kChair, command), NotFound);
    }
}

TEST(Merge, IntoItselfIsRefused) {
    Scene scene;
    const auto id = scene.approved();
    expect_refused(scene.act(kChair, Merge{id, id}), BadMessage);
}

TEST(Move, RefusesWhatChangesNothingOrMakesNoSense) {
    Scene scene;
    const auto one = scene.approved();
    const auto two = scene.approved();
    expect_refused(scene.act(kChair, Move{one, one}), BadMessage);
    expect_refused(scene.act(kChair, Move{one, two}), AlreadyDone);
    expect_refused(scene.act(kChair, Move{two, std::nullopt}), AlreadyDone);
    EXPECT_TRUE(scene.act(kChair, Move{two, one}));
}

TEST(Call, LetsTheOneAskedBeforeCountAsAnswered) {
    Scene scene;
    const auto one = scene.in(Status::Asking);
    const auto two = scene.approved();
    ASSERT_TRUE(scene.act(kChair, Call{two}));
    EXPECT_EQ(scene.status(one), Status::Answered);
    EXPECT_EQ(scene.status(two), Status::Asking);
    EXPECT_EQ(scene.state.asking, two);
}

TEST(AnsweredAndPutBack, AreAboutTheOneAskedUnlessAnotherIsNamed) {
    Scene scene;
    expect_refused(scene.act(kChair, MarkAnswered{}), WrongState);
    expect_refused(scene.act(kChair, PutBack{}), WrongState);
    const auto id = scene.in(Status::Asking);
    expect_refused(scene.act(kChair, MarkAnswered{scene.approved()}), WrongState);
    ASSERT_TRUE(scene.act(kChair, PutBack{}));
    EXPECT_EQ(scene.state.queue.front(), id);
}

TEST(Agenda, GivesNewItemsIdsAndKeepsWhenOldOnesWereOpened) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, SetAgenda{{{ItemId(), "Buses"}, {ItemId(), "Bins"}}}));
    const auto buses = scene.state.items[0].id;
    EXPECT_TRUE(buses.str().starts_with("i_"));
    EXPECT_NE(buses, scene.state.items[1].id);
    ASSERT_TRUE(scene.act(kChair, OpenItem{buses}));
    const auto opened = scene.now;
    ASSERT_TRUE(scene.act(kClerk, SetAgenda{{{ItemId(), "Welcome"}, {buses, "Buses, again"}}}));
    EXPECT_EQ(scene.state.items[1].opened_at, opened);
    EXPECT_EQ(scene.state.item, buses);
    expect_refused(scene.act(kClerk, SetAgenda{{{ItemId("i_none"), "Ghost"}}}), NotFound);
}

TEST(Agenda, OpensAndClosesItemsThatExist) {
    Scene scene;
    expect_refused(scene.act(kChair, OpenItem{ItemId("i_none")}), NotFound);
    expect_refused(scene.act(kChair, OpenItem{std::nullopt}), AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, SetAgenda{{{ItemId(), "Buses"}}}));
    const auto buses = scene.state.items[0].id;
    ASSERT_TRUE(scene.act(kChair, OpenItem{buses}));
    expect_refused(scene.act(kChair, OpenItem{buses}), AlreadyDone);
    ASSERT_TRUE(scene.act(kChair, OpenItem{std::nullopt}));
    ASSERT_TRUE(scene.act(kChair, OpenItem{buses}));
    ASSERT_TRUE(scene.act(kClerk, SetAgenda{{}}));
    EXPECT_EQ(scene.state.item, std::nullopt);
}

// Commands on the meeting as a whole against its phases; a code where it is refused.
struct PhaseRow {
    const char* name;
    Actor actor;
    Command command;
    std::optional<RefusalCode> planned, live, ended;

    friend std::ostream& operator<<(std::ostream& out, const PhaseRow& row) { return out << row.name; }
};

class EveryPhase : public testing::TestWithParam<PhaseRow> {};

TEST_P(EveryPhase, AllowsWhatTheTableSays) {
    const PhaseRow& row = GetParam();
    const auto expect = [&](Scene& scene, const std::optional<RefusalCode>& code, const char* phase) {
        const auto decided = scene.act(row.actor, row.command);
        EXPECT_EQ(decided ? std::nullopt : std::optional(decided.error().code), code) << phase;
    };
    Scene planned;
    expect(planned, row.planned, "planned");
    Scene live;
    ASSERT_TRUE(live.act(kServer, CameraLive{}));
    expect(live, row.live, "live");
    Scene ended;
    ASSERT_TRUE(ended.act(kServer, CameraLive{}));
    ASSERT_TRUE(ended.act(kServer, CameraLost{}));
    ASSERT_TRUE(ended.act(kChair, EndMeeting{}));
    expect(ended, row.ended, "ended");
}

INSTANTIATE_TEST_SUITE_P(
    Meeting, EveryPhase,
    testing::Values(PhaseRow{"Start", kChair, StartMeeting{}, {}, AlreadyDone, {}},
                    PhaseRow{"End", kChair, EndMeeting{}, {}, {}, Ended},
                    PhaseRow{"OffAir", kChair, GoOffAir{}, WrongState, {}, Ended},
                    PhaseRow{"OnAir", kChair, GoOnAir{}, WrongState, AlreadyDone, Ended},
                    PhaseRow{"OpenQuestions", kChair, OpenQuestions{}, AlreadyDone, AlreadyDone, Ended},
                    PhaseRow{"CloseQuestions", kChair, CloseQuestions{}, {}, {}, AlreadyDone},
                    PhaseRow{"SetAgenda", kClerk, SetAgenda{}, {}, {}, {}},
                    PhaseRow{"Change", kClerk, ChangeMeeting{{.title = "T", .starts = {}, .hashtags = {}}}, {}, {}, {}},
                    PhaseRow{"CameraLive", kServer, CameraLive{}, {}, AlreadyDone, Ended},
                    PhaseRow{"CameraLost", kServer, CameraLost{}, AlreadyDone, {}, AlreadyDone},
                    PhaseRow{"FinishRecording", kServer, FinishRecording{}, WrongState, WrongState, {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Air, StartsAPlannedMeetingWithItsFirstCamera) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.phase, Phase::Live);
    EXPECT_EQ(scene.state.started_at, scene.now);
    EXPECT_EQ(scene.state.air, Air::Live);
    EXPECT_EQ(scene.state.recording, Recording::Running);
}

TEST(Air, FollowsTheCamera) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kServer, CameraLost{}));
    EXPECT_EQ(scene.state.air, Air::Lost);
    EXPECT_EQ(scene.state.air_since, scene.now);
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.air, Air::Live);
}

TEST(Air, StaysOffWhateverTheCameraDoesAndThenSaysHowItIs) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    EXPECT_EQ(scene.state.air, Air::Off);
    expect_refused(scene.act(kChair, GoOffAir{}), AlreadyDone);
    ASSERT_TRUE(scene.act(kServer, CameraLost{}));
    EXPECT_EQ(scene.state.air, Air::Off);
    ASSERT_TRUE(scene.act(kChair, GoOnAir{}));
    EXPECT_EQ(scene.state.air, Air::Lost);
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.air, Air::Off);
    ASSERT_TRUE(scene.act(kChair, GoOnAir{}));
    EXPECT_EQ(scene.state.air, Air::Live);
}

TEST(Air, OfAMeetingWithoutACameraReturnsToNone) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    EXPECT_EQ(scene.state.air, Air::None);
    EXPECT_EQ(scene.state.recording, Recording::None);
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    ASSERT_TRUE(scene.act(kChair, GoOnAir{}));
    EXPECT_EQ(scene.state.air, Air::None);
    EXPECT_EQ(scene.state.air_since, std::nullopt);
}

TEST(EndMeeting, ClosesIntakeAnswersTheOneAskedAndLeavesTheAir) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    const auto id = scene.in(Status::Asking);
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    EXPECT_EQ(scene.state.phase, Phase::Ended);
    EXPECT_EQ(scene.state.ended_at, scene.now);
    EXPECT_FALSE(scene.state.questions_open);
    EXPECT_EQ(scene.status(id), Status::Answered);
    EXPECT_EQ(scene.state.asking, std::nullopt);
    EXPECT_EQ(scene.state.air, Air::None);
    expect_refused(scene.act(kChair, Undo{}), NothingToUndo);
    ASSERT_TRUE(scene.act(kServer, CameraLost{}));
    EXPECT_EQ(scene.state.air, Air::None);
    ASSERT_TRUE(scene.act(kServer, FinishRecording{}));
    EXPECT_EQ(scene.state.recording, Recording::Ready);
    expect_refused(scene.act(kServer, FinishRecording{}), AlreadyDone);
    ASSERT_TRUE(scene.act(kServer, ForgetRecording{}));
    EXPECT_EQ(scene.state.recording, Recording::None);
    expect_refused(scene.act(kServer, ForgetRecording{}), AlreadyDone);
}

TEST(StartMeeting, ReopensAnEndedOneAsItWas) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    const auto started = scene.now;
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    EXPECT_EQ(scene.state.phase, Phase::Live);
    EXPECT_EQ(scene.state.started_at, started);
    EXPECT_EQ(scene.state.ended_at, std::nullopt);
    EXPECT_TRUE(scene.state.questions_open);
    EXPECT_EQ(scene.state.air, Air::Live) << "the camera never went";
}

TEST(StartMeeting, KeepsIntakeClosedIfItWasClosedBeforeTheEnd) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    ASSERT_TRUE(scene.act(kChair, StartMeeting{}));
    EXPECT_FALSE(scene.state.questions_open);
}

TEST(Refused, ChangesNothing) {
    Scene scene;
    const auto id = scene.in(Status::Answered);
    const State before = scene.state;
    expect_refused(scene.act(kChair, Call{id}), WrongState);
    EXPECT_EQ(scene.state, before);
}

}  // namespace
}  // namespace wardcast::meeting
