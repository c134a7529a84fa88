#include "meeting/state.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

class Supporters : public testing::Test {
  protected:
    [[nodiscard]] std::size_t count(const QuestionId& id) const { return supporters(scene.state, scene.question(id)); }
    void vote(const Actor& actor, const QuestionId& id) { ASSERT_TRUE(scene.act(actor, Vote{id})); }

    Scene scene;
    QuestionId one = scene.approved();
    QuestionId two = scene.approved();
    QuestionId three = scene.approved();
};

TEST_F(Supporters, OfAMergedQuestionCountOnTheOneThatCarriesItOn) {
    vote(kBob, one);
    vote(kCat, two);
    ASSERT_TRUE(scene.act(kChair, Merge{one, two}));
    EXPECT_EQ(count(two), 2U);
}

TEST_F(Supporters, CountOnceWhoeverSupportsBoth) {
    vote(kBob, one);
    vote(kBob, two);
    vote(kCat, two);
    ASSERT_TRUE(scene.act(kChair, Merge{one, two}));
    EXPECT_EQ(count(two), 2U);
}

TEST_F(Supporters, AreGivenBackByUnmerge) {
    vote(kBob, one);
    vote(kCat, two);
    ASSERT_TRUE(scene.act(kChair, Merge{one, two}));
    vote(kAnn, two);
    ASSERT_TRUE(scene.act(kChair, Unmerge{one}));
    EXPECT_EQ(count(one), 1U);
    EXPECT_EQ(count(two), 2U);
}

TEST_F(Supporters, AreCarriedOnThroughSeveralMerges) {
    vote(kBob, one);
    vote(kCat, two);
    ASSERT_TRUE(scene.act(kChair, Merge{one, two}));
    ASSERT_TRUE(scene.act(kChair, Merge{two, three}));
    EXPECT_EQ(count(three), 2U);
    ASSERT_TRUE(scene.act(kChair, Unmerge{one}));
    EXPECT_EQ(count(three), 1U);
    EXPECT_EQ(support_of(scene.state, scene.question(three), kCat.participant), std::vector{two});
    EXPECT_TRUE(support_of(scene.state, scene.question(three), kBob.participant).empty());
}

TEST(DoneKey, TellsSendersAndCommandsApart) {
    EXPECT_NE(done_key(ParticipantId("p_a"), CommandId("bc")), done_key(ParticipantId("p_ab"), CommandId("c")));
}

TEST(StateWords, AreThoseOfTheProtocol) {
    EXPECT_EQ(to_string(Phase::Planned), "planned");
    EXPECT_EQ(to_string(Phase::Ended), "ended");
    EXPECT_EQ(to_string(Air::None), "none");
    EXPECT_EQ(to_string(Air::Off), "off");
    EXPECT_EQ(to_string(Recording::Running), "running");
    EXPECT_EQ(to_string(Recording::Ready), "ready");
}

}  // namespace
}  // namespace wardcast::meeting
