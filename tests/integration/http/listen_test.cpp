#include <fstream>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

class Listening : public TestServer {
  protected:
    Error start_fails() {
        auto server = Server::create(settings_, hub_, access_, &studio_, clock_);
        EXPECT_FALSE(server.has_value());
        return server ? Error{} : server.error();
    }
};

TEST_F(Listening, ReportsThePortsThatWereFree) {
    settings_.listen = {{"127.0.0.1", 0, false}, {"::1", 0, false}, {"127.0.0.1", 0, false}};
    start();
    ASSERT_EQ(server_->endpoints().size(), 3U);
    EXPECT_NE(port(0), 0);
    EXPECT_NE(port(0), port(2));
    EXPECT_EQ(server_->endpoints()[0].url(), "http://127.0.0.1:" + std::to_string(port(0)));
    EXPECT_EQ(server_->endpoints()[1].url(), "http://[::1]:" + std::to_string(port(1)));
    EXPECT_EQ(HttpClient(port(2)).ask("GET", "/healthz").result_int(), 200);
}

TEST_F(Listening, TakesIpv4AndIpv6OnOnePort) {
    settings_.listen = {{"0.0.0.0", 0, false}};
    start();
    settings_.listen = {{"0.0.0.0", 0, false}, {"::", port(), false}};
    auto both = Server::create(settings_, hub_, access_, &studio_, clock_);
    EXPECT_TRUE(both.has_value()) << both.error().message;
}

TEST_F(Listening, SaysWhichPortIsInUseAndWhatToDo) {
    start();
    settings_.listen = {{"127.0.0.1", port(), false}};
    const Error error = start_fails();
    EXPECT_EQ(error.kind, ErrorKind::Conflict);
    EXPECT_EQ(error.message, "cannot listen on " + origin() +
                                 ": the port is in use; stop the program that has it, or choose another port");
}

TEST_F(Listening, RefusesAddressesThatAreNone) {
    settings_.listen = {{"localhost", 0, false}};
    EXPECT_EQ(start_fails().kind, ErrorKind::BadInput);
    settings_.listen = {{"192.0.2.1", 0, false}};
    EXPECT_NE(start_fails().message.find("no such address"), std::string::npos);
    settings_.listen = {};
    EXPECT_NE(start_fails().message.find("no address to listen on"), std::string::npos);
}

TEST_F(Listening, NeedsAWholeWebRoot) {
    std::filesystem::remove(settings_.web_root / "chair.html");
    const Error missing = start_fails();
    EXPECT_EQ(missing.kind, ErrorKind::NotFound);
    EXPECT_NE(missing.message.find("chair.html"), std::string::npos);
    settings_.web_root = folder_.path() / "nothing";
    EXPECT_NE(start_fails().message.find("nothing"), std::string::npos);
}

TEST_F(Listening, NeedsACertificateThatCanBeUsed) {
    std::ofstream(folder_.path() / "bad.pem") << "no certificate";
    settings_.listen = {{"127.0.0.1", 0, true}};
    settings_.certificate = folder_.path() / "bad.pem";
    settings_.key = folder_.path() / "bad.pem";
    const Error error = start_fails();
    EXPECT_EQ(error.kind, ErrorKind::BadInput);
    EXPECT_NE(error.message.find("bad.pem"), std::string::npos);
}

TEST_F(Listening, EndsWhenItIsStopped) {
    start();
    const std::uint16_t stopped = port();
    server_->stop();
    server_->stop();
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    boost::system::error_code error;
    socket.connect({boost::asio::ip::address_v4::loopback(), stopped}, error);
    EXPECT_TRUE(error);
}

}  // namespace
}  // namespace wardcast::http
