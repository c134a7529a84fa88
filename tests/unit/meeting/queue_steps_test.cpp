#include "meeting/queue_steps.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wardcast::meeting {
namespace {

std::vector<QuestionId> queue_of(std::size_t questions) {
    std::vector<QuestionId> queue;
    for (std::size_t i = 0; i < questions; ++i)
        queue.emplace_back("q_" + std::to_string(i));
    return queue;
}

RC_GTEST_PROP(QueueSteps, LeadFromAnyOrderToAnyOther, (std::uint32_t seed)) {
    const auto from = queue_of(*rc::gen::inRange<std::size_t>(0, 40));
    auto to = from;
    std::mt19937 random(seed);
    std::shuffle(to.begin(), to.end(), random);
    const auto steps = steps_between(from, to);
    RC_ASSERT(after_steps(from, steps) == to);
    RC_ASSERT(steps.size() < std::max<std::size_t>(from.size(), 1));
}

TEST(QueueSteps, MoveOnlyWhatHasToMove) {
    const auto from = queue_of(5);
    auto to = from;
    std::rotate(to.begin(), to.begin() + 1, to.end());
    EXPECT_EQ(steps_between(from, to), (std::vector<Placement>{{from.front(), std::nullopt}}));
    EXPECT_TRUE(steps_between(from, from).empty());
}

TEST(QueueSteps, PassOverQuestionsThatAreNotInTheQueue) {
    for (const std::size_t questions : {3U, 30U}) {
        const auto queue = queue_of(questions);
        const std::vector<Placement> steps(questions, {QuestionId("q_gone"), queue.front()});
        EXPECT_EQ(after_steps(queue, steps), queue) << questions;
    }
}

}  // namespace
}  // namespace wardcast::meeting
