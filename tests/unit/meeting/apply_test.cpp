#include "meeting/apply.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

std::vector<QueueStep> put(const QuestionId& id, std::optional<QuestionId> before = std::nullopt) {
    return {{.question = id, .out = false, .before = std::move(before)}};
}
std::vector<QueueStep> out(const QuestionId& id) {
    return {{.question = id, .out = true}};
}

// Carries the command out and returns what its last record changed.
Effects effects_of(Scene& scene, const Actor& actor, const Command& command) {
    const auto decided = scene.act(actor, command);
    EXPECT_TRUE(decided.has_value()) << decided.error().message;
    return scene.steps.back().effects;
}

TEST(Queue, HoldsApprovedQuestionsInTheOrderOfApproval) {
    Scene scene;
    const auto one = scene.ask();
    const auto two = scene.ask();
    EXPECT_EQ(effects_of(scene, kChair, Approve{two}).queue, put(two));
    EXPECT_EQ(effects_of(scene, kChair, Approve{one}).queue, put(one));
    EXPECT_EQ(scene.state.queue, (std::vector{two, one}));
}

TEST(Queue, ChangesByOneStepForWhateverTakesAQuestionOut) {
    Scene scene;
    const auto target = scene.approved();
    const auto id = scene.ask();
    for (const Command& leave :
         {Command(Hold{id}), Command(Decline{id}), Command(Merge{id, target}), Command(Call{id})}) {
        ASSERT_TRUE(scene.act(kChair, Approve{id}));
        EXPECT_EQ(effects_of(scene, kChair, leave).queue, out(id));
        EXPECT_EQ(scene.state.queue, std::vector{target});
        EXPECT_EQ(effects_of(scene, kChair, Undo{}).queue, put(id));
        ASSERT_TRUE(scene.act(kChair, Hold{id}));
    }
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    EXPECT_EQ(effects_of(scene, kAnn, Withdraw{id}).queue, out(id));
}

TEST(Queue, IsLeftAloneByWhatHappensOutsideIt) {
    Scene scene;
    scene.approved();
    const auto id = scene.ask();
    EXPECT_TRUE(effects_of(scene, kChair, Hold{id}).queue.empty());
    EXPECT_TRUE(effects_of(scene, kChair, Decline{id}).queue.empty());
    EXPECT_TRUE(effects_of(scene, kChair, Undo{}).queue.empty());
    EXPECT_TRUE(effects_of(scene, kAnn, Withdraw{id}).queue.empty());
}

TEST(Queue, MovesForwardsBackwardsAndToTheEnd) {
    Scene scene;
    const auto one = scene.approved();
    const auto two = scene.approved();
    const auto three = scene.approved();
    EXPECT_EQ(effects_of(scene, kChair, Move{three, one}).queue, put(three, one));
    EXPECT_EQ(scene.state.queue, (std::vector{three, one, two}));
    EXPECT_EQ(effects_of(scene, kChair, Move{three, two}).queue, put(three, two));
    EXPECT_EQ(scene.state.queue, (std::vector{one, three, two}));
    EXPECT_EQ(effects_of(scene, kChair, Move{one, std::nullopt}).queue, put(one));
    EXPECT_EQ(scene.state.queue, (std::vector{three, two, one}));
}

TEST(Queue, TakesAQuestionThatIsPutBackAtItsHeadAndAReopenedOneAtItsEnd) {
    Scene scene;
    const auto asked = scene.in(Status::Asking);
    const auto next = scene.approved();
    EXPECT_EQ(effects_of(scene, kChair, PutBack{}).queue, put(asked, next));
    ASSERT_TRUE(scene.act(kChair, Call{asked}));
    ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
    EXPECT_EQ(effects_of(scene, kChair, Reopen{asked}).queue, put(asked));
    EXPECT_EQ(scene.state.queue, (std::vector{next, asked}));
}

TEST(Times, SayHowFarAQuestionHasCome) {
    Scene scene;
    const auto id = scene.in(Status::Asking);
    const auto called = scene.now;
    EXPECT_EQ(scene.question(id).called_at, called);
    EXPECT_EQ(scene.state.asking_since, called);
    ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
    EXPECT_EQ(scene.question(id).called_at, called);
    EXPECT_EQ(scene.question(id).answered_at, scene.now);
    ASSERT_TRUE(scene.act(kChair, Reopen{id}));
    EXPECT_EQ(scene.question(id).called_at, std::nullopt);
    EXPECT_EQ(scene.question(id).answered_at, std::nullopt);
}

TEST(First, MarksEachAskersFirstQuestionAndNoneFromTheFloor) {
    Scene scene;
    EXPECT_TRUE(scene.question(scene.ask(kAnn)).first);
    EXPECT_FALSE(scene.question(scene.ask(kAnn)).first);
    EXPECT_TRUE(scene.question(scene.ask(kBob)).first);
    ASSERT_TRUE(scene.act(kClerk, AskFor{"Why?", "", Channel::Floor, true}));
    EXPECT_FALSE(scene.question(scene.state.asked_order.back()).first);
}

TEST(Done, RemembersCommandsBySenderWithTheQuestionThatTheyMade) {
    Scene scene;
    const CommandId id("5e0c");
    ASSERT_TRUE(scene.act(kAnn, Ask{"Why?", ""}, id));
    const auto question = scene.state.asked_order.back();
    EXPECT_EQ(scene.state.done.at(done_key(kAnn.participant, id)),
              (State::Done{scene.state.seq, {"question", question.str()}}));
    EXPECT_FALSE(scene.state.done.contains(done_key(kBob.participant, id)));
    ASSERT_TRUE(scene.act(kClerk, AskFor{"How?", "", Channel::Floor, true}, id));
    EXPECT_EQ(scene.state.done.at(done_key(kClerk.participant, id)),
              (State::Done{scene.state.seq, {"question", scene.state.asked_order.back().str()}}))
        << "the last of its records, and the question of the first";
    const auto known = scene.state.done.size();
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.done.size(), known);
}

TEST(Tallies, NameTheQuestionVotedForAndThoseThatCarryItOn) {
    Scene scene;
    const auto one = scene.approved();
    const auto two = scene.approved();
    const auto three = scene.approved();
    EXPECT_EQ(effects_of(scene, kBob, Vote{one}).tallies, std::vector{one});
    EXPECT_EQ(effects_of(scene, kChair, Merge{one, two}).tallies, std::vector{two});
    EXPECT_EQ(effects_of(scene, kChair, Merge{two, three}).tallies, std::vector{three});
    EXPECT_EQ(effects_of(scene, kBob, Unvote{three}).tallies, (std::vector{one, two, three}));
}

TEST(Members, AreNamedOnlyWhereTheyChanged) {
    Scene scene;
    EXPECT_EQ(effects_of(scene, kChair, CloseQuestions{}).members, std::vector{Member::QuestionsOpen});
    EXPECT_EQ(effects_of(scene, kClerk, ChangeMeeting{{.title = "Ward", .starts = {}, .hashtags = {}}}).members,
              std::vector<Member>{})
        << "it had that title before";
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.steps[0].effects.members, (std::vector{Member::Phase, Member::StartedAt}));
    EXPECT_EQ(scene.steps[1].effects.members, (std::vector{Member::Air, Member::Recording}));
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    EXPECT_TRUE(effects_of(scene, kServer, CameraLost{}).members.empty()) << "nobody sees it while off air";
}

TEST(Air, MarksWhenTheCameraWasAwayForFiveSecondsOrLonger) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(effects_of(scene, kServer, CameraLost{}).members, (std::vector{Member::Away, Member::Air}));
    const auto lost = scene.now;
    ASSERT_EQ(scene.state.away, (std::vector{Stretch{lost, std::nullopt}}));
    scene.now += std::chrono::seconds(9);
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    const std::vector marks{Stretch{lost, scene.now}};
    EXPECT_EQ(scene.state.away, marks);

    ASSERT_TRUE(scene.act(kServer, CameraLost{}));
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    EXPECT_EQ(scene.state.away, marks) << "a second later: a hiccup";
}

TEST(Air, WhileItIsOffNobodyIsToldThatTheCameraIsAway) {
    Scene scene;
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    ASSERT_TRUE(scene.act(kServer, CameraLost{}));
    scene.now += std::chrono::minutes(1);
    EXPECT_TRUE(scene.state.away.empty());
    ASSERT_TRUE(scene.act(kChair, GoOnAir{}));
    ASSERT_EQ(scene.state.away.size(), 1U);
    EXPECT_EQ(scene.state.away.front().from, scene.now);
}

TEST(Apply, LeavesAStateAloneWhoseQuestionADamagedLogMadeUp) {
    Scene scene;
    const QuestionId ghost("q_ghost");
    State before = scene.state;
    for (const Event& event : std::vector<Event>{QuestionApproved{ghost}, QuestionSupported{ghost, kAnn.participant},
                                                 QuestionRestored{ghost, 1}, QuestionMoved{ghost, ghost}}) {
        const auto effects = scene.happen(event, kChair, {});
        EXPECT_FALSE(effects.question.has_value());
        EXPECT_TRUE(effects.queue.empty());
    }
    before.seq = scene.state.seq;
    EXPECT_EQ(scene.state, before);
}

}  // namespace
}  // namespace wardcast::meeting
