#include "app/http_request.h"

#include <optional>
#include <string_view>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace wardcast::app {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;

struct Url {
    bool tls = false;
    std::string host;
    std::string port;
    std::string target;
};

Result<Url> parse_url(std::string_view text) {
    Url url;
    url.tls = text.starts_with("https://");
    if (!url.tls && !text.starts_with("http://")) {
        return failure(ErrorKind::BadInput,
                       "'" + std::string(text) + "' is no address: write http://localhost:8080 or the like");
    }
    text.remove_prefix(url.tls ? 8 : 7);
    const auto slash = std::min(text.find('/'), text.size());
    auto authority = text.substr(0, slash);
    url.target = slash == text.size() ? "/" : std::string(text.substr(slash));
    const auto colon = authority.rfind(':');
    const auto bracket = authority.rfind(']');
    const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    url.port = has_port ? std::string(authority.substr(colon + 1)) : (url.tls ? "443" : "80");
    if (has_port) authority = authority.substr(0, colon);
    if (authority.starts_with('[') && authority.ends_with(']')) authority = authority.substr(1, authority.size() - 2);
    url.host = std::string(authority);
    return url;
}

// One request on one connection. Every step is started and then waited for, until the deadline of all of them.
class Exchange {
  public:
    Exchange(const Url& url, std::chrono::milliseconds timeout)
        : url_(url), deadline_(std::chrono::steady_clock::now() + timeout), stream_(io_, tls_) {}

    Result<HttpAnswer> run(const HttpRequest& request) {
        if (auto connected = connect(); !connected) return tl::unexpected(connected.error());
        http::request<http::string_body> message{http::string_to_verb(request.method), url_.target, 11};
        message.set(http::field::host, url_.host + ":" + url_.port);
        message.set(http::field::connection, "close");
        if (!request.bearer.empty()) message.set(http::field::authorization, "Bearer " + request.bearer);
        if (!request.json.empty()) {
            message.set(http::field::content_type, "application/json");
            message.body() = request.json;
        }
        message.prepare_payload();
        return url_.tls ? exchange(stream_, message) : exchange(stream_.next_layer(), message);
    }

  private:
    // start takes the completion handler. False: failed, or not done in time.
    template <class Start>
    bool step(Start start) {
        std::optional<beast::error_code> outcome;
        start([&outcome](beast::error_code error, auto&&...) { outcome = error; });
        io_.restart();
        io_.run_until(deadline_);
        return outcome && !*outcome;
    }

    Result<void> connect() {
        beast::error_code error;
        const auto endpoints = Tcp::resolver(io_).resolve(url_.host, url_.port, error);
        const bool connected =
            !error && step([&](auto done) { asio::async_connect(stream_.next_layer(), endpoints, std::move(done)); });
        const bool secured = connected && (!url_.tls || step([&](auto done) {
                                 stream_.async_handshake(asio::ssl::stream_base::client, std::move(done));
                             }));
        if (secured) return {};
        return failure(ErrorKind::Unavailable, "nobody answers at " + url_.host + ":" + url_.port);
    }

    template <class Stream>
    Result<HttpAnswer> exchange(Stream& stream, const http::request<http::string_body>& message) {
        beast::flat_buffer buffer;
        http::response<http::string_body> answer;
        const bool done = step([&](auto written) { http::async_write(stream, message, std::move(written)); }) &&
                          step([&](auto read) { http::async_read(stream, buffer, answer, std::move(read)); });
        if (!done) {
            return failure(ErrorKind::Unavailable, "the server at " + url_.host + ":" + url_.port +
                                                       " did not answer in time; see whether it is overloaded");
        }
        return HttpAnswer{.status = static_cast<int>(answer.result_int()), .body = std::move(answer.body())};
    }

    const Url& url_;
    std::chrono::steady_clock::time_point deadline_;
    asio::io_context io_;
    asio::ssl::context tls_{asio::ssl::context::tls_client};
    asio::ssl::stream<Tcp::socket> stream_;
};

}  // namespace

Result<HttpAnswer> http_request(const HttpRequest& request) {
    const auto url = parse_url(request.url);
    if (!url) return tl::unexpected(url.error());
    return Exchange(*url, request.timeout).run(request);
}

}  // namespace wardcast::app
