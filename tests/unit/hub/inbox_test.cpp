#include "hub/inbox.h"

#include <gtest/gtest.h>

namespace wardcast::hub {
namespace {

class InboxTest : public testing::Test {
  protected:
    static Errand residents_deed() {
        return Deed{.actor = {meeting::Role::Resident, meeting::ParticipantId("p_ann")},
                    .id = meeting::CommandId("c-1"),
                    .what = meeting::CloseQuestions{}};
    }
    Inbox::Taken put(Errand errand) { return inbox_.put(errand); }
    void fill() {
        for (std::size_t i = 0; i < Hub::kMaxWaitingCommands; ++i)
            ASSERT_EQ(put(residents_deed()), Inbox::Taken::Yes);
    }

    int woken_ = 0;
    Inbox inbox_{[this] { ++woken_; }};
};

TEST_F(InboxTest, WakesOnceUntilAllIsTaken) {
    (void)put(Leave{});
    (void)put(Leave{});
    EXPECT_EQ(woken_, 1);
    EXPECT_EQ(inbox_.take_all().size(), 2U);
    EXPECT_TRUE(inbox_.take_all().empty());
    (void)put(Leave{});
    EXPECT_EQ(woken_, 2);
}

TEST_F(InboxTest, WhenFullStillTakesTheServersOwnAndThoseWhoJoin) {
    fill();
    EXPECT_EQ(put(residents_deed()), Inbox::Taken::Full);
    EXPECT_EQ(put(by_server(meeting::CameraLive{})), Inbox::Taken::Yes);
    EXPECT_EQ(put(Join{}), Inbox::Taken::Yes);
    (void)inbox_.take_all();
    EXPECT_EQ(put(residents_deed()), Inbox::Taken::Yes);
}

TEST_F(InboxTest, LeavesAnErrandThatItDoesNotTakeWhole) {
    fill();
    Errand errand = residents_deed();
    EXPECT_EQ(inbox_.put(errand), Inbox::Taken::Full);
    EXPECT_EQ(std::get<Deed>(errand).id, meeting::CommandId("c-1"));
}

TEST_F(InboxTest, ClosesOnlyWhenNothingWaits) {
    (void)put(Leave{});
    EXPECT_FALSE(inbox_.close_if_empty());
    (void)inbox_.take_all();
    EXPECT_TRUE(inbox_.close_if_empty());
    EXPECT_EQ(put(by_server(meeting::CameraLive{})), Inbox::Taken::Closed);
}

}  // namespace
}  // namespace wardcast::hub
