#include "app/command_line.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "temporary_folder.h"

namespace wardcast::app {
namespace {

using testing::HasSubstr;

struct CommandLineTest : testing::Test {
    TemporaryFolder temporary;
    std::vector<const char*> environment;
    std::ostringstream out;
    std::ostringstream err;

    tl::expected<Invocation, int> parse(std::vector<const char*> words) {
        words.insert(words.begin(), "wardcast");
        auto variables = environment;
        variables.push_back(nullptr);
        return parse_command_line(static_cast<int>(words.size()), words.data(), variables.data(), out, err);
    }

    Config config_of(const std::vector<const char*>& words) {
        auto invocation = parse(words);
        EXPECT_TRUE(invocation.has_value()) << err.str();
        if (!invocation) return {};
        EXPECT_TRUE(invocation->config.has_value()) << invocation->config.error().message;
        return invocation->config.value_or(Config{});
    }

    std::string file(const std::string& text) {
        const auto path = temporary.path() / "wardcast.toml";
        std::ofstream(path) << text;
        return path.string();
    }
};

TEST_F(CommandLineTest, OptionWinsOverEnvironmentOverFileOverDefault) {
    const auto path = file("data = 'from-file'\nlog_level = 'debug'\n[media]\nlive_window_s = 30\nmax_sessions = 3\n");
    environment = {"WARDCAST_DATA=from-environment", "WARDCAST_MEDIA_LIVE_WINDOW_S=40"};
    const auto config = config_of({"serve", "--config", path.c_str(), "--data", "from-option"});
    EXPECT_EQ(config.data, "from-option");
    EXPECT_EQ(config.media.live_window_s, 40);
    EXPECT_EQ(config.media.max_sessions, 3);
    EXPECT_EQ(config.log_level, "debug");
    EXPECT_EQ(config.listen, Config{}.listen);
}

TEST_F(CommandLineTest, TakesTheFileFromTheEnvironmentToo) {
    const auto variable = "WARDCAST_CONFIG=" + file("data = 'from-file'\n");
    setenv("WARDCAST_CONFIG", variable.c_str() + variable.find('=') + 1, 1);
    const auto config = config_of({"serve"});
    unsetenv("WARDCAST_CONFIG");
    EXPECT_EQ(config.data, "from-file");
}

TEST_F(CommandLineTest, ListenMayBeRepeated) {
    const auto config = config_of({"serve", "--listen", "127.0.0.1:0", "--listen", "[::1]:0", "--demo"});
    EXPECT_THAT(config.listen, testing::ElementsAre("127.0.0.1:0", "[::1]:0"));
    EXPECT_TRUE(config.demo);
}

TEST_F(CommandLineTest, CommonOptionsStandBeforeOrBehindTheCommand) {
    EXPECT_EQ(config_of({"--data", "here", "meeting", "list"}).data, "here");
    EXPECT_EQ(config_of({"meeting", "--data", "here", "list"}).data, "here");
    EXPECT_EQ(config_of({"meeting", "list", "--data", "here"}).data, "here");
}

TEST_F(CommandLineTest, ReadsANewMeeting) {
    const auto invocation = parse({"meeting", "create", "--title", "Ward meeting", "--slug", "ward", "--starts",
                                   "2026-11-26T19:00:00Z", "--hashtag", "a", "--hashtag", "b", "--json"});
    ASSERT_TRUE(invocation.has_value()) << err.str();
    const auto* create = std::get_if<CreateMeeting>(&invocation->command);
    ASSERT_NE(create, nullptr);
    EXPECT_EQ(create->title, "Ward meeting");
    EXPECT_EQ(create->slug, "ward");
    ASSERT_TRUE(create->starts.has_value());
    EXPECT_EQ(to_rfc3339(*create->starts), "2026-11-26T19:00:00.000Z");
    EXPECT_THAT(create->hashtags, testing::ElementsAre("a", "b"));
    EXPECT_EQ(create->format, Format::Json);
}

TEST_F(CommandLineTest, WrongUsageIsToldOnErrWithStatusTwo) {
    const std::vector<std::vector<const char*>> wrong = {{},
                                                         {"dance"},
                                                         {"serve", "--no-such-option"},
                                                         {"serve", "--listen", "localhost"},
                                                         {"serve", "extra"},
                                                         {"meeting"},
                                                         {"meeting", "create"},
                                                         {"meeting", "create", "--title", "T", "--starts", "tomorrow"},
                                                         {"meeting", "links"}};
    for (const auto& words : wrong) {
        err.str("");
        const auto invocation = parse(words);
        ASSERT_FALSE(invocation.has_value());
        EXPECT_EQ(invocation.error(), kExitUsage);
        EXPECT_FALSE(err.str().empty());
    }
    EXPECT_EQ(out.str(), "");
}

TEST_F(CommandLineTest, VersionAndHelpGoToOutWithStatusZero) {
    const auto version = parse({"--version"});
    ASSERT_FALSE(version.has_value());
    EXPECT_EQ(version.error(), kExitOk);
    EXPECT_THAT(out.str(), HasSubstr("wardcast 0."));
    const auto help = parse({"serve", "--help"});
    ASSERT_FALSE(help.has_value());
    EXPECT_EQ(help.error(), kExitOk);
    EXPECT_THAT(out.str(), HasSubstr("--listen"));
    EXPECT_EQ(err.str(), "");
}

TEST_F(CommandLineTest, HandsABrokenConfigurationOnToTheCommand) {
    const auto path = file("demmo = true\n");
    const auto invocation = parse({"check", "--config", path.c_str()});
    ASSERT_TRUE(invocation.has_value());
    ASSERT_FALSE(invocation->config.has_value());
    EXPECT_THAT(invocation->config.error().message, HasSubstr("'demo'"));
}

}  // namespace
}  // namespace wardcast::app
