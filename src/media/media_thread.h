#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

namespace wardcast::media {

// The one thread on which cameras are negotiated, replaced and torn down and programmes are looked after, so that none
// of that needs a lock. GStreamer's callbacks post to it.
//
// Threads: any may post. Tasks run in the order in which they were posted. After stop() none runs and none is taken.
class MediaThread {
  public:
    MediaThread();
    ~MediaThread();
    MediaThread(const MediaThread&) = delete;
    MediaThread& operator=(const MediaThread&) = delete;

    // False after stop(): the task is thrown away.
    bool post(std::function<void()> task);
    // Runs f there and waits for what it returns; `stopped` after stop(). Not from the thread itself.
    template <class F, class R = std::invoke_result_t<F>>
    R call(F f, R stopped) {
        auto task = std::make_shared<std::packaged_task<R()>>(std::move(f));
        auto result = task->get_future();
        if (!post([task] { (*task)(); })) return stopped;
        return result.get();
    }
    // Runs the task again and again from now on.
    void every(std::chrono::milliseconds period, std::function<void()> task);
    // Runs what was posted before, then ends. Not from the thread itself.
    void stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace wardcast::media
