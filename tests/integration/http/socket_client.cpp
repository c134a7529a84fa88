#include "integration/http/socket_client.h"

#include <gtest/gtest.h>

namespace wardcast::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

SocketClient::SocketClient(std::uint16_t port, const std::string& path, std::map<std::string, std::string> headers)
    : stream_(context_) {
    stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
    stream_.set_option(beast::websocket::stream_base::decorator(
        [headers = std::move(headers)](beast::websocket::request_type& request) {
            request.set(beast::http::field::sec_websocket_protocol, "wardcast.v1");
            for (const auto& [name, value] : headers)
                request.set(name, value);
        }));
    beast::error_code error;
    stream_.handshake("127.0.0.1:" + std::to_string(port), path, error);
    EXPECT_FALSE(error) << error.message();
}

void SocketClient::say(const std::string& text) {
    beast::error_code ignored;
    stream_.write(asio::buffer(text), ignored);
}

std::string SocketClient::hear() {
    beast::flat_buffer buffer;
    beast::error_code error;
    stream_.read(buffer, error);
    EXPECT_FALSE(error) << error.message() << ", close code " << stream_.reason().code;
    return beast::buffers_to_string(buffer.data());
}

Json SocketClient::hello(const Json& more) {
    Json hello = {{"type", "hello"}};
    hello.update(more);
    say(hello);
    return hear_json();
}

int SocketClient::close_code() {
    beast::error_code error;
    while (!error) {
        beast::flat_buffer buffer;
        stream_.read(buffer, error);
    }
    return error == beast::websocket::error::closed ? stream_.reason().code : -1;
}

}  // namespace wardcast::http
