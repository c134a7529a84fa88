#include <atomic>
#include <deque>
#include <thread>

#include <boost/asio/write.hpp>

#include "integration/http/socket_client.h"
#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;

constexpr const char* kId = "123e4567-e89b-12d3-a456-426614174000";

class WebSockets : public TestServer {
  protected:
    Answer upgrade(const std::string& path, Headers headers) {
        headers.emplace("Connection", "Upgrade");
        headers.emplace("Upgrade", "websocket");
        headers.emplace("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        headers.emplace("Sec-WebSocket-Version", "13");
        return get(path, std::move(headers));
    }
};

TEST_F(WebSockets, WelcomeAResidentWhoComesWithNothing) {
    start();
    SocketClient client(port());
    const Json welcome = client.hello();
    EXPECT_EQ(welcome["type"], "welcome");
    EXPECT_EQ(welcome["role"], "resident");
    const auto joined = hub_.wait_for_join();
    EXPECT_EQ(joined.slug, meeting::Slug("ward"));
    EXPECT_FALSE(joined.since.has_value());
    EXPECT_EQ(access_.participant_of(welcome["keep"].get<std::string>()), joined.visitor.actor.participant);
    EXPECT_EQ(joined.visitor.network, "127.0.0.1");
}

TEST_F(WebSockets, KnowAResidentAgainByCookieOrKeep) {
    start();
    const auto resident = access_.new_participant();
    SocketClient by_cookie(port(), "/ws/ward", {{"Cookie", "wc_p=" + resident.keep}, {"Origin", origin()}});
    EXPECT_EQ(by_cookie.hello({{"since", 42}})["you"], resident.id.str());
    EXPECT_EQ(hub_.wait_for_join().since, 42U);
    SocketClient by_keep(port());
    EXPECT_EQ(by_keep.hello({{"token", resident.keep}})["you"], resident.id.str());
}

TEST_F(WebSockets, TakeARoleByTokenOrByTheCookieThatAsNames) {
    start();
    SocketClient by_token(port());
    EXPECT_EQ(by_token.hello({{"token", token(meeting::Role::Clerk)}})["role"], "clerk");
    const Headers headers = {{"Cookie", cookie(meeting::Role::Chair)}, {"Origin", origin()}};
    SocketClient by_cookie(port(), "/ws/ward", headers);
    EXPECT_EQ(by_cookie.hello({{"as", "chair"}})["role"], "chair");
    SocketClient as_resident(port(), "/ws/ward", headers);
    EXPECT_EQ(as_resident.hello()["role"], "resident");
}

TEST_F(WebSockets, RefuseWrongTokensAndRolesWithoutTheirCookie) {
    start();
    for (const Json& wrong : {Json{{"token", "wrong"}}, Json{{"as", "chair"}}, Json{{"as", "king"}}}) {
        SocketClient client(port());
        const Json refused = client.hello(wrong);
        EXPECT_EQ(refused["type"], "refused");
        EXPECT_EQ(refused["code"], "not_allowed");
        EXPECT_EQ(client.close_code(), 1008);
    }
}

TEST_F(WebSockets, CloseWhereThereIsNoSuchMeeting) {
    start();
    SocketClient client(port(), "/ws/nowhere");
    client.say({{"type", "hello"}});
    EXPECT_EQ(client.close_code(), 1008);
}

TEST_F(WebSockets, RefuseUpgradesFromOtherSitesOrWithoutTheSubprotocol) {
    start();
    EXPECT_EQ(upgrade("/ws/ward", {{"Origin", "http://evil.example"}, {"Sec-WebSocket-Protocol", "wardcast.v1"}})
                  .result_int(),
              403);
    EXPECT_EQ(upgrade("/ws/ward", {}).result_int(), 400);
    EXPECT_EQ(upgrade("/ws/ward", {{"Sec-WebSocket-Protocol", "wardcast-http"}}).result_int(), 400);
    EXPECT_EQ(upgrade("/nowhere", {{"Sec-WebSocket-Protocol", "wardcast.v1"}}).result_int(), 404);
    EXPECT_EQ(upgrade("/ws/ward", {{"Sec-WebSocket-Protocol", "other, wardcast.v1"}}).result_int(), 101);
}

TEST_F(WebSockets, HandCommandsToTheHubAndItsAnswersBack) {
    start();
    SocketClient client(port());
    client.hello();
    client.say({{"type", "do"}, {"id", kId}, {"command", "ask"}, {"data", {{"text", "Why?"}}}});
    const Json done = client.hear_json();
    EXPECT_EQ(done["type"], "done");
    EXPECT_EQ(done["id"], kId);
    const auto command = hub_.wait_for_command();
    EXPECT_EQ(command.slug, meeting::Slug("ward"));
    EXPECT_EQ(command.request.name, "ask");
    EXPECT_EQ(command.request.data, (Json{{"text", "Why?"}}));
    EXPECT_EQ(command.visitor.actor, hub_.wait_for_join().visitor.actor);
}

TEST_F(WebSockets, TakeAMessageInAnyNumberOfFragmentsUpToTheBound) {
    start();
    SocketClient client(port());
    client.hello();
    client.stream().auto_fragment(true);
    client.stream().write_buffer_bytes(100);
    Json command = {{"type", "do"}, {"id", kId}, {"command", "ask"}, {"data", {{"text", ""}}}};
    command["data"]["text"] = std::string(16 * 1024 - command.dump().size(), 'a');
    client.say(command);
    EXPECT_EQ(client.hear_json()["type"], "done");
    EXPECT_EQ(hub_.wait_for_command().request.data, command["data"]);
    command["data"]["text"] = command["data"]["text"].get<std::string>() + "a";
    client.say(command);
    EXPECT_EQ(client.close_code(), 1009);
}

TEST_F(WebSockets, CloseOnOneFrameThatIsTooLong) {
    start();
    SocketClient client(port());
    client.hello();
    client.stream().auto_fragment(false);
    client.say(std::string(100'000, ' '));
    EXPECT_EQ(client.close_code(), 1009);
}

TEST_F(WebSockets, CloseOnWhatIsNotJsonOrNotUtf8OrTooDeep) {
    start();
    for (const std::string& wrong :
         {std::string("nonsense"), std::string("\"\xff\xfe\""), std::string(17, '['), std::string()}) {
        SocketClient client(port());
        client.hello();
        client.say(wrong);
        EXPECT_EQ(client.close_code(), 1007) << wrong;
    }
}

TEST_F(WebSockets, CloseOnBinaryAndOnBrokenFraming) {
    start();
    SocketClient binary(port());
    binary.hello();
    binary.stream().binary(true);
    binary.say(std::string("{}"));
    EXPECT_EQ(binary.close_code(), 1003);
    for (const std::string& garbage : {std::string("\x83\x80\0\0\0\0", 6),     // An opcode that is none.
                                       std::string("\xf1\x80\0\0\0\0", 6),     // Reserved bits.
                                       std::string("\x80\x80\0\0\0\0", 6),     // A continuation of nothing.
                                       std::string("\x09\x80\0\0\0\0", 6)}) {  // A control frame in fragments.
        SocketClient client(port());
        client.hello();
        boost::asio::write(client.stream().next_layer(), boost::asio::buffer(garbage));
        EXPECT_EQ(client.close_code(), 1002);
    }
    EXPECT_EQ(get("/healthz").result_int(), 200);
}

TEST_F(WebSockets, AnswerMessagesThatAreNoneOfOursAndGoOn) {
    start();
    SocketClient client(port());
    client.hello();
    for (const char* odd :
         {"{}", "[]", "1", R"({"type":"dance"})", R"({"type":"do","id":"7"})", R"({"type":"hello"})"}) {
        client.say(std::string(odd));
        const Json refused = client.hear_json();
        EXPECT_EQ(refused["type"], "refused") << odd;
        EXPECT_EQ(refused["code"], "bad_message") << odd;
    }
    client.say({{"type", "do"}, {"id", kId}, {"command", "ask"}});
    EXPECT_EQ(client.hear_json()["type"], "done");
}

TEST_F(WebSockets, CloseOnACommandBeforeHello) {
    start();
    SocketClient client(port());
    client.say({{"type", "do"}, {"id", kId}, {"command", "ask"}});
    EXPECT_EQ(client.hear_json()["code"], "bad_message");
    EXPECT_EQ(client.close_code(), 1008);
}

TEST_F(WebSockets, CloseWhenHelloDoesNotCome) {
    settings_.durations.hello = 100ms;
    start();
    SocketClient client(port());
    EXPECT_EQ(client.close_code(), 1008);
}

TEST_F(WebSockets, HearTheirMeetingAndAudienceAndNoOther) {
    start();
    SocketClient resident(port());
    SocketClient chair(port());
    SocketClient other(port(), "/ws/over");
    resident.hello();
    chair.hello({{"token", token(meeting::Role::Chair)}});
    other.hello();
    hub_.broadcast("ward", "for staff", meeting::Audience::Staff);
    hub_.broadcast("ward", "for all");
    hub_.broadcast("over", "elsewhere");
    EXPECT_EQ(resident.hear(), "for all");
    EXPECT_EQ(chair.hear(), "for staff");
    EXPECT_EQ(other.hear(), "elsewhere");
}

TEST_F(WebSockets, OfExceptedParticipantsGetTheirOwnFrameInstead) {
    start();
    SocketClient asker(port());
    SocketClient stranger(port());
    asker.hello();
    const auto joined = hub_.wait_for_join();
    stranger.hello();
    hub_.broadcast("ward", "public", meeting::Audience::Public, {joined.visitor.actor.participant});
    hub_.direct(joined.key, "own");
    EXPECT_EQ(asker.hear(), "own");
    EXPECT_EQ(stranger.hear(), "public");
}

TEST_F(WebSockets, OfALargeMeetingHearEverythingInOrder) {
    settings_.workers = 1;
    start();
    std::deque<SocketClient> residents;  // More than are served at once.
    for (int i = 0; i < 300; ++i)
        residents.emplace_back(port()).hello();
    const auto last = hub_.wait_for_join(300).key;
    hub_.broadcast("ward", "one");
    hub_.direct(last, "between");
    hub_.broadcast("ward", "two");
    for (auto& resident : residents) {
        EXPECT_EQ(resident.hear(), "one");
        if (&resident == &residents.back()) {
            EXPECT_EQ(resident.hear(), "between");
        }
        EXPECT_EQ(resident.hear(), "two");
    }
}

TEST_F(WebSockets, ThatCloseLeaveTheirMeeting) {
    start();
    hub::SubscriberKey key;
    {
        SocketClient client(port());
        client.hello();
        key = hub_.wait_for_join().key;
        client.stream().close(boost::beast::websocket::close_code::normal);
    }
    EXPECT_EQ(hub_.wait_for_leave(), key);
    {
        SocketClient client(port());
        client.hello();
    }  // Without a word.
    hub_.wait_for_leave(2);
    hub_.direct(key, "for nobody");
    SocketClient next(port());
    EXPECT_EQ(next.hello()["type"], "welcome");
}

TEST_F(WebSockets, GetLargeFramesWhole) {
    start();
    SocketClient client(port());
    client.hello();
    hub_.wait_for_join();
    client.stream().read_message_max(8'000'000);
    const std::string large(3'000'000, 'x');
    hub_.broadcast("ward", large);
    hub_.broadcast("ward", "after it");
    EXPECT_TRUE(client.hear() == large);
    EXPECT_EQ(client.hear(), "after it");
}

TEST_F(WebSockets, ThatReadSlowlyAreWelcomedAnewAfterTheirQueueIsDropped) {
    start();
    SocketClient client(port());
    client.stream().next_layer().set_option(boost::asio::socket_base::receive_buffer_size(128 * 1024));
    client.hello();
    hub_.wait_for_join();
    const std::string frame(64 * 1024, 'x');
    int sent = 0;
    while (metric("wardcast_queue_drops_total") < 1) {
        hub_.broadcast("ward", frame);
        ++sent;
    }
    hub_.wait_for_leave();
    int frames = 0;
    std::string heard = client.hear();
    for (; heard == frame; heard = client.hear())
        ++frames;
    EXPECT_LT(frames, sent);
    EXPECT_EQ(Json::parse(heard)["type"], "welcome");
    const auto again = hub_.wait_for_join(2);
    EXPECT_FALSE(again.since.has_value());
    hub_.broadcast("ward", "live again");
    EXPECT_EQ(client.hear(), "live again");
}

TEST_F(WebSockets, ThatReadNothingAreClosed) {
    settings_.durations.slow_reader = 200ms;
    settings_.durations.closing = 60'000ms;
    start();
    SocketClient client(port());
    client.stream().next_layer().set_option(boost::asio::socket_base::receive_buffer_size(128 * 1024));
    client.hello();
    hub_.wait_for_join();
    const std::string frame(64 * 1024, 'x');
    while (metric("wardcast_queue_drops_total") < 1)
        hub_.broadcast("ward", frame);
    std::this_thread::sleep_for(500ms);  // Reading nothing is what this is about.
    EXPECT_EQ(client.close_code(), 1013);
}

TEST_F(WebSockets, ThatAreSilentArePingedAndThoseThatAreGoneForgotten) {
    settings_.durations.ping = 100ms;
    settings_.durations.pong = 100ms;
    start();
    SocketClient client(port());
    client.hello();
    // Beast answers pings only while it reads; this client does not.
    hub_.wait_for_leave();
}

TEST_F(WebSockets, ThatAnswerPingsStay) {
    settings_.durations.ping = 300ms;
    settings_.durations.pong = 300ms;
    start();
    SocketClient client(port());
    int pings = 0;
    client.stream().control_callback([&](boost::beast::websocket::frame_type type, boost::beast::string_view) {
        if (type == boost::beast::websocket::frame_type::ping && ++pings == 3) hub_.broadcast("ward", "enough");
    });
    client.hello();
    EXPECT_EQ(client.hear(), "enough");
}

TEST_F(WebSockets, AreClosedForARestartWhenTheServerStops) {
    start();
    SocketClient client(port());
    client.hello();
    std::thread stopping([&] { server_->stop(); });
    EXPECT_EQ(client.close_code(), 1012);
    stopping.join();
}

TEST_F(WebSockets, WhoseMailboxOverflowsJoinAnew) {
    settings_.bounds.letters_per_worker = 50;
    settings_.workers = 1;
    start();
    SocketClient client(port());
    client.hello();
    hub_.wait_for_join();
    std::atomic<bool> is_over{false};
    std::thread flood([&] {
        while (!is_over)
            hub_.broadcast("ward", "x");
    });
    std::string heard = client.hear();
    while (heard == "x")
        heard = client.hear();
    is_over = true;
    flood.join();
    EXPECT_EQ(Json::parse(heard)["type"], "welcome");
    EXPECT_FALSE(hub_.wait_for_join(2).since.has_value());
}

}  // namespace
}  // namespace wardcast::http
