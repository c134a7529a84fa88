#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "base/result.h"
#include "http/mailbox.h"
#include "http/metrics.h"
#include "http/settings.h"

namespace wardcast::http {

// A listening socket as it came to be.
struct Endpoint {
    std::string address;  // "127.0.0.1", "::1"
    std::uint16_t port = 0;
    bool tls = false;

    [[nodiscard]] std::string url() const;  // "http://127.0.0.1:8080", "https://[::1]:8443"
};

// Listens, and hands each accepted socket on. One network may hold only so many connections; more are closed at once.
// When the process has no descriptors left it waits a moment, and says so once.
//
// Threads: create() and stop() the owner's; the sink is called on the acceptor's thread; leave() and post() any.
class Acceptor {
  public:
    using Sink = std::function<void(AcceptedSocket)>;

    // Binds and listens at all addresses. BadInput for an address that is none, Conflict for a port in use, NotAllowed
    // for one below 1024 without the right: the message names address, cause and cure.
    [[nodiscard]] static Result<std::unique_ptr<Acceptor>> create(const std::vector<ListenAddress>& addresses,
                                                                  const Bounds& bounds, Metrics& metrics);
    ~Acceptor();

    void start(Sink sink);
    // Nothing is accepted afterwards.
    void stop();

    [[nodiscard]] const std::vector<Endpoint>& endpoints() const noexcept { return endpoints_; }
    // A connection from this network has ended.
    void leave(const Network& network) { census_.leave(network); }
    // Runs f on the acceptor's thread: for what may block for milliseconds.
    void post(std::function<void()> f);

  private:
    class Listener;

    Acceptor(const Bounds& bounds, Metrics& metrics);
    void hand_on(int descriptor, bool tls, const Network& network);

    boost::asio::io_context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    Metrics& metrics_;
    NetworkCensus census_;
    Sink sink_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<Endpoint> endpoints_;
    std::thread thread_;
};

}  // namespace wardcast::http
