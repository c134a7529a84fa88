#include "meeting/ordering.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

Actor resident(int n) {
    return {Role::Resident, ParticipantId("p_" + std::to_string(n))};
}

// A meeting with a policy, and small words to fill its queue.
class Hall : public Scene {
  public:
    explicit Hall(Order order = Order::Fair) { happen(OrderChanged{order}, kClerk, {}); }

    QuestionId take_in(const Actor& asker, const std::string& area = {}) {
        static_cast<void>(act(asker, Ask{.text = "Why?", .name = {}, .area = area}));
        const auto id = state.asked_order.back();
        static_cast<void>(act(kChair, Approve{id}));
        return id;
    }
    QuestionId from_floor() {
        static_cast<void>(act(kClerk, AskFor{"Why?", "", Channel::Floor, true}));
        return state.asked_order.back();
    }
    void support(const QuestionId& id, int people) {
        for (int i = 0; i < people; ++i)
            static_cast<void>(act(resident(10'000 + supporters_++), Vote{id}));
    }
    void settle() { static_cast<void>(act(kServer, Settle{})); }
    [[nodiscard]] std::vector<QuestionId> wanted() const { return ordered_queue(state, *state.order); }

  private:
    int supporters_ = 0;
};

TEST(FairOrder, PutsNinePeopleWithOneQuestionEachBeforeTheSecondOfATenth) {
    Hall hall;
    hall.take_in(resident(10));
    const auto second = hall.take_in(resident(10));
    hall.support(second, 100);
    for (int i = 1; i <= 9; ++i)
        hall.take_in(resident(i));
    hall.settle();
    EXPECT_EQ(hall.state.queue.back(), second);
    EXPECT_EQ(hall.state.queue.size(), 11U);
}

TEST(FairOrder, LetsChannelsTakeTurns) {
    Hall hall;
    const auto web1 = hall.take_in(resident(1));
    const auto web2 = hall.take_in(resident(2));
    const auto web3 = hall.take_in(resident(3));
    const auto floor1 = hall.from_floor();
    const auto floor2 = hall.from_floor();
    hall.settle();
    EXPECT_EQ(hall.state.queue, (std::vector{web1, floor1, web2, floor2, web3}));
    ASSERT_TRUE(hall.act(kChair, Call{web1}));
    EXPECT_EQ(hall.wanted(), (std::vector{floor1, web2, floor2, web3})) << "what was taken was a turn";
}

TEST(FairOrder, LetsNeighbourhoodsOfAChannelTakeTurnsHoweverTheyAreSpelt) {
    Hall hall;
    const auto east1 = hall.take_in(resident(1), "Llanddŵr");
    const auto east2 = hall.take_in(resident(2), "llanddwr");
    const auto west1 = hall.take_in(resident(3), "Mill Street");
    hall.settle();
    EXPECT_EQ(hall.state.queue, (std::vector{east1, west1, east2}));
}

TEST(FairOrder, CountsSupportWithinATurn) {
    Hall hall;
    const auto one = hall.take_in(resident(1));
    const auto two = hall.take_in(resident(2));
    hall.support(two, 1);
    EXPECT_EQ(hall.state.queue, (std::vector{one, two})) << "a vote alone moves nothing";
    hall.settle();
    EXPECT_EQ(hall.state.queue, (std::vector{two, one}));
}

TEST(SupportOrder, PutsTheMostSupportedFirstAndThenWhoWaitedLonger) {
    Hall hall(Order::Support);
    const auto one = hall.take_in(resident(1));
    const auto two = hall.take_in(resident(1));
    const auto three = hall.take_in(resident(1));
    hall.support(three, 2);
    hall.settle();
    EXPECT_EQ(hall.state.queue, (std::vector{three, one, two}));
}

TEST(OldestOrder, PutsQuestionsAsTheyWereAsked) {
    Hall hall(Order::Oldest);
    const auto one = hall.ask(resident(1));
    const auto two = hall.ask(resident(2));
    ASSERT_TRUE(hall.act(kChair, Approve{two}));
    ASSERT_TRUE(hall.act(kChair, Approve{one}));
    EXPECT_EQ(hall.state.queue, (std::vector{one, two})) << "at its place at once";
}

TEST(Ordering, LetsWhatStaffMovedStayWhereTheyPutIt) {
    Hall hall;
    const auto one = hall.take_in(resident(1));
    const auto two = hall.take_in(resident(2));
    const auto third = hall.take_in(resident(3));
    ASSERT_TRUE(hall.act(kChair, Move{third, one}));
    EXPECT_TRUE(hall.question(third).moved);
    hall.support(two, 9);
    hall.take_in(resident(4));
    hall.settle();
    EXPECT_EQ(hall.state.queue.front(), third);
    EXPECT_EQ(hall.state.queue[1], two);
}

TEST(Ordering, KeepsWhatWasPutBackAtTheHead) {
    Hall hall;
    const auto one = hall.take_in(resident(1));
    const auto two = hall.take_in(resident(2));
    ASSERT_TRUE(hall.act(kChair, Call{one}));
    hall.support(two, 5);
    ASSERT_TRUE(hall.act(kChair, PutBack{}));
    hall.settle();
    EXPECT_EQ(hall.state.queue.front(), one);
}

TEST(Ordering, ForgetsAMoveOnceTheQuestionHasLeftTheQueue) {
    Hall hall;
    const auto one = hall.take_in(resident(1));
    hall.take_in(resident(2));
    ASSERT_TRUE(hall.act(kChair, Move{one, std::nullopt}));
    ASSERT_TRUE(hall.act(kChair, Hold{one}));
    ASSERT_TRUE(hall.act(kChair, Approve{one}));
    EXPECT_FALSE(hall.question(one).moved);
    EXPECT_EQ(hall.state.queue.front(), one);
}

TEST(Ordering, IsChangedLiveWithTheQueueInOneCommand) {
    Hall hall(Order::Oldest);
    const auto one = hall.take_in(resident(1));
    const auto two = hall.take_in(resident(2));
    hall.support(two, 3);
    ASSERT_TRUE(hall.act(kChair, OrderBy{Order::Support}));
    EXPECT_EQ(hall.state.queue, (std::vector{two, one}));
    EXPECT_EQ(hall.act(kChair, OrderBy{Order::Support}).error().code, RefusalCode::AlreadyDone);
    EXPECT_EQ(state_view(hall.state, Audience::Public, nullptr, 0)["order"], "support");
}

TEST(Ordering, OfLogsFromBeforePoliciesStaysAsStaffApprovedAndMoved) {
    Scene scene;
    const auto first = scene.ask(kAnn);
    const auto second = scene.approved(kBob);
    ASSERT_TRUE(scene.act(kChair, Approve{first}));
    EXPECT_EQ(scene.state.queue, (std::vector{second, first}));
    EXPECT_EQ(scene.act(kServer, Settle{}).error().code, RefusalCode::AlreadyDone);
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["order"], "oldest");
}

// ---- Properties ------------------------------------------------------------------------------------------------

// A queue of up to some dozens by few people over few channels and places, some moved, some supported, some taken.
Hall any_hall(Order order) {
    Hall hall(order);
    const auto stories =
        *rc::gen::resize(60, rc::gen::arbitrary<std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>>());
    for (const auto& [what, who, more] : stories) {
        const auto& queue = hall.state.queue;
        switch (what % 8) {
            case 0:
                hall.from_floor();
                break;
            case 1:
                if (!queue.empty()) hall.support(queue[who % queue.size()], more % 4);
                break;
            case 2:
                if (queue.size() > 1) {
                    static_cast<void>(hall.act(kChair, Move{queue[who % queue.size()], queue[more % queue.size()]}));
                }
                break;
            case 3:
                if (!queue.empty()) static_cast<void>(hall.act(kChair, Call{queue[who % queue.size()]}));
                break;
            case 4:
                hall.settle();
                break;
            default:
                hall.take_in(resident(who % 6), more % 3 == 0 ? "" : "place " + std::to_string(more % 3));
        }
    }
    return hall;
}
Order any_order() {
    return *rc::gen::element(Order::Fair, Order::Support, Order::Oldest);
}

RC_GTEST_PROP(Ordering, KeepsTheSameQuestionsAndIsStableOnceSettled, ()) {
    Hall hall = any_hall(any_order());
    const std::multiset<QuestionId> before(hall.state.queue.begin(), hall.state.queue.end());
    const auto wanted = hall.wanted();
    RC_ASSERT((std::multiset<QuestionId>(wanted.begin(), wanted.end()) == before));
    hall.settle();
    RC_ASSERT(hall.state.queue == wanted);
    // Nothing has changed, so nothing happens, however much later.
    hall.now += std::chrono::hours(3);
    RC_ASSERT(!hall.act(kServer, Settle{}).has_value());
    RC_ASSERT(hall.steps.empty());
}

RC_GTEST_PROP(Ordering, IsTotalSoThatItDoesNotDependOnHowTheQueueStood, (std::uint32_t seed)) {
    Hall hall = any_hall(any_order());
    for (auto& [id, question] : hall.state.questions)
        question.moved = false;
    const auto wanted = hall.wanted();
    std::mt19937 random(seed);
    std::shuffle(hall.state.queue.begin(), hall.state.queue.end(), random);
    RC_ASSERT(hall.wanted() == wanted);
}

RC_GTEST_PROP(Ordering, PutsEveryFirstQuestionBeforeEverySecondOneUnlessDueOrMoved, ()) {
    Hall hall = any_hall(Order::Fair);
    if (hall.state.taken.size() >= static_cast<std::size_t>(kMaxPassed)) return;  // Somebody may be due.
    for (auto& [id, question] : hall.state.questions)
        question.moved = false;
    std::uint32_t round = 0;
    for (const QuestionId& id : hall.wanted()) {
        RC_ASSERT(hall.question(id).nth >= round);
        round = hall.question(id).nth;
    }
}

RC_GTEST_PROP(Ordering, LeavesMovedQuestionsAtTheirPlaces, ()) {
    Hall hall = any_hall(any_order());
    const auto wanted = hall.wanted();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (hall.question(hall.state.queue[i]).moved) RC_ASSERT(wanted[i] == hall.state.queue[i]);
    }
}

// Whoever comes, and however much the world supports them, somebody who waits is asked after a bounded time.
void expect_is_asked(Order order) {
    Hall hall(order);
    hall.take_in(resident(0));
    const auto patient = hall.take_in(resident(0));
    int newcomer = 1;
    for (int i = 0; i < 5; ++i)
        hall.take_in(resident(newcomer++));
    for (int called = 0; called < 3 * kMaxPassed; ++called) {
        const auto fresh = hall.take_in(resident(newcomer++));
        hall.support(fresh, 5);
        hall.settle();
        const auto next = hall.state.queue.front();
        ASSERT_TRUE(hall.act(kChair, Call{next}));
        if (next == patient) return;
    }
    ADD_FAILURE() << "it waits for ever in order " << to_string(order);
}

TEST(Ordering, LetsNobodyWaitForEver) {
    expect_is_asked(Order::Fair);
    expect_is_asked(Order::Support);
    expect_is_asked(Order::Oldest);
}

}  // namespace
}  // namespace wardcast::meeting
