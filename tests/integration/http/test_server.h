#pragma once

#include <map>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <gtest/gtest.h>

#include "http/server.h"
#include "integration/http/fake_hub.h"
#include "integration/http/fake_studio.h"
#include "temporary_folder.h"

namespace wardcast::http {

using Answer = boost::beast::http::response<boost::beast::http::string_body>;
using Headers = std::map<std::string, std::string>;

// One connection that asks and reads answers, one after the other, all on the same socket.
class HttpClient {
  public:
    explicit HttpClient(std::uint16_t port);

    Answer ask(const std::string& method, const std::string& target, Headers headers = {}, std::string body = {});
    // Bytes as they are.
    void send(const std::string& bytes);
    // The next answer; to HEAD without a body.
    Answer read(bool is_head = false);
    // Everything that still comes until the server closes the connection.
    std::string read_to_the_end();
    // True when the server has closed the connection and nothing more came.
    bool is_closed();
    boost::asio::ip::tcp::socket& socket() { return socket_; }

  private:
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::uint16_t port_;
};

// A real server on a free port, before doubles of the hub and the studio, with a small web root. The meeting "ward" is
// live.
class TestServer : public ::testing::Test {
  protected:
    TestServer();

    // With the settings as they are then; once.
    void start();
    [[nodiscard]] std::uint16_t port(std::size_t index = 0) const { return server_->endpoints()[index].port; }
    [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port()); }
    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port()); }

    // One request on a connection of its own.
    Answer ask(const std::string& method, const std::string& target, Headers headers = {}, std::string body = {});
    Answer get(const std::string& target, Headers headers = {}) { return ask("GET", target, std::move(headers)); }

    [[nodiscard]] std::string token(meeting::Role role) const {
        return access_.role_token(meeting::Slug("ward"), role);
    }
    [[nodiscard]] std::string cookie(meeting::Role role) const;
    // The counter's or gauge's value on /metrics.
    double metric(const std::string& name);

    TemporaryFolder folder_;
    ServerSettings settings_;
    SystemClock clock_;
    hub::Access access_;
    FakeHub hub_;
    FakeStudio studio_;
    std::unique_ptr<Server> server_;
};

}  // namespace wardcast::http
