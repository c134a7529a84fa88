#include "meeting/transition.h"

#include <functional>
#include <map>
#include <ostream>

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

// Every command on a question against every state that the question may be in: docs/protocol.md section 2.7.
namespace wardcast::meeting {
namespace {

using enum Status;

constexpr Status kStatuses[] = {Waiting, Approved, Held, Asking, Answered, Declined, Merged, Withdrawn};

struct Row {
    const char* name;
    Actor actor;
    std::function<Command(Scene&, const QuestionId&)> command;
    std::map<Status, Status> allowed;  // From where, and where it leads.

    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

std::vector<Row> rows() {
    const auto on = [](auto make) { return [make](Scene&, const QuestionId& id) -> Command { return make(id); }; };
    return {
        {"Vote", kAnn, on([](auto id) { return Vote{id}; }), {{Approved, Approved}, {Asking, Asking}}},
        {"Withdraw",
         kAnn,
         on([](auto id) { return Withdraw{id}; }),
         {{Waiting, Withdrawn}, {Held, Withdrawn}, {Approved, Withdrawn}}},
        {"Approve",
         kChair,
         on([](auto id) { return Approve{id}; }),
         {{Waiting, Approved}, {Held, Approved}, {Declined, Approved}}},
        {"Hold", kChair, on([](auto id) { return Hold{id}; }), {{Waiting, Held}, {Approved, Held}}},
        {"Decline",
         kChair,
         on([](auto id) {
             return Decline{id, DeclineReason::Personal};
         }),
         {{Waiting, Declined}, {Held, Declined}, {Approved, Declined}}},
        {"Merge",
         kChair,
         [](Scene& scene, auto id) {
             return Merge{id, scene.approved(kBob)};
         },
         {{Waiting, Merged}, {Held, Merged}, {Approved, Merged}}},
        {"MergeAnotherInto",
         kChair,
         [](Scene& scene, auto id) {
             return Merge{scene.approved(kBob), id};
         },
         {{Approved, Approved}, {Asking, Asking}}},
        {"Unmerge", kChair, on([](auto id) { return Unmerge{id}; }), {{Merged, Approved}}},
        {"Move",
         kChair,
         [](Scene& scene, auto id) {
             static_cast<void>(scene.approved(kBob));
             return Move{id, std::nullopt};
         },
         {{Approved, Approved}}},
        {"MoveAnotherBefore",
         kChair,
         [](Scene& scene, auto id) {
             return Move{scene.approved(kBob), id};
         },
         {{Approved, Approved}}},
        {"Call", kChair, on([](auto id) { return Call{id}; }), {{Approved, Asking}}},
        {"Answered", kChair, on([](auto id) { return MarkAnswered{id}; }), {{Asking, Answered}}},
        {"PutBack", kChair, on([](auto id) { return PutBack{id}; }), {{Asking, Approved}}},
        {"Reopen", kChair, on([](auto id) { return Reopen{id}; }), {{Answered, Approved}, {Declined, Approved}}},
    };
}

class EveryTransition : public testing::TestWithParam<Row> {};

TEST_P(EveryTransition, IsCarriedOutWhereTheTableAllowsItAndRefusedElsewhere) {
    const Row& row = GetParam();
    for (const Status from : kStatuses) {
        SCOPED_TRACE(std::string(to_string(from)));
        Scene scene;
        const auto id = scene.in(from);
        ASSERT_EQ(scene.status(id), from);
        const Command command = row.command(scene, id);
        const State before = scene.state;
        const auto decided = scene.act(row.actor, command);

        if (const auto allowed = row.allowed.find(from); allowed != row.allowed.end()) {
            ASSERT_TRUE(decided.has_value()) << decided.error().message;
            EXPECT_EQ(scene.status(id), allowed->second);
        } else {
            ASSERT_FALSE(decided.has_value());
            EXPECT_EQ(decided.error().code, RefusalCode::WrongState);
            EXPECT_EQ(scene.state, before);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Question, EveryTransition, testing::ValuesIn(rows()),
                         [](const auto& row) { return std::string(row.param.name); });

// Unvote needs a supporter first, which a question can only win while it is approved or being asked.
TEST(Unvote, IsPossibleWhileApprovedOrAskedAndRefusedElsewhere) {
    for (const Status from : kStatuses) {
        Scene scene;
        const auto id = scene.in(from);
        scene.happen(QuestionSupported{id, kAnn.participant}, kAnn, {});
        const auto decided = scene.act(kAnn, Unvote{id});
        if (from == Approved || from == Asking) {
            EXPECT_TRUE(decided.has_value()) << to_string(from);
            EXPECT_TRUE(scene.question(id).supporters.empty());
        } else {
            ASSERT_FALSE(decided.has_value()) << to_string(from);
            EXPECT_EQ(decided.error().code, RefusalCode::WrongState);
        }
    }
}

TEST(Unmerge, GivesAQuestionTheStateThatItHadBefore) {
    for (const Status from : {Waiting, Approved, Held}) {
        Scene scene;
        const auto id = scene.in(from);
        const auto target = scene.approved(kBob);
        ASSERT_TRUE(scene.act(kChair, Merge{id, target}));
        ASSERT_TRUE(scene.act(kChair, Unmerge{id}));
        EXPECT_EQ(scene.status(id), from);
        EXPECT_TRUE(scene.question(id).into.empty());
    }
}

TEST(Refusal, NamesTheStatesThatAllowItTheOneItIsInAndACure) {
    constexpr Transition kCall{"called", StatusSet(Approved), "Approve it first."};
    EXPECT_EQ(refuses(kCall, Held)->message,
              "Only a question that is approved can be called; this one is held. Approve it first.");
    constexpr Transition kApprove{"approved", StatusSet(Waiting, Held, Declined), "Look."};
    EXPECT_EQ(refuses(kApprove, Asking)->message,
              "Only a question that is waiting, held or declined can be approved; this one is being asked. Look.");
    EXPECT_EQ(refuses(kApprove, Held), std::nullopt);
}

}  // namespace
}  // namespace wardcast::meeting
