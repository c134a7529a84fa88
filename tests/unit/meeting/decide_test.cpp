#include "meeting/decide.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

TEST(Decide, TakesAQuestionFromAskToAnswered) {
    Scene scene;
    const auto id = scene.ask();
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    ASSERT_TRUE(scene.act(kChair, Call{id}));
    EXPECT_EQ(scene.state.asking, id);
    ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
    EXPECT_EQ(scene.status(id), Status::Answered);
    EXPECT_FALSE(scene.state.asking.has_value());
}

}  // namespace
}  // namespace wardcast::meeting
