#include "hub/batch.h"

#include <gtest/gtest.h>

#include "hub/access.h"
#include "unit/hub/stopped_clock.h"

namespace wardcast::hub {
namespace {

using meeting::RefusalCode;

class BatchTest : public testing::Test {
  protected:
    using Outcome = meeting::Decided<meeting::State::Done>;

    static Deed creation() { return by_server(meeting::MeetingCreated{meeting::Slug("east"), "East", {}, {}}); }
    // The chair's; its outcome goes to `outcome`.
    static Deed chairs(meeting::Command command, Outcome& outcome, const std::string& id = "c-1") {
        return {.actor = {meeting::Role::Chair, Access::staff_id(meeting::Role::Chair)},
                .id = meeting::CommandId(id),
                .what = std::move(command),
                .settled = [&outcome](const Outcome& settled) { outcome = settled; }};
    }
    static Outcome none() { return meeting::refuse(RefusalCode::BadMessage, "not settled"); }

    StoppedClock clock_;
    meeting::State state_;
};

TEST_F(BatchTest, DecidesEachDeedOnWhatTheOneBeforeLeft) {
    Outcome closed = none();
    Outcome closed_twice = none();
    Batch batch({creation(), chairs(meeting::CloseQuestions{}, closed, "c-1"),
                 chairs(meeting::CloseQuestions{}, closed_twice, "c-2")});
    batch.decide(state_, clock_);
    EXPECT_EQ(batch.records().size(), 2U);
    EXPECT_EQ(batch.take_views().size(), 2U);
    EXPECT_EQ(state_.seq, 2U);
    batch.settle();
    ASSERT_TRUE(closed.has_value());
    EXPECT_EQ(closed->seq, 2U);
    EXPECT_FALSE(closed_twice.has_value());
}

TEST_F(BatchTest, AnswersADeedThatWasDoneBeforeAndDoesItOnce) {
    Outcome first = none();
    Outcome again = none();
    Batch batch({creation(), chairs(meeting::CloseQuestions{}, first), chairs(meeting::CloseQuestions{}, again)});
    batch.decide(state_, clock_);
    batch.settle();
    EXPECT_TRUE(first.has_value());
    EXPECT_EQ(again, first);
    EXPECT_EQ(batch.records().size(), 2U);
}

TEST_F(BatchTest, RefusesCommandsToAMeetingThatThereIsNotAndASecondCreation) {
    Outcome early = none();
    Outcome second = none();
    Deed twin = creation();
    twin.settled = [&](const Outcome& settled) { second = settled; };
    Batch batch({chairs(meeting::CloseQuestions{}, early), creation(), twin});
    batch.decide(state_, clock_);
    batch.settle();
    EXPECT_EQ(early.error().code, RefusalCode::NotFound);
    EXPECT_EQ(second.error().code, RefusalCode::WrongState);
    EXPECT_EQ(batch.records().size(), 1U);
}

TEST_F(BatchTest, DecidedAgainOnAnotherStateForgetsWhatItHadDecided) {
    Outcome closed = none();
    Batch batch({creation(), chairs(meeting::CloseQuestions{}, closed)});
    batch.decide(state_, clock_);
    EXPECT_FALSE(batch.was_decided_again());
    meeting::State anew;
    batch.decide(anew, clock_);
    EXPECT_TRUE(batch.was_decided_again());
    EXPECT_EQ(batch.records().size(), 2U);
    EXPECT_EQ(anew.seq, 2U);
}

TEST_F(BatchTest, RefusedAsAWholeAnswersThoseWhoWaitAndGivesBackTheServersOwn) {
    Outcome closed = none();
    Batch batch({creation(), chairs(meeting::CloseQuestions{}, closed)});
    batch.decide(state_, clock_);
    const auto ours = batch.refuse_all({RefusalCode::Unavailable, "the disk is full"});
    batch.settle();
    EXPECT_EQ(closed.error().code, RefusalCode::Unavailable);
    ASSERT_EQ(ours.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<meeting::MeetingCreated>(ours.front().what));
}

}  // namespace
}  // namespace wardcast::hub
