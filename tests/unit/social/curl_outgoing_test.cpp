#include "social/curl_outgoing.h"

#include <cstdlib>
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "small_server.h"
#include "social/web_socket.h"

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

// 64 MiB of zeros in 64 KiB.
std::string gzip_bomb() {
    std::string packed(1024 * 1024, '\0');
    const std::string zeros(1024 * 1024, '\0');
    z_stream stream{};
    (void)deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);  // + 16: gzip.
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 64; ++i) {
        std::string copy = zeros;
        stream.next_in = reinterpret_cast<Bytef*>(copy.data());
        stream.avail_in = static_cast<uInt>(copy.size());
        (void)deflate(&stream, i == 63 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed.resize(stream.total_out);
    (void)deflateEnd(&stream);
    return packed;
}

class CurlOutgoing : public testing::Test {
  protected:
    // A client that may reach this server alone.
    std::unique_ptr<Outgoing> client_for(const SmallServer& server, const OutgoingLimits& limits = {}) {
        rule_ = std::make_unique<AddressRule>(std::vector{server.host()});
        return make_outgoing(*rule_, budget_, clock_, limits);
    }

    SystemClock clock_;
    HostBudget budget_{6000};
    std::unique_ptr<AddressRule> rule_;
    std::stop_source stop_;
};

TEST_F(CurlOutgoing, BringsStatusHeadersAndBody) {
    const SmallServer server([](const std::string&) { return http_answer("200 OK", "ETag: \"x\"\r\n", "hello"); });
    const auto answer = client_for(server)->fetch({.url = server.url()}, stop_.get_token());
    ASSERT_TRUE(answer) << answer.error().words;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(answer->header("etag"), "\"x\"");
}

TEST_F(CurlOutgoing, ConnectsToNoAddressOfThisMachineUnlessNamed) {
    const SmallServer server([](const std::string&) { return http_answer("200 OK", "", "secret"); });
    const AddressRule strict;
    const auto client = make_outgoing(strict, budget_, clock_);
    const auto port = server.host().substr(server.host().find(':'));
    for (const std::string& host : {std::string("127.0.0.1"), std::string("localhost"), std::string("2130706433"),
                                    std::string("0x7f000001"), std::string("0"), std::string("[::ffff:127.0.0.1]")}) {
        const auto answer = client->fetch({.url = "http://" + host + port + "/"}, stop_.get_token());
        ASSERT_FALSE(answer) << host;
    }
    EXPECT_EQ(server.served(), 0);
}

TEST_F(CurlOutgoing, NamesTheKeyThatPermitsAPrivateAddress) {
    const AddressRule strict;
    const auto answer =
        make_outgoing(strict, budget_, clock_)->fetch({.url = "http://127.0.0.1:9/"}, stop_.get_token());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Trouble::Kind::NeedsPerson);
    EXPECT_THAT(answer.error().words, HasSubstr("social.allow_hosts"));
}

TEST_F(CurlOutgoing, ChecksTheAddressOfEveryRedirect) {
    const SmallServer inner([](const std::string&) { return http_answer("200 OK", "", "secret"); });
    for (const auto& target : {inner.url(), std::string("http://169.254.169.254/latest/meta-data/")}) {
        const SmallServer outer(
            [&](const std::string&) { return http_answer("302 Found", "Location: " + target + "\r\n", ""); });
        const auto answer = client_for(outer)->fetch({.url = outer.url()}, stop_.get_token());
        ASSERT_FALSE(answer) << target;
        EXPECT_THAT(answer.error().words, HasSubstr("sent elsewhere"));
    }
    EXPECT_EQ(inner.served(), 0);
}

TEST_F(CurlOutgoing, FollowsNoRedirectToAnotherProtocol) {
    for (const std::string target : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "dict://x"}) {
        const SmallServer server(
            [&](const std::string&) { return http_answer("302 Found", "Location: " + target + "\r\n", ""); });
        const auto answer = client_for(server)->fetch({.url = server.url()}, stop_.get_token());
        EXPECT_FALSE(answer && answer->is_ok()) << target;
    }
}

TEST_F(CurlOutgoing, FollowsARedirectAndGivesUpOnACircle) {
    const SmallServer server([](const std::string& request) {
        if (request.starts_with("GET /there")) return http_answer("200 OK", "", "arrived");
        if (request.starts_with("GET /circle")) return http_answer("301 Moved", "Location: /circle\r\n", "");
        return http_answer("307 Temporary", "Location: /there\r\n", "");
    });
    const auto client = client_for(server);
    EXPECT_EQ(client->fetch({.url = server.url()}, stop_.get_token())->body, "arrived");
    const auto circle = client->fetch({.url = server.url("/circle")}, stop_.get_token());
    ASSERT_FALSE(circle);
    EXPECT_THAT(circle.error().words, HasSubstr("circles"));
}

TEST_F(CurlOutgoing, TakesItsTokenToNoOtherHost) {
    std::string seen;
    const SmallServer other([&](const std::string& request) {
        seen = request;
        return http_answer("200 OK", "", "");
    });
    const SmallServer server(
        [&](const std::string&) { return http_answer("302 Found", "Location: " + other.url() + "\r\n", ""); });
    const AddressRule rule({server.host(), other.host()});
    const auto answer =
        make_outgoing(rule, budget_, clock_)->fetch({.url = server.url(), .bearer = "secret-token"}, stop_.get_token());
    ASSERT_TRUE(answer) << answer.error().words;
    EXPECT_THAT(seen, testing::Not(HasSubstr("secret-token")));
}

TEST_F(CurlOutgoing, StopsAGzipBombWhereItsSizeEnds) {
    const SmallServer server(
        [](const std::string&) { return http_answer("200 OK", "Content-Encoding: gzip\r\n", gzip_bomb()); });
    const auto answer = client_for(server)->fetch({.url = server.url()}, stop_.get_token());
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().words, HasSubstr("more than is taken"));
}

TEST_F(CurlOutgoing, StopsEndlessHeadersAndBodies) {
    const SmallServer server([](const std::string& request) {
        if (request.starts_with("GET /headers")) {
            std::string headers;
            for (int i = 0; i < 2000; ++i)
                headers += "X-Filler-" + std::to_string(i) + ": " + std::string(100, 'a') + "\r\n";
            return http_answer("200 OK", headers, "");
        }
        return http_answer("200 OK", "", std::string(100'000, 'a'));
    });
    const auto client = client_for(server, {.body_bytes = 50'000});
    EXPECT_FALSE(client->fetch({.url = server.url("/headers")}, stop_.get_token()));
    EXPECT_FALSE(client->fetch({.url = server.url("/body")}, stop_.get_token()));
}

TEST_F(CurlOutgoing, TellsAnAnswerCutShortFromAWholeOne) {
    const SmallServer server([](const std::string&) {
        auto answer = http_answer("200 OK", "", std::string(1000, 'a'));
        answer.resize(answer.size() - 500);
        return answer;
    });
    const auto answer = client_for(server)->fetch({.url = server.url()}, stop_.get_token());
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().words, HasSubstr("broke off"));
}

TEST_F(CurlOutgoing, GivesUpOnAServerThatSaysNothing) {
    std::promise<void> end;
    auto ended = end.get_future().share();
    const SmallServer server([&](const std::string&) {
        ended.wait();
        return std::string();
    });
    const auto answer =
        client_for(server, {.total = milliseconds(300)})->fetch({.url = server.url()}, stop_.get_token());
    end.set_value();
    ASSERT_FALSE(answer);
    EXPECT_THAT(answer.error().words, HasSubstr("in time"));
}

TEST_F(CurlOutgoing, LeavesAHostAloneThatAsksForIt) {
    const SmallServer server(
        [](const std::string&) { return http_answer("429 Too Many Requests", "Retry-After: 60\r\n", ""); });
    const auto client = client_for(server);
    const auto first = client->fetch({.url = server.url()}, stop_.get_token());
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().status, 429);
    EXPECT_EQ(first.error().retry_after, std::chrono::seconds(60));
    const auto second = client->fetch({.url = server.url("/other")}, stop_.get_token());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, Trouble::Kind::TooSoon);
    EXPECT_EQ(server.served(), 1);
}

TEST_F(CurlOutgoing, IgnoresTheProxyOfTheEnvironment) {
    const SmallServer server([](const std::string&) { return http_answer("200 OK", "", "direct"); });
    setenv("http_proxy", "http://127.0.0.1:1", 1);  // NOLINT(concurrency-mt-unsafe): the only thread that cares.
    const auto answer = client_for(server)->fetch({.url = server.url()}, stop_.get_token());
    unsetenv("http_proxy");  // NOLINT(concurrency-mt-unsafe)
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "direct");
}

TEST_F(CurlOutgoing, TheSameRuleHoldsForWebSockets) {
    const SmallServer server([](const std::string&) { return http_answer("200 OK", "", ""); });
    const AddressRule strict;
    for (const auto& host : {server.host(), "localhost" + server.host().substr(server.host().find(':'))}) {
        const auto socket = WebSocket::connect("ws://" + host + "/", "", strict, stop_.get_token());
        ASSERT_FALSE(socket);
        EXPECT_EQ(socket.error().kind, Trouble::Kind::NeedsPerson);
    }
    EXPECT_EQ(server.served(), 0);
}

}  // namespace
}  // namespace wardcast::social
