#include <future>
#include <memory>
#include <mutex>
#include <sys/resource.h>
#include <utility>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/spdlog.h>

#include "integration/http/socket_client.h"
#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

// There before any thread is: servers log while a test comes and goes, and a logger's own list of sinks has no lock.
const std::shared_ptr<spdlog::sinks::dist_sink_mt> kListeners = [] {
    auto listeners = std::make_shared<spdlog::sinks::dist_sink_mt>();
    spdlog::default_logger()->sinks().push_back(listeners);
    return listeners;
}();

// Waits for a line of the log.
class Complaint {
  public:
    explicit Complaint(std::string words) : sink_(std::make_shared<Sink>(std::move(words))) {
        kListeners->add_sink(sink_);
    }
    ~Complaint() { kListeners->remove_sink(sink_); }
    Complaint(const Complaint&) = delete;
    Complaint& operator=(const Complaint&) = delete;

    void wait() const { EXPECT_EQ(sink_->heard.get_future().wait_for(30s), std::future_status::ready); }

  private:
    struct Sink final : spdlog::sinks::base_sink<std::mutex> {
        explicit Sink(std::string wanted) : words(std::move(wanted)) {}
        void sink_it_(const spdlog::details::log_msg& line) override {
            const std::string_view text(line.payload.data(), line.payload.size());
            if (text.find(words) != std::string_view::npos && !std::exchange(is_heard, true)) heard.set_value();
        }
        void flush_() override {}

        const std::string words;
        bool is_heard = false;
        std::promise<void> heard;
    };
    std::shared_ptr<Sink> sink_;
};

class Limits : public TestServer {
  protected:
    Answer upgrade(Headers headers = {}) {
        headers.emplace("Connection", "Upgrade");
        headers.emplace("Upgrade", "websocket");
        headers.emplace("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        headers.emplace("Sec-WebSocket-Version", "13");
        headers.emplace("Sec-WebSocket-Protocol", "wardcast.v1");
        return get("/ws/ward", std::move(headers));
    }
};

TEST_F(Limits, OfSocketsOfOneNetworkAreAnsweredWith503) {
    settings_.bounds.sockets_per_network = 2;
    start();
    auto first = std::make_unique<SocketClient>(port());
    const SocketClient second(port());
    const Answer refused = upgrade();
    EXPECT_EQ(refused.result_int(), 503);
    EXPECT_EQ(refused.count("retry-after"), 1U);
    EXPECT_EQ(get("/healthz").result_int(), 200);
    EXPECT_EQ(upgrade({{"X-Forwarded-For", "192.0.2.9"}}).result_int(), 101);  // Another network, behind the proxy.

    first.reset();
    while (metric("wardcast_sockets") > 1)
        std::this_thread::yield();
    EXPECT_EQ(upgrade().result_int(), 101);
}

TEST_F(Limits, OfSocketsAreNotUsedUpByUpgradesThatFail) {
    settings_.bounds.sockets_per_network = 1;
    start();
    for (int i = 0; i < 5; ++i) {
        HttpClient client(port());
        client.send("GET /ws/ward HTTP/1.1\r\nHost: " + host() +
                    "\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: wardcast.v1\r\n\r\n");  // No Connection header.
        // Whether the refusal still leaves before the connection ends is libwebsockets' affair.
        EXPECT_THAT(client.read_to_the_end(), Not(HasSubstr(" 101 ")));
    }
    while (metric("wardcast_http_connections") > 1)
        std::this_thread::yield();
    EXPECT_EQ(upgrade().result_int(), 101);
}

TEST_F(Limits, OfConnectionsOfOneNetworkEndThoseAboveAtOnce) {
    settings_.bounds.connections_per_network = 2;
    start();
    auto first = std::make_unique<HttpClient>(port());
    HttpClient second(port());
    EXPECT_EQ(first->ask("GET", "/healthz").result_int(), 200);
    EXPECT_EQ(second.ask("GET", "/healthz").result_int(), 200);
    EXPECT_TRUE(HttpClient(port()).is_closed());
    first.reset();
    // Until the server has seen the first one go, another is turned away.
    while (second.ask("GET", "/metrics").body().find("\nwardcast_http_connections 1\n") == std::string::npos) {
        std::this_thread::yield();
    }
    EXPECT_EQ(get("/healthz").result_int(), 200);
}

TEST_F(Limits, OfDescriptorsMakeTheServerWaitAndGoOn) {
    start();
    ASSERT_EQ(get("/healthz").result_int(), 200);
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    const rlimit before = limit;
    HttpClient waiting(port());  // Has its descriptor here; the server will have none for it.
    ASSERT_EQ(waiting.ask("GET", "/healthz").result_int(), 200);

    const Complaint complaint("no more connections can be accepted");
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket late(context, boost::asio::ip::tcp::v4());
    limit.rlim_cur = static_cast<rlim_t>(late.native_handle()) + 1;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    late.connect({boost::asio::ip::address_v4::loopback(), port()});
    EXPECT_EQ(waiting.ask("GET", "/healthz").result_int(), 200);
    complaint.wait();
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);

    const std::string request = "GET /healthz HTTP/1.0\r\nHost: x\r\n\r\n";
    boost::asio::write(late, boost::asio::buffer(request));
    std::string answer(12, '\0');
    boost::asio::read(late, boost::asio::buffer(answer));
    EXPECT_EQ(answer.substr(9), "200");
}

TEST_F(Limits, OfOpenFilesAreRaisedAtStart) {
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    const rlimit before = limit;
    limit.rlim_cur = 256;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    settings_.bounds.open_files = 1024;
    start();
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    EXPECT_GE(limit.rlim_cur, std::min<rlim_t>(1024, limit.rlim_max));
    setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace
}  // namespace wardcast::http
