// Boost 1.74's Asio needs <utility> before it in C++20.
#include "media/media_thread.h"

#include <list>
#include <mutex>
#include <thread>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace wardcast::media {

namespace asio = boost::asio;

struct MediaThread::State {
    struct Repeated {
        Repeated(asio::io_context& context, std::chrono::milliseconds every, std::function<void()> what)
            : timer(context), period(every), task(std::move(what)) {}
        void wait() {
            timer.expires_after(period);
            timer.async_wait([this](const boost::system::error_code& cancelled) {
                if (cancelled) return;
                task();
                wait();
            });
        }
        asio::steady_timer timer;
        const std::chrono::milliseconds period;
        const std::function<void()> task;
    };

    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(context);
    std::list<Repeated> repeated;  // The thread's.
    std::mutex mutex;
    bool stopped = false;  // Guarded by mutex, so that nothing is posted behind the last task.
    std::thread thread;
};

MediaThread::MediaThread() : state_(std::make_unique<State>()) {
    state_->thread = std::thread([this] { state_->context.run(); });
}

MediaThread::~MediaThread() {
    stop();
}

bool MediaThread::post(std::function<void()> task) {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopped) return false;
    asio::post(state_->context, std::move(task));
    return true;
}

void MediaThread::every(std::chrono::milliseconds period, std::function<void()> task) {
    post([this, period, task = std::move(task)]() mutable {
        state_->repeated.emplace_back(state_->context, period, std::move(task)).wait();
    });
}

void MediaThread::stop() {
    if (!state_->thread.joinable()) return;
    post([this] {
        state_->repeated.clear();
        state_->work.reset();
        state_->context.stop();
    });
    {
        const std::lock_guard lock(state_->mutex);
        state_->stopped = true;
    }
    state_->thread.join();
}

}  // namespace wardcast::media
