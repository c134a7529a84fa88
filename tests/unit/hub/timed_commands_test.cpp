#include "hub/timed_commands.h"

#include <algorithm>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include "unit/hub/stopped_clock.h"

namespace wardcast::hub {
namespace {

using namespace std::chrono_literals;

class TimedCommandsTest : public testing::Test {
  protected:
    TimedCommandsTest() {
        state_.order = meeting::Order{};
        state_.queue = {meeting::QuestionId("q_1"), meeting::QuestionId("q_2")};
    }
    ~TimedCommandsTest() override { timed_.silence(); }

    static std::vector<meeting::Record> news(meeting::Event event) { return {{1, {}, {}, {}, std::move(event)}}; }
    // Runs until no alarm is set any more.
    void run() {
        loop_.restart();
        loop_.run();
    }
    template <class Command>
    [[nodiscard]] std::ptrdiff_t given() const {
        return std::count_if(given_.begin(), given_.end(),
                             [](const auto& command) { return std::holds_alternative<Command>(command); });
    }

    boost::asio::io_context loop_;
    StoppedClock clock_;
    meeting::State state_;
    std::vector<meeting::Command> given_;
    TimedCommands timed_{Strand(loop_.get_executor()), clock_, Pace{.settle = 1ms},
                         [this](meeting::Command command) { given_.push_back(std::move(command)); }};
};

TEST_F(TimedCommandsTest, SettlesOnceForAllThatHappenedMeanwhile) {
    timed_.plan(state_, news(meeting::QuestionsClosed{}));
    timed_.plan(state_, news(meeting::QuestionsOpened{}));
    run();
    EXPECT_EQ(given<meeting::Settle>(), 1);
    timed_.plan(state_, news(meeting::QuestionsClosed{}));
    run();
    EXPECT_EQ(given<meeting::Settle>(), 2);
}

TEST_F(TimedCommandsTest, ASettlingIsNoReasonToSettleAgain) {
    timed_.plan(state_, news(meeting::QueueSettled{}));
    run();
    EXPECT_TRUE(given_.empty());
}

TEST_F(TimedCommandsTest, AQueueOfOneNeedsNoOrder) {
    state_.queue.pop_back();
    timed_.plan(state_, news(meeting::QuestionsClosed{}));
    run();
    EXPECT_TRUE(given_.empty());
}

TEST_F(TimedCommandsTest, EndsTheTimeToListenOnceTheClockOfTheLogSaysSo) {
    state_.listening = clock_.now() + 1ms;
    timed_.plan_end_of_listening(state_);
    loop_.run_one();
    EXPECT_EQ(given<meeting::EndListening>(), 0) << "the alarm was early by the log's clock";
    clock_.forward(1ms);
    loop_.run_one();
    EXPECT_EQ(given<meeting::EndListening>(), 1);
}

TEST_F(TimedCommandsTest, AnEndThatStaffBringAboutNeedsNoSecond) {
    state_.listening = clock_.now();
    timed_.plan_end_of_listening(state_);
    state_.listening.reset();
    timed_.plan_end_of_listening(state_);
    run();
    EXPECT_TRUE(given_.empty());
}

}  // namespace
}  // namespace wardcast::hub
