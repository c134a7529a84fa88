#pragma once

#include <future>
#include <memory>
#include <utility>

namespace wardcast::app {

// Waits for what answers through a callback: wait_for<int>([&](auto answer) { ask(std::move(answer)); }). Only for
// threads that have nothing else to do: starting, stopping, the command line.
template <class T, class Start>
[[nodiscard]] T wait_for(Start start) {
    auto promise = std::make_shared<std::promise<T>>();
    auto answered = promise->get_future();
    start([promise](T answer) { promise->set_value(std::move(answer)); });
    return answered.get();
}

}  // namespace wardcast::app
