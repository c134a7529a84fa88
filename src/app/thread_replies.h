#pragma once

#include <atomic>
#include <stop_token>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "meeting/ids.h"
#include "meeting/question.h"
#include "social/outgoing.h"

namespace wardcast::app {

// Tells authors of posts, in their own thread, that their question was answered, with a link to that moment of the
// recording. Off unless an account is configured. Told of the same answer again, it sees in the thread that it replied.
//
// Threads: answered() from any; it only posts. Requests are made on one thread of this object's own; at most
// kMaxWaiting wait, more are left out.
class ThreadReplies {
  public:
    static constexpr int kMaxWaiting = 100;
    struct Settings {
        std::string server;
        std::string token;
        std::string public_url;
    };

    ThreadReplies(Settings settings, social::Outgoing& outgoing);
    void answered(const meeting::Slug& slug, const meeting::Question& question);
    // Leaves out what still waits. May be called twice.
    void stop();

  private:
    const Settings settings_;
    social::Outgoing& outgoing_;
    std::stop_source stop_;
    std::atomic<int> waiting_ = 0;
    boost::asio::thread_pool thread_{1};
};

}  // namespace wardcast::app
