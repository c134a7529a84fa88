#include "http/acceptor.h"

#include <algorithm>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.h"

namespace wardcast::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int kBacklog = 4096;      // The kernel cuts it to net.core.somaxconn.
constexpr int kAcceptsAtOnce = 64;  // Then the other listeners have their turn.
constexpr std::chrono::milliseconds kBackOff{100};

tl::unexpected<Error> cannot_listen(const Endpoint& endpoint, const error_code& error) {
    const std::string where = "cannot listen on " + endpoint.url() + ": ";
    if (error == asio::error::address_in_use) {
        return failure(ErrorKind::Conflict, where +
                                                "the port is in use; stop the program that has it, or choose "
                                                "another port");
    }
    if (error == asio::error::access_denied) {
        return failure(ErrorKind::NotAllowed, where +
                                                  "ports below 1024 need the right to bind them "
                                                  "(CAP_NET_BIND_SERVICE), or choose a higher one");
    }
    if (error == boost::system::errc::address_not_available) {
        return failure(ErrorKind::BadInput, where + "this machine has no such address");
    }
    return failure(ErrorKind::Unavailable, where + error.message());
}

}  // namespace

std::string Endpoint::url() const {
    const bool is_v6 = address.find(':') != std::string::npos;
    return (tls ? "https://" : "http://") + (is_v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

// One listening socket. Accepts by hand after asio has said that somebody waits: asio's own accept would register each
// socket with its poller only for us to take it out again.
class Acceptor::Listener {
  public:
    Listener(Acceptor& owner, bool tls) : owner_(owner), tls_(tls), acceptor_(owner.context_), timer_(owner.context_) {}

    Result<Endpoint> open(const ListenAddress& address, bool v6_alone) {
        Endpoint endpoint{address.address, address.port, address.tls};
        error_code error;
        const auto ip = asio::ip::make_address(address.address, error);
        if (error) {
            return failure(ErrorKind::BadInput, "cannot listen on '" + address.address +
                                                    "': it is no IP address; use 0.0.0.0 for all of this machine");
        }
        const tcp::endpoint wanted(ip, address.port);
        acceptor_.open(wanted.protocol(), error);
        if (error) return cannot_listen(endpoint, error);
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
        if (ip.is_v6()) acceptor_.set_option(asio::ip::v6_only(v6_alone), error);
        acceptor_.bind(wanted, error);
        if (error) return cannot_listen(endpoint, error);
        acceptor_.listen(kBacklog, error);
        if (error) return cannot_listen(endpoint, error);
        acceptor_.native_non_blocking(true, error);
        endpoint.port = acceptor_.local_endpoint(error).port();
        return endpoint;
    }

    void wait() {
        acceptor_.async_wait(tcp::acceptor::wait_read, [this](const error_code& error) {
            if (!error) accept();
        });
    }

    void close() {
        error_code ignored;
        acceptor_.close(ignored);
        timer_.cancel(ignored);
    }

  private:
    void accept() {
        for (int count = 0; count < kAcceptsAtOnce; ++count) {
            sockaddr_storage peer{};
            socklen_t length = sizeof peer;
            const int descriptor = ::accept4(acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&peer), &length,
                                             SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (descriptor < 0) {
                if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
                    back_off(errno);
                    return;
                }
                break;  // Nobody waits any more, or the client has gone again.
            }
            owner_.hand_on(descriptor, tls_, Network::of(reinterpret_cast<const sockaddr&>(peer)));
        }
        wait();
    }

    // The waiting client keeps the listening socket readable, so without a pause this would spin.
    void back_off(int reason) {
        if (!has_complained_) {
            spdlog::warn("no more connections can be accepted ({}): raise the limit of open files",
                         error_code(reason, boost::system::generic_category()).message());
            has_complained_ = true;
        }
        timer_.expires_after(kBackOff);
        timer_.async_wait([this](const error_code& error) {
            if (!error) wait();
        });
    }

    Acceptor& owner_;
    const bool tls_;
    tcp::acceptor acceptor_;
    asio::steady_timer timer_;
    bool has_complained_ = false;
};

Acceptor::Acceptor(const Bounds& bounds, Metrics& metrics)
    : context_(1), work_(context_.get_executor()), metrics_(metrics), census_(bounds.connections_per_network) {}

Result<std::unique_ptr<Acceptor>> Acceptor::create(const std::vector<ListenAddress>& addresses, const Bounds& bounds,
                                                   Metrics& metrics) {
    if (addresses.empty()) {
        return failure(ErrorKind::BadInput, "no address to listen on: give at least one, such as 0.0.0.0:8080");
    }
    // An IPv6 socket takes IPv4 as well, unless a socket of its own is asked for it.
    const bool has_v4 = std::any_of(addresses.begin(), addresses.end(), [](const ListenAddress& address) {
        return address.address.find(':') == std::string::npos;
    });
    std::unique_ptr<Acceptor> acceptor(new Acceptor(bounds, metrics));
    for (const ListenAddress& address : addresses) {
        auto listener = std::make_unique<Listener>(*acceptor, address.tls);
        auto endpoint = listener->open(address, has_v4);
        if (!endpoint) return tl::unexpected(endpoint.error());
        acceptor->endpoints_.push_back(std::move(*endpoint));
        acceptor->listeners_.push_back(std::move(listener));
    }
    return acceptor;
}

Acceptor::~Acceptor() {
    stop();
}

void Acceptor::start(Sink sink) {
    sink_ = std::move(sink);
    for (const auto& listener : listeners_)
        listener->wait();
    thread_ = std::thread([this] { context_.run(); });
}

void Acceptor::stop() {
    if (!thread_.joinable()) return;
    asio::post(context_, [this] {
        for (const auto& listener : listeners_)
            listener->close();
    });
    work_.reset();
    thread_.join();
}

void Acceptor::post(std::function<void()> f) {
    asio::post(context_, std::move(f));
}

void Acceptor::hand_on(int descriptor, bool tls, const Network& network) {
    if (!census_.enter(network)) {
        metrics_.refused_sockets.Increment();
        ::close(descriptor);
        return;
    }
    // Frames are small and must not wait for company.
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sink_({descriptor, tls, network});
}

}  // namespace wardcast::http
