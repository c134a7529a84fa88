// From a post's arrival to the clerk's screen, and from the chair's action to its `done`, while posts come in from
// outside as fast as a busy evening could bring them and many residents are connected. Who writes the posts puts the
// number of each and the time at which it left into its words: "post=17 sent=123456789 ".
// scripts/bench runs it; prints "ready" when all are connected, then one JSON object.

#include <array>
#include <charconv>
#include <cstdio>
#include <random>
#include <string>
#include <utility>
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
    std::string clerk;  // Token.
    std::string chair;  // Token.
    pid_t pid = 0;
    unsigned clients = 2000;
    unsigned posts = 15'000;
};

constexpr std::size_t kClerk = 0;
constexpr std::size_t kChair = 1;
constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t number_after(std::string_view text, std::string_view mark) {
    std::int64_t number = -1;
    const auto at = text.find(mark);
    if (at != std::string_view::npos) {
        std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
    }
    return number;
}

// What the clerk's screen has been sent.
class ClerksScreen {
  public:
    explicit ClerksScreen(unsigned posts) : seen_(posts, false) {}

    void take(std::string_view text, std::int64_t now) {
        constexpr std::string_view kMark = "post=";
        for (auto at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + 1)) {
            const auto words = text.substr(at, 60);
            const auto number = static_cast<std::size_t>(number_after(words, kMark));
            if (number >= seen_.size() || seen_[number]) continue;  // Told of again when it changes.
            seen_[number] = true;
            delays_.add_ns(now - number_after(words, "sent="));
            last_ = now;
        }
        if (text.starts_with(R"({"type":"welcome")")) ++welcomes_;
    }

    [[nodiscard]] std::size_t seen() const { return delays_.count(); }
    [[nodiscard]] bool is_complete() const { return seen() == seen_.size(); }
    [[nodiscard]] std::int64_t last() const { return last_; }
    [[nodiscard]] std::size_t welcomes() const { return welcomes_; }
    [[nodiscard]] Delays& delays() { return delays_; }

  private:
    std::vector<bool> seen_;
    Delays delays_;
    std::int64_t last_ = 0;
    std::size_t welcomes_ = 0;  // It was too slow, and began anew.
};

// Approves, calls and answers one question after the other, with pauses as people make them.
class Chair {
  public:
    explicit Chair(Swarm& swarm) : swarm_(swarm) {}

    void take(std::string_view text, std::int64_t now) {
        if (text.starts_with(R"({"type":"events")")) return note(text);
        const bool is_refused = text.starts_with(R"({"type":"refused")") || text.find(R"("type":"refused")") < 100;
        if (!is_refused && text.find(R"("type":"done")") == std::string_view::npos) return;
        refused_ += is_refused ? 1 : 0;
        delays_.add_ns(now - sent_);
        is_waiting_ = false;
        next_at_ = now + std::uniform_int_distribution<std::int64_t>(20, 120)(random_) * kSecond / 1000;
    }

    void act(std::int64_t now) {
        if (is_waiting_ || now < next_at_) return;
        static constexpr std::array kActions = {"approve", "call", "answered"};
        const std::string action = kActions[step_ % kActions.size()];
        if (action == "approve") {
            if (newest_.empty()) return;
            current_ = std::exchange(newest_, {});
        }
        char id[40];
        std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012zu", ++step_);
        sent_ = now_ns();
        is_waiting_ = true;
        swarm_.send(kChair, R"({"type":"do","id":")" + std::string(id) + R"(","command":")" + action +
                                R"(","data":{"question":")" + current_ + R"("}})");
    }

    [[nodiscard]] std::size_t refused() const { return refused_; }
    [[nodiscard]] Delays& delays() { return delays_; }

  private:
    // The newest question that waits; reading one frame in a while is enough.
    void note(std::string_view text) {
        if (!newest_.empty() || text.find("question.asked") == std::string_view::npos) return;
        const auto frame = nlohmann::json::parse(text, nullptr, false);
        for (const auto& event : frame.value("events", nlohmann::json::array())) {
            if (event.value("event", "") == "question.asked") newest_ = event["data"]["question"]["id"];
        }
    }

    Swarm& swarm_;
    std::string newest_;   // To be approved next.
    std::string current_;  // What the last action was about.
    std::size_t step_ = 0;
    std::size_t refused_ = 0;
    std::int64_t sent_ = 0;
    std::int64_t next_at_ = 0;
    bool is_waiting_ = false;
    Delays delays_;
    std::minstd_rand random_;
};

std::string hello(const std::string& token) {
    return token.empty() ? R"({"type":"hello"})" : R"({"type":"hello","token":")" + token + R"("})";
}

nlohmann::json run(const Options& options) {
    Swarm swarm(options.port);
    for (unsigned i = 0; i < options.clients + 2; ++i) {
        const auto& token = i == kClerk ? options.clerk : i == kChair ? options.chair : std::string();
        swarm.add({.path = options.path, .subprotocol = "wardcast.v1", .hello = hello(token)});
    }
    ClerksScreen clerk(options.posts);
    Chair chair(swarm);
    const auto take = [&](std::size_t member, std::string_view text, std::int64_t now) {
        if (member == kClerk) clerk.take(text, now);
        if (member == kChair) chair.take(text, now);
    };
    swarm.open(take);
    std::puts("ready");
    std::fflush(stdout);
    while (clerk.seen() == 0)
        swarm.poll(1000, take);

    const ServerUse before = use_of(options.pid);
    const std::int64_t began = now_ns();
    while (!clerk.is_complete() && now_ns() < clerk.last() + 20 * kSecond) {
        chair.act(now_ns());
        swarm.poll(5, take);
    }
    const double took_s = static_cast<double>(clerk.last() - began) / 1e9;
    const ServerUse after = use_of(options.pid);
    return {{"residents", options.clients},
            {"posts", clerk.seen()},
            {"lost", options.posts - clerk.seen()},
            {"posts_per_s", static_cast<double>(clerk.seen()) / took_s},
            {"to_clerk_p50_ms", clerk.delays().percentile_ms(0.5)},
            {"to_clerk_p99_ms", clerk.delays().percentile_ms(0.99)},
            {"to_clerk_max_ms", clerk.delays().percentile_ms(1)},
            {"clerk_began_anew", clerk.welcomes()},
            {"chair_actions", chair.delays().count()},
            {"chair_refused", chair.refused()},
            {"chair_p50_ms", chair.delays().percentile_ms(0.5)},
            {"chair_p99_ms", chair.delays().percentile_ms(0.99)},
            {"chair_max_ms", chair.delays().percentile_ms(1)},
            {"server_cores", (after.cpu_s - before.cpu_s) / took_s},
            {"memory_mb", after.memory_kb / 1024}};
}

}  // namespace
}  // namespace wardcast::bench

int main(int argc, char** argv) {
    wardcast::bench::Options options;
    CLI::App app("Posts from outside into one meeting");
    app.add_option("--port", options.port)->required();
    app.add_option("--path", options.path)->required();
    app.add_option("--pid", options.pid, "the server process that is measured")->required();
    app.add_option("--clerk", options.clerk, "token")->required();
    app.add_option("--chair", options.chair, "token")->required();
    app.add_option("--clients", options.clients, "residents");
    app.add_option("--posts", options.posts, "how many will come");
    CLI11_PARSE(app, argc, argv);
    std::puts(wardcast::bench::run(options).dump().c_str());
}
