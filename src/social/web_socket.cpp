#include "social/web_socket.h"

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange without it.

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "social/url.h"

namespace wardcast::social {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ws = beast::websocket;
using Tcp = asio::ip::tcp;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kConnect{10};  // For the whole way from the name to the handshake.
constexpr std::chrono::seconds kSend{10};

// Runs one asynchronous operation to its end, the deadline or the stop. An operation that is not through by then goes
// on when the context is run again.
class Steps {
  public:
    asio::io_context io;

    // Whether the outcome came.
    bool run(const std::optional<beast::error_code>& outcome, steady_clock::time_point deadline,
             const std::stop_token& stop) {
        const std::stop_callback wake(stop, [this] { io.stop(); });
        io.restart();
        while (!outcome && !stop.stop_requested() && steady_clock::now() < deadline) {
            if (io.run_one_until(deadline) == 0 && io.stopped()) break;
        }
        return outcome.has_value();
    }
};

template <class Stream>
class BeastSocket final : public WebSocket {
  public:
    template <class... Arguments>
    BeastSocket(std::unique_ptr<Steps> steps, Url url, Arguments&... arguments)
        : steps_(std::move(steps)), url_(std::move(url)), stream_(steps_->io, arguments...) {}

    Outcome<void> open(const std::string& bearer, const AddressRule& rule, const std::stop_token& stop) {
        const auto deadline = steady_clock::now() + kConnect;
        if (auto connected = connect(rule, deadline, stop); !connected) return connected;
        if constexpr (!std::is_same_v<Stream, ws::stream<beast::tcp_stream>>) {
            auto& tls = stream_.next_layer();
            tls.set_verify_callback(asio::ssl::rfc2818_verification(url_.host));
            auto name = url_.host;  // The macro for this is a C cast.
            if (SSL_ctrl(tls.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) !=
                    1 ||
                !step(deadline, stop,
                      [&](auto done) { tls.async_handshake(asio::ssl::stream_base::client, std::move(done)); })) {
                return passing("bad_certificate", url_.host,
                               url_.host + " has a certificate that is not valid, or speaks no TLS 1.2");
            }
        }
        auto timeouts = ws::stream_base::timeout::suggested(beast::role_type::client);
        timeouts.handshake_timeout = kConnect;
        timeouts.idle_timeout = std::chrono::seconds(30);
        timeouts.keep_alive_pings = true;
        stream_.set_option(timeouts);
        stream_.set_option(ws::stream_base::decorator([bearer](ws::request_type& request) {
            request.set(beast::http::field::user_agent, "Wardcast (meeting server)");
            if (!bearer.empty()) request.set(beast::http::field::authorization, "Bearer " + bearer);
        }));
        stream_.read_message_max(kMaxMessage);
        ws::response_type response;
        const auto host = url_.host + ":" + url_.port;
        if (!step(deadline, stop,
                  [&](auto done) { stream_.async_handshake(response, host, url_.target, std::move(done)); })) {
            return handshake_trouble(response);
        }
        return {};
    }

    Outcome<void> send(const std::string& text, const std::stop_token& stop) override {
        stream_.text(true);
        if (step(steady_clock::now() + kSend, stop,
                 [&](auto done) { stream_.async_write(asio::buffer(text), std::move(done)); })) {
            return {};
        }
        return passing("broke_off", url_.host, "the connection to " + url_.host + " was lost");
    }

    Outcome<std::optional<std::string>> receive(Time deadline, const std::stop_token& stop) override {
        if (!is_reading_) {
            is_reading_ = true;
            read_.reset();
            stream_.async_read(buffer_, [this](beast::error_code error, std::size_t) { read_ = error; });
        }
        if (!steps_->run(read_, deadline, stop)) return std::nullopt;
        is_reading_ = false;
        if (*read_)
            return passing("broke_off", url_.host, "the connection to " + url_.host + " was lost: " + read_->message());
        std::string text = beast::buffers_to_string(buffer_.data());
        buffer_.consume(buffer_.size());
        return text;
    }

  private:
    // start takes the completion handler. False: failed, or not done in time.
    template <class Start>
    bool step(steady_clock::time_point deadline, const std::stop_token& stop, Start start) {
        outcome_.reset();
        start([this](beast::error_code error, auto&&...) { outcome_ = error; });
        return steps_->run(outcome_, deadline, stop) && !*outcome_;
    }

    Outcome<void> connect(const AddressRule& rule, steady_clock::time_point deadline, const std::stop_token& stop) {
        beast::error_code error;
        const auto found = Tcp::resolver(steps_->io).resolve(url_.host, url_.port, error);
        if (error) return passing("unknown_host", url_.host, "no server is known by the name " + url_.host);
        std::vector<Tcp::endpoint> endpoints;
        for (const auto& entry : found) {
            if (rule.permits(url_.host, url_.port, entry.endpoint().address())) endpoints.push_back(entry.endpoint());
        }
        if (endpoints.empty()) {
            return needs_person("forbidden_address", url_.host,
                                url_.host +
                                    " is an address of this machine or of a private network, which sources "
                                    "may not reach; the key social.allow_hosts permits it");
        }
        // To these very addresses: the name is not asked again.
        if (!step(deadline, stop,
                  [&](auto done) { beast::get_lowest_layer(stream_).async_connect(endpoints, std::move(done)); })) {
            return passing("unreachable", url_.host, "nobody answers at " + url_.host + ":" + url_.port);
        }
        return {};
    }

    [[nodiscard]] Outcome<void> handshake_trouble(const ws::response_type& response) const {
        const auto status = response.result_int();
        if (status == 401 || status == 403) {
            return needs_person("wants_token", url_.host,
                                url_.host + " wants a token, or another one (" + std::to_string(status) + ")");
        }
        if (status >= 300) {
            return passing("unexpected", url_.host,
                           url_.host + " does not open its stream (" + std::to_string(status) + ")");
        }
        return passing("unexpected", url_.host, url_.host + " does not open its stream");
    }

    std::unique_ptr<Steps> steps_;
    const Url url_;
    Stream stream_;
    beast::flat_buffer buffer_;
    std::optional<beast::error_code> outcome_;
    std::optional<beast::error_code> read_;
    bool is_reading_ = false;
};

using PlainSocket = BeastSocket<ws::stream<beast::tcp_stream>>;
using TlsSocket = BeastSocket<ws::stream<beast::ssl_stream<beast::tcp_stream>>>;

// Trusts what the system trusts. Shared by all: reading the store takes milliseconds.
asio::ssl::context& tls_context() {
    static asio::ssl::context context = [] {
        asio::ssl::context fresh(asio::ssl::context::tls_client);
        beast::error_code error;
        fresh.set_default_verify_paths(error);
        fresh.set_verify_mode(asio::ssl::verify_peer, error);
        SSL_CTX_set_min_proto_version(fresh.native_handle(), TLS1_2_VERSION);
        return fresh;
    }();
    return context;
}

template <class Socket>
Outcome<std::unique_ptr<WebSocket>> opened(std::unique_ptr<Socket> socket, const std::string& bearer,
                                           const AddressRule& rule, const std::stop_token& stop) {
    if (auto open = socket->open(bearer, rule, stop); !open) return tl::unexpected(open.error());
    return socket;
}

}  // namespace

Outcome<std::unique_ptr<WebSocket>> WebSocket::connect(const std::string& url, const std::string& bearer,
                                                       const AddressRule& rule, const std::stop_token& stop) {
    const auto parsed = parse_url(url);
    if (!parsed || (parsed->scheme != "ws" && parsed->scheme != "wss")) {
        return needs_person("bad_address", url.substr(0, 80), "'" + url.substr(0, 80) + "' is no address of a stream");
    }
    auto steps = std::make_unique<Steps>();
    if (parsed->is_tls()) {
        return opened(std::make_unique<TlsSocket>(std::move(steps), *parsed, tls_context()), bearer, rule, stop);
    }
    return opened(std::make_unique<PlainSocket>(std::move(steps), *parsed), bearer, rule, stop);
}

}  // namespace wardcast::social
