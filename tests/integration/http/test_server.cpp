#include "integration/http/test_server.h"

#include <fstream>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include "http/cookies.h"

namespace wardcast::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

tcp::endpoint loopback(std::uint16_t port) {
    return {asio::ip::address_v4::loopback(), port};
}

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port) : socket_(context_), port_(port) {
    socket_.connect(loopback(port));
}

Answer HttpClient::ask(const std::string& method, const std::string& target, Headers headers, std::string body) {
    beast::http::request<beast::http::string_body> request;
    request.method_string(method);
    request.target(target);
    request.version(11);
    request.set(beast::http::field::host, "127.0.0.1:" + std::to_string(port_));
    for (const auto& [name, value] : headers)
        request.set(name, value);
    request.body() = std::move(body);
    if (!request.body().empty() || method == "POST" || method == "PATCH") request.prepare_payload();
    // The server may answer and close before all of a large body is written.
    beast::error_code ignored;
    beast::http::write(socket_, request, ignored);
    return read(method == "HEAD");
}

void HttpClient::send(const std::string& bytes) {
    beast::error_code ignored;
    asio::write(socket_, asio::buffer(bytes), ignored);
}

Answer HttpClient::read(bool is_head) {
    beast::http::response_parser<beast::http::string_body> parser;
    // Not boost::none: Boost 1.74 then takes any length for too long where the head comes by itself.
    parser.body_limit(std::uint64_t{1} << 32U);
    parser.skip(is_head);
    beast::error_code error;
    beast::http::read(socket_, buffer_, parser, error);
    EXPECT_FALSE(error) << error.message();
    return parser.release();
}

std::string HttpClient::read_to_the_end() {
    std::string bytes;
    beast::error_code error;
    asio::read(socket_, asio::dynamic_buffer(bytes), error);
    EXPECT_TRUE(error == asio::error::eof || error == asio::error::connection_reset) << error.message();
    return bytes;
}

bool HttpClient::is_closed() {
    char byte = 0;
    beast::error_code error;
    asio::read(socket_, asio::buffer(&byte, 1), error);
    if (!error) ADD_FAILURE() << "there was more to read: " << byte;
    return error == asio::error::eof || error == asio::error::connection_reset;
}

TestServer::TestServer() : access_(std::string(32, 's')) {
    settings_.listen = {{"127.0.0.1", 0, false}};
    settings_.web_root = folder_.path() / "web";
    settings_.workers = 2;
    settings_.durations.tick = std::chrono::milliseconds(20);
    for (const char* page : {"home", "camera", "chair", "clerk", "captioner", "room", "links", "plain", "watch"}) {
        write_file(settings_.web_root / (std::string(page) + ".html"),
                   "<!doctype html><html><head><!--wardcast:head--></head><body class=\"" + std::string(page) +
                       "\"><div id=\"app\"><!--wardcast:server-part--></div></body></html>");
    }
    write_file(settings_.web_root / "assets/app-1a2b.js", "console.log('" + std::string(2000, 'x') + "');");
    write_file(settings_.web_root / "icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    hub_.add_meeting(
        "ward",
        {{"title", "Ward forum"},
         {"phase", "live"},
         {"starts", "2026-11-26T19:00:00Z"},
         {"questions_open", true},
         {"asking", "q_1"},
         {"queue", {"q_2"}},
         {"questions",
          {{{"id", "q_1"}, {"text", "Why is the bus late?"}, {"name", "Ann"}, {"status", "asking"}, {"supporters", 21}},
           {{"id", "q_2"}, {"text", "<b>Potholes</b>?"}, {"name", ""}, {"status", "approved"}, {"supporters", 1}},
           {{"id", "q_3"},
            {"text", "My own"},
            {"name", ""},
            {"status", "declined"},
            {"reason", "off_topic"},
            {"supporters", 0}}}},
         {"mine", {{"asked", {"q_3"}}, {"supported", Json::array()}}}});
    hub_.add_meeting("over", {{"title", "Past forum"}, {"phase", "ended"}, {"questions_open", false}});
}

void TestServer::start() {
    auto server = Server::create(settings_, hub_, access_, &studio_, clock_);
    ASSERT_TRUE(server.has_value()) << server.error().message;
    server_ = std::move(*server);
}

Answer TestServer::ask(const std::string& method, const std::string& target, Headers headers, std::string body) {
    return HttpClient(port()).ask(method, target, std::move(headers), std::move(body));
}

std::string TestServer::cookie(meeting::Role role) const {
    return role_cookie(meeting::Slug("ward"), role) + "=" + token(role);
}

double TestServer::metric(const std::string& name) {
    const std::string text = get("/metrics").body();
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

}  // namespace wardcast::http
