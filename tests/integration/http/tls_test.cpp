#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "integration/http/test_certificate.h"
#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using TlsStream = asio::ssl::stream<asio::ip::tcp::socket>;

class TlsEdge : public TestServer {
  protected:
    TlsEdge() {
        write_test_certificate(folder_.path());
        settings_.certificate = folder_.path() / "cert.pem";
        settings_.key = folder_.path() / "key.pem";
        settings_.listen = {{"127.0.0.1", 0, true}, {"127.0.0.1", 0, false}};
    }

    [[nodiscard]] asio::ip::tcp::endpoint endpoint() const { return {asio::ip::address_v4::loopback(), port()}; }

    // What curl gets, headers and body, with the words given to it.
    std::string curl(const std::string& words) {
        const auto out = folder_.path() / "curl.out";
        const std::string command = "curl -sk -i --max-time 20 -o '" + out.string() + "' " + words;
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        std::ifstream stream(out, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] std::string url(const std::string& target) const {
        return "'https://127.0.0.1:" + std::to_string(port()) + target + "'";
    }

    // Requests held so far; asked without TLS.
    int held() {
        constexpr std::string_view kName = "\nwardcast_hls_held_total ";
        const std::string metrics = HttpClient(port(1)).ask("GET", "/metrics").body();
        const auto place = metrics.find(kName);
        return place == std::string::npos ? 0 : std::stoi(metrics.substr(place + kName.size()));
    }

    asio::io_context context_;
    asio::ssl::context tls_{asio::ssl::context::tls_client};
};

TEST_F(TlsEdge, ServesHttp11) {
    start();
    EXPECT_EQ(server_->endpoints()[0].url(), "https://127.0.0.1:" + std::to_string(port()));
    const std::string answer = curl("--http1.1 " + url("/m/ward"));
    EXPECT_NE(answer.find("HTTP/1.1 200"), std::string::npos);
    EXPECT_NE(answer.find("; Secure"), std::string::npos);
    EXPECT_NE(answer.find("connect-src 'self' wss://"), std::string::npos);
    EXPECT_EQ(answer.find("strict-transport-security"), std::string::npos);
    EXPECT_EQ(HttpClient(port(1)).ask("GET", "/healthz").result_int(), 200);
}

TEST_F(TlsEdge, ServesHttp2) {
    settings_.hsts = true;
    start();
    const std::string answer = curl("--http2 " + url("/m/ward"));
    EXPECT_NE(answer.find("HTTP/2 200"), std::string::npos);
    EXPECT_NE(answer.find("strict-transport-security: max-age="), std::string::npos);
    EXPECT_NE(answer.find("Ward forum"), std::string::npos);
}

TEST_F(TlsEdge, ServesLargeBodiesOnHttp2) {
    start();
    const std::string answer = curl("--http2 " + url("/hls/ward/720p/0.m4s"));
    ASSERT_GT(answer.size(), studio_.segment().size());
    EXPECT_TRUE(answer.substr(answer.size() - studio_.segment().size()) == studio_.segment());
}

TEST_F(TlsEdge, SendsARecordingInPiecesOnHttp2) {
    start();
    const std::string whole = curl("--http2 " + url("/m/ward/recording.mp4"));
    ASSERT_GT(whole.size(), studio_.segment().size());
    EXPECT_TRUE(whole.substr(whole.size() - studio_.segment().size()) == studio_.segment());
    const std::string part = curl("--http2 -r 1000-1999 " + url("/m/ward/recording.mp4"));
    EXPECT_NE(part.find("HTTP/2 206"), std::string::npos);
    EXPECT_TRUE(part.ends_with(studio_.segment().substr(1000, 1000)));
}

TEST_F(TlsEdge, TakesBodiesOnHttp2AndRefusesLargeOnes) {
    start();
    const std::string form = "--http2 -H 'Origin: https://127.0.0.1:" + std::to_string(port()) + "' ";
    EXPECT_NE(curl(form + "-d text=Why " + url("/m/ward/ask")).find("HTTP/2 303"), std::string::npos);
    EXPECT_EQ(hub_.wait_for_command().request.data["text"], "Why");
    std::ofstream(folder_.path() / "large") << std::string(2'000'000, 'x');
    const std::string large = "--data-binary @" + (folder_.path() / "large").string() + " ";
    const auto out = folder_.path() / "status";
    // curl calls it an error when an HTTP/2 stream ends before it has sent everything; the status is what counts.
    const std::string command = "curl -sk --http2 --max-time 20 -w '%{http_code}' -o /dev/null " + large +
                                url("/m/ward/ask") + " > " + out.string();
    [[maybe_unused]] const int outcome = std::system(command.c_str());
    std::string status;
    std::ifstream(out) >> status;
    EXPECT_EQ(status, "413");
    EXPECT_EQ(HttpClient(port(1)).ask("GET", "/healthz").result_int(), 200);
}

TEST_F(TlsEdge, ServesHeadAndEmptyAnswersOnHttp2) {
    start();
    EXPECT_NE(curl("--http2 -I " + url("/healthz")).find("content-length: 6"), std::string::npos);
    const std::string options = curl("--http2 -X OPTIONS " + url("/whip/ward"));
    EXPECT_NE(options.find("HTTP/2 200"), std::string::npos);
    EXPECT_NE(options.find("accept-post: application/sdp"), std::string::npos);
}

TEST_F(TlsEdge, HoldsAndAnswersManyRequestsOnOneHttp2Connection) {
    start();
    constexpr int kRequests = 30;
    std::string words = "--http2 --parallel --parallel-immediate ";
    for (int i = 0; i < kRequests; ++i)
        words += url("/hls/ward/720p.m3u8?_HLS_msn=3&n=" + std::to_string(i)) + " -o /dev/null ";
    FILE* pipe = popen(("curl -sk --max-time 20 -w '%{http_code} %{http_version}\\n' " + words).c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    // As many as one connection may have at a time (RFC 9113 section 5.1.2); the others follow.
    while (held() < 20)
        std::this_thread::yield();
    studio_.advance(3);
    std::string output;
    std::array<char, 256> line{};
    while (fgets(line.data(), line.size(), pipe) != nullptr)
        output += line.data();
    EXPECT_EQ(pclose(pipe), 0);
    for (int i = 0; i < kRequests; ++i) {
        EXPECT_EQ(output.substr(0, 6), "200 2\n") << output;
        output.erase(0, std::min<std::size_t>(6, output.size()));
    }
}

TEST_F(TlsEdge, CarriesWebSockets) {
    start();
    beast::websocket::stream<TlsStream> stream(context_, tls_);
    stream.next_layer().next_layer().connect(endpoint());
    stream.next_layer().handshake(asio::ssl::stream_base::client);
    stream.set_option(beast::websocket::stream_base::decorator([this](beast::websocket::request_type& request) {
        request.set(beast::http::field::sec_websocket_protocol, "wardcast.v1");
        request.set(beast::http::field::origin, "https://127.0.0.1:" + std::to_string(port()));
    }));
    stream.handshake("127.0.0.1:" + std::to_string(port()), "/ws/ward");
    const std::string hello = R"({"type":"hello"})";
    stream.write(asio::buffer(hello));
    beast::flat_buffer buffer;
    stream.read(buffer);
    EXPECT_EQ(Json::parse(beast::buffers_to_string(buffer.data()))["type"], "welcome");
    stream.read_message_max(2'000'000);
    const std::string large(1'000'000, 'x');
    hub_.broadcast("ward", large);
    buffer.clear();
    stream.read(buffer);
    EXPECT_TRUE(beast::buffers_to_string(buffer.data()) == large);
}

TEST_F(TlsEdge, GoesOnWhenSomebodyDoesNotSpeakTls) {
    start();
    HttpClient plain(port());
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(plain.is_closed());
    EXPECT_NE(curl("--http1.1 " + url("/healthz")).find("alive"), std::string::npos);
}

TEST_F(TlsEdge, CutsOffAHandshakeThatNeverComes) {
    settings_.durations.headers = std::chrono::seconds(1);
    start();
    HttpClient silent(port());
    EXPECT_TRUE(silent.is_closed());
}

}  // namespace
}  // namespace wardcast::http
