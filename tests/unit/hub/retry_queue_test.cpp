#include "hub/retry_queue.h"

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

namespace wardcast::hub {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class RetryQueueTest : public testing::Test {
  protected:
    ~RetryQueueTest() override { queue_.silence(); }

    static Deed deed(const std::string& id) {
        Deed deed = by_server(meeting::CameraLive{});
        deed.id = meeting::CommandId(id);
        return deed;
    }
    std::vector<std::string> take_due() {
        std::vector<std::string> ids;
        for (const Deed& deed : queue_.take_due())
            ids.push_back(deed.id.str());
        return ids;
    }

    boost::asio::io_context loop_;
    int tries_ = 0;
    RetryQueue queue_{Strand(loop_.get_executor()), 1ms, [this] { ++tries_; }};
};

TEST_F(RetryQueueTest, WhatIsPutBackGoesAheadOfWhatCameLater) {
    queue_.add(deed("third"));
    queue_.put_back({deed("first"), deed("second")});
    loop_.run();
    EXPECT_EQ(tries_, 1);
    EXPECT_THAT(take_due(), ElementsAre("first", "second", "third"));
    EXPECT_TRUE(queue_.empty());
}

TEST_F(RetryQueueTest, NothingIsDueBeforeThePauseIsOver) {
    queue_.put_back({deed("one")});
    EXPECT_THAT(take_due(), ElementsAre());
    EXPECT_EQ(queue_.size(), 1U);
    loop_.run();
    EXPECT_THAT(take_due(), ElementsAre("one"));
}

TEST_F(RetryQueueTest, WithNothingToTryThereIsNoTry) {
    queue_.put_back({});
    queue_.pause();
    loop_.run();
    EXPECT_EQ(tries_, 0);
}

}  // namespace
}  // namespace wardcast::hub
