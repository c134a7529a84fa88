#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

// Undo is decided in decide.cpp from what apply.cpp kept.
namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;

// The state without what every command changes.
State essence(State state) {
    state.seq = 0;
    state.done.clear();
    state.undoable.reset();
    return state;
}

// Carries the command out, takes it back, and expects everything to be as it was.
void expect_undone(Scene& scene, const Command& command) {
    const State before = scene.state;
    const auto done = scene.act(kChair, command);
    ASSERT_TRUE(done.has_value()) << done.error().message;
    ASSERT_NE(essence(scene.state), essence(before));
    const auto undone = scene.act(kClerk, Undo{});
    ASSERT_TRUE(undone.has_value()) << undone.error().message;
    EXPECT_EQ(essence(scene.state), essence(before));
}

void expect_nothing_to_undo(Scene& scene) {
    const auto decided = scene.act(kChair, Undo{});
    ASSERT_FALSE(decided.has_value());
    EXPECT_EQ(decided.error().code, RefusalCode::NothingToUndo);
}

TEST(Undo, TakesEveryActionOnAQuestionBackExactly) {
    Scene scene;
    const auto first = scene.approved();
    const auto waiting = scene.ask();
    const auto held = scene.in(Status::Held);
    const auto declined = scene.in(Status::Declined);
    const auto middle = scene.approved();
    const auto merged = scene.in(Status::Merged);
    const auto answered = scene.in(Status::Answered);
    const auto last = scene.approved();
    expect_undone(scene, Approve{waiting});
    expect_undone(scene, Approve{declined});
    expect_undone(scene, Hold{middle});
    expect_undone(scene, Decline{held, DeclineReason::Duplicate});
    expect_undone(scene, Decline{first, DeclineReason::Duplicate});
    expect_undone(scene, Merge{middle, last});
    expect_undone(scene, Merge{held, last});
    expect_undone(scene, Unmerge{merged});
    expect_undone(scene, Move{last, first});
    expect_undone(scene, Move{first, std::nullopt});
    expect_undone(scene, Call{middle});
    expect_undone(scene, Reopen{answered});
    expect_undone(scene, Reopen{declined});
}

TEST(Undo, OfACallAsksTheEarlierQuestionAgain) {
    Scene scene;
    const auto earlier = scene.in(Status::Asking);
    const auto since = scene.state.asking_since;
    const auto next = scene.approved();
    const auto after = scene.approved();
    expect_undone(scene, Call{next});
    EXPECT_EQ(scene.state.asking, earlier);
    EXPECT_EQ(scene.state.asking_since, since);
    EXPECT_EQ(scene.state.queue, (std::vector{next, after}));
}

TEST(Undo, OfAnsweredAndPutBackAsksAgain) {
    Scene scene;
    const auto id = scene.in(Status::Asking);
    expect_undone(scene, MarkAnswered{});
    expect_undone(scene, PutBack{});
    EXPECT_EQ(scene.state.asking, id);
}

TEST(Undo, OfAFloorQuestionLeavesItWaiting) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, AskFor{"Why?", "", Channel::Floor, true}));
    ASSERT_TRUE(scene.act(kClerk, Undo{}));
    EXPECT_EQ(scene.status(scene.state.asked_order.front()), Status::Waiting);
}

TEST(Undo, IsPossibleForExactlySixtySeconds) {
    Scene scene;
    const auto id = scene.approved();
    scene.now += kUndoWindow - 1s;  // Each command takes a second of its own.
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    scene.now += kUndoWindow;
    expect_nothing_to_undo(scene);
}

TEST(Undo, ReachesOnlyTheLastActionAndOnlyOnce) {
    Scene scene;
    const auto one = scene.approved();
    const auto two = scene.approved();
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.status(two), Status::Waiting);
    EXPECT_EQ(scene.status(one), Status::Approved);
    expect_nothing_to_undo(scene);
}

TEST(Undo, IsNothingAtTheStart) {
    Scene scene;
    expect_nothing_to_undo(scene);
}

TEST(Undo, IsGoneOnceTheAskerHasWithdrawn) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kAnn, Withdraw{id}));
    expect_nothing_to_undo(scene);
    EXPECT_EQ(scene.status(id), Status::Withdrawn);
}

TEST(Undo, IsGoneOnceTheQuestionToMergeIntoHasBeenWithdrawn) {
    Scene scene;
    const auto target = scene.approved(kAnn);
    const auto id = scene.approved(kBob);
    ASSERT_TRUE(scene.act(kChair, Merge{id, target}));
    ASSERT_TRUE(scene.act(kChair, Unmerge{id}));
    ASSERT_TRUE(scene.act(kAnn, Withdraw{target}));
    expect_nothing_to_undo(scene);
}

TEST(Undo, SurvivesWhatOthersDoElsewhere) {
    Scene scene;
    const auto other = scene.approved(kBob);
    const auto id = scene.approved(kAnn);
    ASSERT_TRUE(scene.act(kCat, Vote{id}));
    ASSERT_TRUE(scene.act(kCat, Ask{"How?", ""}));
    ASSERT_TRUE(scene.act(kBob, Withdraw{other}));
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.status(id), Status::Waiting);
    EXPECT_TRUE(scene.question(id).supporters.contains(kCat.participant));
}

TEST(Undo, FindsThePlaceInTheQueueAlsoWhenTheNeighbourHasGone) {
    Scene scene;
    const auto one = scene.approved(kAnn);
    const auto two = scene.approved(kBob);
    const auto three = scene.approved(kCat);
    ASSERT_TRUE(scene.act(kChair, Hold{one}));
    ASSERT_TRUE(scene.act(kBob, Withdraw{two}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.state.queue, (std::vector{one, three}));
}

TEST(Undo, OfAMoveFindsItsPlaceAlsoWhenAllNeighboursHaveGone) {
    Scene scene;
    const auto one = scene.approved(kAnn);
    const auto two = scene.approved(kBob);
    const auto three = scene.approved(kCat);
    ASSERT_TRUE(scene.act(kChair, Move{one, three}));  // two, one, three
    ASSERT_TRUE(scene.act(kBob, Withdraw{two}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.state.queue, (std::vector{one, three}));
    ASSERT_TRUE(scene.act(kChair, Move{one, std::nullopt}));  // three, one
    ASSERT_TRUE(scene.act(kCat, Withdraw{three}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.state.queue, std::vector{one});
}

}  // namespace
}  // namespace wardcast::meeting
