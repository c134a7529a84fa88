#pragma once

#include <map>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket.hpp>

#include "base/json.h"

namespace wardcast::http {

// A WebSocket of a program, or of a page when it is given an Origin.
class SocketClient {
  public:
    explicit SocketClient(std::uint16_t port, const std::string& path = "/ws/ward",
                          std::map<std::string, std::string> headers = {});

    void say(const std::string& text);
    void say(const Json& message) { say(message.dump()); }
    // The next message, whatever it is.
    std::string hear();
    Json hear_json() { return Json::parse(hear()); }
    // Says hello and reads the welcome.
    Json hello(const Json& more = Json::object());
    // Reads until the server closes; its code.
    int close_code();
    auto& stream() { return stream_; }

  private:
    boost::asio::io_context context_;
    boost::beast::websocket::stream<boost::asio::ip::tcp::socket> stream_;
};

}  // namespace wardcast::http
