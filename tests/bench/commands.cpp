// Two loads of commands on one meeting. `asks`: clients that each ask as soon as the last question is durable.
// `calls`: the chair calls questions and puts them back while many watch and support; how late does the room know?
// scripts/bench runs it; one JSON object on standard output.

#include <array>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "bench/delays.h"
#include "bench/load_socket.h"
#include "bench/server_process.h"
#include "bench/swarm.h"

namespace wardcast::bench {
namespace {

struct Options {
    std::uint16_t port = 0;
    std::string path;
    std::string chair;  // Token.
    std::string room;   // Token.
    pid_t pid = 0;
    unsigned clients = 200;
    unsigned voters = 200;
    unsigned seconds = 10;
    unsigned calls = 300;
};

std::string command(std::size_t number, std::string_view name, std::string_view data) {
    std::array<char, 40> id{};
    std::snprintf(id.data(), id.size(), "00000000-0000-4000-8000-%012zu", number);
    return R"({"type":"do","id":")" + std::string(id.data()) + R"(","command":")" + std::string(name) + R"(","data":)" +
           std::string(data) + "}";
}

std::string hello(const std::string& token = "") {
    return token.empty() ? R"({"type":"hello"})" : R"({"type":"hello","token":")" + token + R"("})";
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

nlohmann::json asks(const Options& options) {
    Swarm swarm(options.port);
    for (unsigned i = 0; i < options.clients; ++i) {
        swarm.add({.path = options.path, .subprotocol = "wardcast.v1", .hello = hello()});
    }
    std::vector<std::int64_t> sent(options.clients);
    std::size_t number = 0;
    std::size_t refused = 0;
    Delays delays;
    const auto ask = [&](std::size_t member) {
        sent[member] = now_ns();
        swarm.send(member, command(++number, "ask", R"({"text":"Why is the number 11 bus so late?"})"));
    };
    const auto take = [&](std::size_t member, std::string_view text, std::int64_t now) {
        const bool done = has(text, R"("type":"done")");
        if (!done && !has(text, R"("type":"refused")")) return;
        refused += done ? 0 : 1;
        if (done) delays.add_ns(now - sent[member]);
        ask(member);
    };
    swarm.open(take);
    const ServerUse before = use_of(options.pid);
    const std::int64_t began = now_ns();
    for (unsigned i = 0; i < options.clients; ++i)
        ask(i);
    while (now_ns() - began < static_cast<std::int64_t>(options.seconds) * 1'000'000'000)
        swarm.poll(100, take);
    const double took_s = static_cast<double>(now_ns() - began) / 1e9;
    const auto durable = static_cast<double>(delays.count());
    return {{"clients", options.clients},
            {"asks_per_s", durable / took_s},
            {"refused", refused},
            {"p50_ms", delays.percentile_ms(0.5)},
            {"p99_ms", delays.percentile_ms(0.99)},
            {"cpu_us_per_ask", (use_of(options.pid).cpu_s - before.cpu_s) * 1e6 / durable}};
}

nlohmann::json calls(const Options& options) {
    Swarm swarm(options.port);
    constexpr std::size_t kChair = 0;
    constexpr std::size_t kRoom = 1;
    constexpr std::size_t kFirstVoter = 2;
    swarm.add({.path = options.path, .subprotocol = "wardcast.v1", .hello = hello(options.chair)});
    swarm.add({.path = options.path, .subprotocol = "wardcast.v1", .hello = hello(options.room)});
    for (unsigned i = 0; i < options.clients; ++i) {
        swarm.add({.path = options.path, .subprotocol = "wardcast.v1", .hello = hello()});
    }
    std::size_t number = 0;
    std::string question;
    bool called = false;
    bool is_free = false;
    std::int64_t sent = 0;
    std::size_t voted = 0;
    Delays delays;
    const auto take = [&](std::size_t member, std::string_view text, std::int64_t now) {
        if (member == kFirstVoter && question.empty() && has(text, R"("type":"done")")) {
            question = nlohmann::json::parse(text).at("question").get<std::string>();
        }
        if (member == kRoom && has(text, "question.called") && !called) {
            called = true;
            delays.add_ns(now - sent);
        }
        if (member == kChair && has(text, R"("type":"done")")) is_free = true;
    };
    const auto until = [&](const bool& condition) {
        while (!condition)
            swarm.poll(10'000, take);
    };
    // A chair is no machine: whatever else is on its way when a call comes must not depend on the call before.
    std::minstd_rand random;
    const auto pause = [&] {
        const std::int64_t end = now_ns() + std::uniform_int_distribution<std::int64_t>(25, 125)(random) * 1'000'000;
        for (std::int64_t left = end - now_ns(); left > 0; left = end - now_ns())
            swarm.poll(static_cast<int>(left / 1'000'000) + 1, take);
    };
    swarm.open(take);

    swarm.send(kFirstVoter, command(++number, "ask", R"({"text":"Why is the number 11 bus so late?"})"));
    while (question.empty())
        swarm.poll(10'000, take);
    const std::string data = R"({"question":")" + question + R"("})";
    swarm.send(kChair, command(++number, "approve", data));
    until(is_free);

    for (unsigned i = 0; i < options.calls; ++i) {
        // Support counts change all the time: twenty people for each call press or press again.
        for (unsigned v = 0; v < 20; ++v, ++voted) {
            const bool again = voted / options.voters % 2 == 1;
            swarm.send(kFirstVoter + 1 + voted % options.voters, command(++number, again ? "unvote" : "vote", data));
        }
        called = false;
        is_free = false;
        sent = now_ns();
        swarm.send(kChair, command(++number, "call", data));
        until(called);
        until(is_free);
        pause();
        is_free = false;
        swarm.send(kChair, command(++number, "put_back", data));
        until(is_free);
        pause();
    }
    return {{"watching", options.clients},
            {"calls", delays.count()},
            {"p50_ms", delays.percentile_ms(0.5)},
            {"p99_ms", delays.percentile_ms(0.99)},
            {"max_ms", delays.percentile_ms(1)}};
}

}  // namespace
}  // namespace wardcast::bench

int main(int argc, char** argv) {
    wardcast::bench::Options options;
    CLI::App app("Loads of commands");
    app.require_subcommand(1);
    auto* asks = app.add_subcommand("asks", "clients that each ask as soon as the last question is durable");
    auto* calls = app.add_subcommand("calls", "from the chair's call to the room's screen");
    for (auto* load : {asks, calls}) {
        load->add_option("--port", options.port)->required();
        load->add_option("--path", options.path)->required();
        load->add_option("--pid", options.pid, "the server process that is measured")->required();
        load->add_option("--clients", options.clients);
    }
    asks->add_option("--seconds", options.seconds);
    calls->add_option("--chair", options.chair, "token")->required();
    calls->add_option("--room", options.room, "token")->required();
    calls->add_option("--calls", options.calls);
    CLI11_PARSE(app, argc, argv);
    const auto result = asks->parsed() ? wardcast::bench::asks(options) : wardcast::bench::calls(options);
    std::puts(result.dump().c_str());
}
