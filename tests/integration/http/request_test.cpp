#include <atomic>
#include <sys/resource.h>
#include <thread>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

class HttpRequests : public TestServer {};

TEST_F(HttpRequests, AreAnsweredOneAfterTheOtherOnOneConnection) {
    start();
    HttpClient client(port());
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(client.ask("GET", "/healthz").result_int(), 200);
        EXPECT_EQ(client.ask("GET", "/assets/app-1a2b.js").result_int(), 200);
        EXPECT_EQ(client.ask("GET", "/m/ward").result_int(), 200);
        EXPECT_EQ(client.ask("POST", "/api/v1/meetings").result_int(), 403);
    }
    EXPECT_EQ(metric("wardcast_http_connections"), 2);  // The client's and the one that asks for the metrics.
}

TEST_F(HttpRequests, AreAnsweredInOrderWhenTheyArriveTogether) {
    start();
    HttpClient client(port());
    const std::string request = "GET /m/ward HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    client.send(request + "GET /healthz HTTP/1.1\r\nHost: " + host() + "\r\n\r\n" + request);
    EXPECT_NE(client.read().body().find("Ward forum"), std::string::npos);
    EXPECT_EQ(client.read().body(), "alive\n");
    EXPECT_NE(client.read().body().find("Ward forum"), std::string::npos);
}

TEST_F(HttpRequests, ForHeadGetTheHeadersAndNoBody) {
    start();
    HttpClient client(port());
    const Answer head = client.ask("HEAD", "/healthz");
    EXPECT_EQ(head.result_int(), 200);
    EXPECT_EQ(head["content-length"], "6");
    EXPECT_EQ(client.ask("GET", "/healthz").body(), "alive\n");
}

TEST_F(HttpRequests, CarryTheCommonHeadersOnEveryAnswer) {
    start();
    for (const char* target : {"/healthz", "/m/ward", "/assets/app-1a2b.js", "/nothing", "/hls/ward/720p.m3u8"}) {
        const Answer answer = get(target);
        EXPECT_EQ(answer["x-content-type-options"], "nosniff") << target;
        EXPECT_EQ(answer["referrer-policy"], "same-origin") << target;
        EXPECT_EQ(answer.count("date"), 1U) << target;
        EXPECT_EQ(answer.count("server"), 0U) << target;
    }
}

TEST_F(HttpRequests, WithAWrongMethodLearnTheRightOnes) {
    start();
    const Answer answer = ask("DELETE", "/api/v1/meetings");
    EXPECT_EQ(answer.result_int(), 405);
    EXPECT_EQ(answer["allow"], "GET, HEAD, POST");
    EXPECT_EQ(ask("GET", "/m/ward/ask").result_int(), 405);
    EXPECT_EQ(ask("POST", "/nowhere").result_int(), 404);
}

TEST_F(HttpRequests, ThatClimbOutOfTheWebRootFindNothing) {
    start();
    for (const char* target : {"/../../etc/passwd", "/assets/../../../etc/passwd", "/assets/..%2f..%2fetc/passwd",
                               "/assets/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/watch.html"}) {
        const Answer answer = get(target);
        EXPECT_EQ(answer.result_int(), 404) << target;
        EXPECT_EQ(answer.body().find("root:"), std::string::npos);
    }
}

TEST_F(HttpRequests, WithoutAHostAreRefused) {
    start();
    HttpClient client(port());
    client.send("GET /m/ward HTTP/1.1\r\n\r\n");
    EXPECT_EQ(client.read().result_int(), 400);
    HttpClient other(port());
    other.send("GET /m/ward HTTP/1.1\r\nHost: a\"><script>\r\n\r\n");
    EXPECT_EQ(other.read().result_int(), 400);
}

TEST_F(HttpRequests, AnnouncingABodyTooLargeAreRefusedBeforeItIsSent) {
    start();
    HttpClient client(port());
    client.send("POST /whip/ward HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 104857600\r\n\r\n");
    const Answer answer = client.read();
    EXPECT_EQ(answer.result_int(), 413);
    EXPECT_EQ(answer["connection"], "close");
}

TEST_F(HttpRequests, SendingAHundredMegabytesGetTheRefusalAndTheServerGoesOn) {
    start();
    HttpClient client(port());
    client.send("POST /whip/ward HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 104857600\r\n\r\n");
    client.send(std::string(1'000'000, 'x'));
    EXPECT_EQ(client.read().result_int(), 413);
    const std::string chunk(1'000'000, 'x');
    for (int i = 0; i < 99; ++i)
        client.send(chunk);  // The server hangs up somewhere on the way.
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(get("/healthz").result_int(), 200);
}

TEST_F(HttpRequests, ExactlyAtTheBoundOfTheBodyAreTakenAndNotOneByteMore) {
    start();
    const Headers headers = {{"Origin", origin()}, {"Content-Type", "application/x-www-form-urlencoded"}};
    const std::string field = "text=";
    EXPECT_EQ(ask("POST", "/m/ward/ask", headers, field + std::string(64 * 1024 - field.size(), 'a')).result_int(),
              303);
    EXPECT_EQ(ask("POST", "/m/ward/ask", headers, field + std::string(64 * 1024 - field.size() + 1, 'a')).result_int(),
              413);
}

TEST_F(HttpRequests, WithAChunkedBodyAreAskedForALength) {
    start();
    HttpClient client(port());
    client.send(
        "POST /m/ward/ask HTTP/1.1\r\nHost: " + host() +
        "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ntext=\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read().result_int(), 411);
    EXPECT_TRUE(client.is_closed());  // What followed was not taken for a request.
}

TEST_F(HttpRequests, WithALengthThatIsNoNumberAreRefused) {
    start();
    for (const char* length : {"-5", "12x", "5, 6", "99999999999999999999999"}) {
        HttpClient client(port());
        client.send("POST /m/ward/ask HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: " + length + "\r\n\r\n");
        EXPECT_EQ(client.read().result_int(), 400) << length;
    }
}

TEST_F(HttpRequests, WhoseHeadersDribbleAreCutOff) {
    settings_.durations.headers = 1s;
    start();
    HttpClient client(port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    std::atomic<bool> is_over{false};
    std::thread dribble([&] {
        while (!is_over) {
            client.send("X-More: 1\r\n");
            std::this_thread::sleep_for(100ms);
        }
    });
    EXPECT_TRUE(client.is_closed());
    is_over = true;
    dribble.join();
}

TEST_F(HttpRequests, WhoseBodyDribblesAreCutOff) {
    settings_.durations.body = 500ms;
    start();
    HttpClient client(port());
    client.send("POST /m/ward/ask HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 1000\r\n\r\n");
    std::atomic<bool> is_over{false};
    std::thread dribble([&] {
        while (!is_over) {
            client.send("x");
            std::this_thread::sleep_for(50ms);
        }
    });
    EXPECT_TRUE(client.is_closed());
    is_over = true;
    dribble.join();
}

TEST_F(HttpRequests, ThatNobodyAnswersGet503InTheEnd) {
    settings_.durations.answer = 100ms;
    hub_.fall_silent();
    start();
    const Answer answer = get("/api/v1/meetings/ward");
    EXPECT_EQ(answer.result_int(), 503);
    EXPECT_EQ(answer.count("retry-after"), 1U);
}

TEST_F(HttpRequests, WhoseClientLeavesWhileTheyWaitCostNothing) {
    hub_.fall_silent();
    start();
    {
        HttpClient client(port());
        client.send("GET /api/v1/meetings/ward HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        client.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send);
        // A loop that kept looking at the half-closed connection would burn this second.
        rusage before{};
        getrusage(RUSAGE_SELF, &before);
        std::this_thread::sleep_for(1s);
        rusage after{};
        getrusage(RUSAGE_SELF, &after);
        const auto used = [](const rusage& usage) {
            return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
        };
        EXPECT_LT(used(after) - used(before), 300ms);
    }
}

TEST_F(HttpRequests, LeaveIdleConnectionsOpenOnlySoLong) {
    settings_.durations.keep_alive = 100ms;
    start();
    HttpClient client(port());
    EXPECT_EQ(client.ask("GET", "/healthz").result_int(), 200);
    EXPECT_TRUE(client.is_closed());
}

TEST_F(HttpRequests, OfALargeAnswerReadSlowlyArriveWhole) {
    start();
    HttpClient client(port());
    client.socket().set_option(boost::asio::socket_base::receive_buffer_size(4096));
    client.send("GET /hls/ward/720p/0.m4s HTTP/1.1\r\nHost: " + host() +
                "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    EXPECT_EQ(client.read().body(), studio_.segment());
    EXPECT_EQ(client.read().body(), "alive\n");
}

TEST_F(HttpRequests, OfAClientThatReadsNothingAreGivenUp) {
    settings_.durations.stalled = 200ms;
    start();
    HttpClient client(port());
    client.socket().set_option(boost::asio::socket_base::receive_buffer_size(4096));
    for (int i = 0; i < 100; ++i) {
        client.send("GET /hls/ward/720p/0.m4s HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }
    while (metric("wardcast_http_connections") > 1)
        std::this_thread::yield();
}

}  // namespace
}  // namespace wardcast::http
