// The server as a process: start, stop, crash, and what others beside it see.
#include <arpa/inet.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/socket.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "app/http_request.h"
#include "base/json.h"
#include "integration/app/server_process.h"

namespace wardcast {
namespace {

using testing::HasSubstr;

int status_of(const std::string& url) {
    const auto answer = app::http_request({.url = url});
    return answer ? answer->status : 0;
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A port that is listened on for as long as this lives.
class TakenPort {
  public:
    TakenPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
        listen(socket_, 1);
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    ~TakenPort() { close(socket_); }
    TakenPort(const TakenPort&) = delete;
    TakenPort& operator=(const TakenPort&) = delete;

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  private:
    int socket_;
    int port_ = 0;
};

TEST(Lifecycle, AnswersWhenItSaysThatItListens) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    EXPECT_NE(server.port(), "0");
    EXPECT_EQ(status_of(server.url() + "/healthz"), 200);
    EXPECT_EQ(status_of(server.url() + "/readyz"), 200);
    EXPECT_EQ(status_of(server.url() + "/"), 200);
}

TEST(Lifecycle, NamesEachListenerAndSpeaksTlsWithACertificateOfItsOwn) {
    ServerProcess server({"--listen", "127.0.0.1:0", "--listen-https", "127.0.0.1:0"});
    ASSERT_TRUE(server.start()) << server.log();
    const auto second = server.program().read_line();
    const auto tls = server.program().read_line();
    EXPECT_THAT(second, testing::StartsWith("listening on http://127.0.0.1:"));
    EXPECT_EQ(status_of(second.substr(second.find("http")) + "/healthz"), 200);
    ASSERT_THAT(tls, testing::StartsWith("listening on https://127.0.0.1:"));
    EXPECT_EQ(status_of(tls.substr(tls.find("https")) + "/healthz"), 200);
}

TEST(Lifecycle, EndsCleanlyOnSigtermAndOnSigint) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    EXPECT_EQ(server.stop(), 0);
    ASSERT_TRUE(server.start()) << server.log();
    server.program().signal(SIGINT);
    EXPECT_EQ(server.program().wait(), 0);
}

TEST(Lifecycle, ComesBackOnTheSamePortAndDataAfterACrash) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    ASSERT_EQ(server.command({"meeting", "create", "--title", "One"}).status, 0);
    const auto port = server.port();
    server.kill();
    ASSERT_TRUE(server.start()) << server.log();
    EXPECT_EQ(server.port(), port);
    EXPECT_EQ(status_of(server.url() + "/m/one"), 200);
}

TEST(Lifecycle, CommandsBesideItPrintItsLinks) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    const auto created = server.command({"meeting", "create", "--title", "One", "--json"});
    ASSERT_EQ(created.status, 0) << created.err;
    const auto links = parse_json(created.out).value()["links"];
    EXPECT_EQ(links["watch"], server.url() + "/m/one");
    EXPECT_THAT(links["camera"].get<std::string>(), testing::StartsWith(server.url()));
    EXPECT_EQ(status_of(server.url() + "/m/one"), 200);
    EXPECT_EQ(parse_json(server.command({"meeting", "links", "one", "--json"}).out).value()["links"], links);
}

TEST(Lifecycle, RelaysAddedBesideItAreListedAndTheirKeysStandNowhere) {
    const std::string key = "key-of-the-stream";
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    ASSERT_EQ(server.command({"meeting", "create", "--title", "One"}).status, 0);
    const auto added = server.command(
        {"relay", "add", "one", "rtmp://live.example.org/app", "--key", key, "--label", "Theirs", "--json"});
    ASSERT_EQ(added.status, 0) << added.err;
    const auto listed = server.command({"relay", "list", "one", "--json"});
    const auto relays = parse_json(listed.out).value();
    ASSERT_EQ(relays.size(), 1) << listed.out;
    EXPECT_EQ(relays[0]["id"], parse_json(added.out).value()["relay"]);
    EXPECT_EQ(relays[0]["label"], "Theirs");
    EXPECT_EQ(relays[0]["on"], true);
    const auto in_words = server.command({"relay", "list", "one"});
    EXPECT_THAT(in_words.out, HasSubstr("Theirs"));
    const auto refused = server.command({"relay", "add", "one", "https://live.example.org/app", "--key", key});
    EXPECT_NE(refused.status, 0);
    EXPECT_THAT(refused.err, HasSubstr("the relay was not added: "));
    EXPECT_EQ(server.stop(), 0);
    for (const auto& said : {added.out, listed.out, in_words.out, refused.out, refused.err, server.log()})
        EXPECT_THAT(said, testing::Not(HasSubstr(key)));
    for (const auto& file : std::filesystem::recursive_directory_iterator(server.data())) {
        if (!file.is_regular_file()) continue;
        EXPECT_THAT(content_of(file.path()), testing::Not(HasSubstr(key))) << file;
    }
}

TEST(Lifecycle, EndBesideItIsSeenByTheServerAtOnce) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    ASSERT_EQ(server.command({"meeting", "create", "--title", "One"}).status, 0);
    const auto phase = [&] {
        const auto answer = app::http_request({.url = server.url() + "/api/v1/meetings/one"});
        return parse_json(answer->body).value()["state"]["phase"];
    };
    EXPECT_EQ(phase(), "planned");
    const auto ended = server.command({"meeting", "end", "one"});
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(phase(), "ended");
}

TEST(Lifecycle, MakesAFirstMeetingOnceAndPrintsItsLinks) {
    ServerProcess server({"--first-meeting", "Ward meeting", "--show-links"});
    ASSERT_TRUE(server.start()) << server.log();
    std::string line;
    for (int lines = 0; lines < 20 && line.find("room") == std::string::npos; ++lines) {
        line = server.program().read_line();
    }
    EXPECT_THAT(line, HasSubstr(server.url() + "/m/ward-meeting/room?k="));
    EXPECT_EQ(server.stop(), 0);
    ASSERT_TRUE(server.start()) << server.log();
    EXPECT_EQ(parse_json(server.command({"meeting", "list", "--json"}).out).value().size(), 1U);
}

TEST(Lifecycle, RefusesADataFolderThatAnotherServerUses) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    const auto second = run_wardcast({"serve", "--listen", "127.0.0.1:0", "--data", server.data().string()});
    EXPECT_EQ(second.status, 1);
    EXPECT_EQ(second.out, "");
    EXPECT_THAT(second.err, HasSubstr("cannot start: another server is using the data folder"));
    EXPECT_EQ(status_of(server.url() + "/healthz"), 200);
}

TEST(Lifecycle, NamesAPortInUseAndTheCure) {
    const TakenPort taken;
    const TemporaryFolder folder;
    const auto data = (folder.path() / "data").string();
    const auto serve = run_wardcast({"serve", "--listen", taken.address(), "--data", data});
    EXPECT_EQ(serve.status, 1);
    EXPECT_EQ(serve.out, "");
    EXPECT_THAT(serve.err, HasSubstr("cannot start: "));
    EXPECT_THAT(serve.err, HasSubstr(taken.address() + ": the port is in use; "));
    EXPECT_THAT(serve.err, HasSubstr("choose another port"));
}

TEST(Lifecycle, CheckNamesAPortInUse) {
    const TakenPort taken;
    const TemporaryFolder folder;
    const auto file = (folder.path() / "wardcast.toml").string();
    std::ofstream(file) << "data = '" << (folder.path() / "data").string() << "'\nlisten = ['" << taken.address()
                        << "']\n";
    const auto check = run_wardcast({"check", "--config", file, "--json"});
    EXPECT_EQ(check.status, 1);
    const auto findings = parse_json(check.out);
    ASSERT_TRUE(findings.has_value()) << check.out;
    for (const auto& finding : *findings) {
        if (finding["what"] != "ports") continue;
        EXPECT_EQ(finding["ok"], false);
        EXPECT_THAT(finding["message"].get<std::string>(), HasSubstr(taken.address()));
    }
}

TEST(Lifecycle, CheckTellsWhetherAServerIsAlive) {
    ServerProcess server;
    ASSERT_TRUE(server.start()) << server.log();
    EXPECT_EQ(run_wardcast({"check", "--health", server.url()}).status, 0);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(run_wardcast({"check", "--health", server.url()}).status, 1);
}

TEST(Lifecycle, FailsWithOneLineWhereTheDataFolderCannotBeWritten) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "in the way";
    const auto serve =
        run_wardcast({"serve", "--listen", "127.0.0.1:0", "--data", (folder.path() / "file" / "data").string()});
    EXPECT_EQ(serve.status, 1);
    EXPECT_THAT(serve.err, testing::StartsWith("cannot start: the data folder"));
    EXPECT_EQ(std::count(serve.err.begin(), serve.err.end(), '\n'), 1);
}

TEST(Lifecycle, SaysWhereABrokenDatabaseLiesAndLeavesItAlone) {
    const TemporaryFolder folder;
    const auto database = folder.path() / "wardcast.db";
    std::ofstream(database) << std::string(8192, 'x');
    const auto serve = run_wardcast({"serve", "--listen", "127.0.0.1:0", "--data", folder.path().string()});
    EXPECT_EQ(serve.status, 1);
    EXPECT_THAT(serve.err, HasSubstr(database.string()));
    EXPECT_EQ(std::filesystem::file_size(database), 8192U);
}

}  // namespace
}  // namespace wardcast
