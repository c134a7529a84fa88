// What other programs rely on of the command line: exit status, one JSON value, one line for each listener.
#include <fstream>

#include <gmock/gmock.h>

#include "base/json.h"
#include "integration/app/program.h"
#include "temporary_folder.h"

namespace wardcast {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct CommandLineContract : testing::Test {
    TemporaryFolder temporary;
    std::string data = (temporary.path() / "data").string();

    Outcome run(std::vector<std::string> words) const {
        words.insert(words.end(), {"--data", data});
        return run_wardcast(words);
    }

    Json json(std::vector<std::string> words) const {
        words.emplace_back("--json");
        const auto outcome = run(words);
        EXPECT_EQ(outcome.status, 0) << outcome.err;
        auto value = parse_json(outcome.out);
        EXPECT_TRUE(value.has_value()) << outcome.out;
        return value.value_or(Json());
    }
};

TEST_F(CommandLineContract, CreatePrintsSlugTitleAndFullLinksAsOneObject) {
    const auto created = json({"meeting", "create", "--title", "Billesley ward", "--slug", "billesley"});
    EXPECT_EQ(created["slug"], "billesley");
    EXPECT_EQ(created["title"], "Billesley ward");
    ASSERT_TRUE(created["links"].is_object());
    EXPECT_THAT(created["links"]["watch"].get<std::string>(), testing::EndsWith("/m/billesley"));
    for (const char* role : {"camera", "chair", "clerk", "captioner", "room"}) {
        const auto link = created["links"][role].get<std::string>();
        EXPECT_THAT(link, testing::StartsWith("http"));
        EXPECT_THAT(link, HasSubstr(std::string("/m/billesley/") + role + "?k="));
    }
}

TEST_F(CommandLineContract, LinksPrintsWhatCreatePrinted) {
    const auto created = json({"meeting", "create", "--title", "Ward meeting"});
    EXPECT_EQ(json({"meeting", "links", created["slug"].get<std::string>()}), created);
}

TEST_F(CommandLineContract, ListIsAnArrayAndEmptyAtFirst) {
    EXPECT_EQ(json({"meeting", "list"}), Json::array());
    (void)json({"meeting", "create", "--title", "One", "--starts", "2026-11-26T19:00:00Z"});
    const auto list = json({"meeting", "list"});
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0]["slug"], "one");
    EXPECT_EQ(list[0]["starts"], "2026-11-26T19:00:00.000Z");
    EXPECT_EQ(list[0]["phase"], "planned");
}

TEST_F(CommandLineContract, EndEndsAMeetingThatNoServerRuns) {
    (void)json({"meeting", "create", "--title", "One"});
    EXPECT_EQ(json({"meeting", "end", "one"}), (Json{{"slug", "one"}, {"phase", "ended"}}));
    EXPECT_EQ(json({"meeting", "list"})[0]["phase"], "ended");
    EXPECT_EQ(run({"meeting", "end", "one"}).status, 1);
}

TEST_F(CommandLineContract, OfficerLinkIsPrintedAlone) {
    EXPECT_THAT(json({"officer"})["officer"].get<std::string>(), HasSubstr("/?k="));
}

TEST_F(CommandLineContract, LinksForPeopleCarryACodeForTheCamera) {
    (void)json({"meeting", "create", "--title", "One"});
    const auto plain = run({"meeting", "links", "one"});
    const auto with_code = run({"meeting", "links", "one", "--qr"});
    EXPECT_THAT(plain.out, HasSubstr("/m/one/camera?k="));
    EXPECT_THAT(plain.out, testing::Not(HasSubstr("█")));
    EXPECT_THAT(with_code.out, HasSubstr("█"));
}

TEST_F(CommandLineContract, FailureLeavesOutEmptyAndHasStatusOne) {
    (void)json({"meeting", "create", "--title", "One", "--slug", "one"});
    const std::vector<std::vector<std::string>> failing = {{"meeting", "create", "--title", "Two", "--slug", "one"},
                                                           {"meeting", "create", "--title", " "},
                                                           {"meeting", "create", "--title", "T", "--slug", "No Slug"},
                                                           {"meeting", "links", "nowhere"},
                                                           {"meeting", "end", "nowhere"}};
    for (auto words : failing) {
        words.emplace_back("--json");
        const auto outcome = run(words);
        EXPECT_EQ(outcome.status, 1) << words[1];
        EXPECT_THAT(outcome.out, IsEmpty());
        EXPECT_THAT(outcome.err, testing::StartsWith("wardcast: "));
    }
}

TEST_F(CommandLineContract, WrongUsageHasStatusTwo) {
    EXPECT_EQ(run({"serve", "--fly"}).status, 2);
    EXPECT_EQ(run({"meeting", "create"}).status, 2);
    EXPECT_EQ(run({}).status, 2);
}

TEST_F(CommandLineContract, VersionIsOneLine) {
    const auto outcome = run_wardcast({"--version"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.out, testing::MatchesRegex("wardcast [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_F(CommandLineContract, BrokenConfigurationIsNamedByEveryCommand) {
    const auto file = (temporary.path() / "wardcast.toml").string();
    std::ofstream(file) << "lisen = ['127.0.0.1:0']\n";
    const auto serve = run({"serve", "--config", file});
    EXPECT_EQ(serve.status, 1);
    EXPECT_THAT(serve.err, HasSubstr("cannot start: wardcast.toml:1"));
    EXPECT_THAT(serve.err, HasSubstr("'listen'"));
    const auto check = run({"check", "--config", file});
    EXPECT_EQ(check.status, 1);
    EXPECT_THAT(check.out, HasSubstr("wrong  configuration: wardcast.toml:1"));
}

}  // namespace
}  // namespace wardcast
