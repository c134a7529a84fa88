#include "meeting/burst.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

Actor person(const std::string& crowd, int n) {
    return {Role::Resident, ParticipantId("p_" + crowd + std::to_string(n))};
}

// A meeting whose voters come from networks.
class Crowd : public Scene {
  public:
    Crowd() : question(approved(kAnn)) {}

    // So many people from one network vote, so long apart.
    void vote(const std::string& from, int people, std::chrono::milliseconds apart) {
        for (int i = 0; i < people; ++i) {
            network = from;
            now += apart - std::chrono::seconds(1);  // Each command takes a second of its own.
            static_cast<void>(act(person(from, voted_++), Vote{question}));
        }
        network.clear();
    }
    [[nodiscard]] std::size_t count() const { return supporters(state, state.questions.at(question)); }

    QuestionId question;

  private:
    int voted_ = 0;
};

TEST(Burst, OfScriptedJoinsIsFlaggedAndStillCounts) {
    Crowd crowd;
    crowd.vote("script", 500, std::chrono::milliseconds(20));
    ASSERT_EQ(crowd.state.bursts.size(), 1U);
    EXPECT_EQ(crowd.state.bursts[0].people.size(), 500U);
    EXPECT_FALSE(crowd.state.bursts[0].removed);
    EXPECT_EQ(crowd.count(), 500U) << "only staff decide";
}

TEST(Burst, IsNotSixtyPeopleInAHallWhoVoteAtTheirPace) {
    Crowd crowd;
    crowd.vote("hall", 60, std::chrono::seconds(4));
    EXPECT_TRUE(crowd.state.bursts.empty());
    EXPECT_EQ(crowd.count(), 60U);
}

TEST(Burst, IsNotAMeetingWhereManyComeFromEverywhere) {
    Crowd crowd;
    for (int minute = 0; minute < 3; ++minute) {
        for (int i = 0; i < 300; ++i)
            crowd.vote("network" + std::to_string(i), 1, std::chrono::milliseconds(200));
    }
    crowd.vote("hall", 60, std::chrono::milliseconds(500));
    EXPECT_TRUE(crowd.state.bursts.empty()) << "it is not far above what is usual here";
}

TEST(Burst, LeavesAndComesBackWithACorrectRecount) {
    Crowd crowd;
    crowd.vote("home", 5, std::chrono::seconds(10));
    crowd.vote("script", 100, std::chrono::milliseconds(20));
    ASSERT_EQ(crowd.state.bursts.size(), 1U);
    const BurstId burst = crowd.state.bursts[0].id;
    ASSERT_TRUE(crowd.act(kChair, RemoveBurst{burst}));
    EXPECT_EQ(crowd.count(), 5U);
    EXPECT_EQ(crowd.steps.back().effects.tallies, std::vector{crowd.question});
    EXPECT_EQ(crowd.act(kChair, RemoveBurst{burst}).error().code, RefusalCode::AlreadyDone);
    crowd.vote("script", 10, std::chrono::milliseconds(20));
    EXPECT_EQ(crowd.count(), 5U) << "those who still come with it do not count either";
    ASSERT_TRUE(crowd.act(kChair, RestoreBurst{burst}));
    EXPECT_EQ(crowd.count(), 115U);
    EXPECT_EQ(crowd.act(kChair, RestoreBurst{burst}).error().code, RefusalCode::AlreadyDone);
    EXPECT_EQ(crowd.act(kChair, RemoveBurst{BurstId("b_none")}).error().code, RefusalCode::NotFound);
}

TEST(Burst, RemovedCountsNobodyOfItInAMergeEither) {
    Crowd crowd;
    crowd.vote("script", 40, std::chrono::milliseconds(20));
    const auto target = crowd.approved(kBob);
    ASSERT_TRUE(crowd.act(kCat, Vote{target}));
    ASSERT_TRUE(crowd.act(kChair, Merge{crowd.question, target}));
    ASSERT_TRUE(crowd.act(kChair, RemoveBurst{crowd.state.bursts[0].id}));
    EXPECT_EQ(supporters(crowd.state, crowd.state.questions.at(target)), 1U);
    EXPECT_EQ(votes_view(crowd.state, crowd.steps.back().effects.tallies, Audience::Public), Json({{target.str(), 1}}));
}

TEST(Burst, IsOverAfterAMinuteWithoutNewcomers) {
    Crowd crowd;
    crowd.vote("script", 40, std::chrono::milliseconds(20));
    crowd.now += std::chrono::minutes(2);
    crowd.vote("script", 1, std::chrono::seconds(1));
    EXPECT_EQ(crowd.state.bursts[0].people.size(), 40U);
}

TEST(Burst, IsForStaffToSeeWithoutTheNetwork) {
    Crowd crowd;
    crowd.vote("script", 40, std::chrono::milliseconds(20));
    const Json view = state_view(crowd.state, Audience::Staff, nullptr, 0)["bursts"];
    ASSERT_EQ(view.size(), 1U);
    EXPECT_EQ(view[0]["participants"], 40);
    EXPECT_EQ(view[0]["removed"], false);
    EXPECT_EQ(view.dump().find("script"), std::string::npos);
    EXPECT_FALSE(state_view(crowd.state, Audience::Public, nullptr, 0).contains("bursts"));
}

TEST(Burst, CountsEachPersonOnceHoweverOftenTheyAct) {
    Crowd crowd;
    std::vector<QuestionId> questions;
    for (int i = 0; i < 50; ++i)
        questions.push_back(crowd.approved(kAnn));
    crowd.network = "home";
    for (const QuestionId& question : questions)
        static_cast<void>(crowd.act(kBob, Vote{question}));
    EXPECT_TRUE(crowd.state.bursts.empty());
    EXPECT_EQ(crowd.state.arrivals.all, 1U);
}

}  // namespace
}  // namespace wardcast::meeting
