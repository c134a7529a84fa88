// Recordings that have to go, as the real server finds them when it starts.
#include <chrono>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "base/json.h"
#include "integration/app/server_process.h"

namespace wardcast {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

struct RetentionOf : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path config = folder.path() / "wardcast.toml";
    ServerProcess server{{"--config", config.string()}};

    enum class Meeting { Ended, Waiting, None };

    // What a recording leaves on disk, last written so long ago. Its bytes take no room.
    void put(const std::string& slug, std::uintmax_t bytes, std::chrono::hours ago, Meeting meeting = Meeting::Ended) {
        if (meeting != Meeting::None) {
            ASSERT_EQ(server.command({"meeting", "create", "--title", slug, "--slug", slug}).status, 0);
        }
        if (meeting == Meeting::Ended) {
            ASSERT_EQ(server.command({"meeting", "end", slug}).status, 0);
        }
        const auto recording = server.data() / "recordings" / slug;
        std::filesystem::create_directories(recording);
        std::ofstream(recording / "720p-0.mp4").flush();
        std::filesystem::resize_file(recording / "720p-0.mp4", bytes);
        std::ofstream(recording / "index.txt").flush();
        std::filesystem::last_write_time(recording / "index.txt", std::filesystem::file_time_type::clock::now() - ago);
    }

    [[nodiscard]] bool is_there(const std::string& slug) const {
        return std::filesystem::exists(server.data() / "recordings" / slug);
    }

    // Until the last of those that have to go is gone, and the log says so.
    void start_and_wait_until_gone(const std::string& rules, const std::string& last) {
        std::ofstream(config) << "[media]\n" << rules;
        ASSERT_TRUE(server.start()) << server.log();
        const auto removed = "meeting " + last + ": recording of";
        ASSERT_TRUE(server.wait_until([&] { return server.log().find(removed) != std::string::npos; })) << server.log();
        EXPECT_FALSE(is_there(last));
    }
};

TEST_F(RetentionOf, DaysRemovesWhatIsTooOldAndNothingThatIsMarkedRunningOrUnknown) {
    put("spring", 1'000, 24h * 400);
    put("summer", 1'000, 24h * 31);
    put("autumn", 1'000, 24h * 29);
    put("marked", 1'000, 24h * 400);
    put("waiting", 1'000, 24h * 400, Meeting::Waiting);
    put("elsewhere", 1'000, 24h * 400, Meeting::None);
    ASSERT_EQ(server.command({"recording", "keep", "marked"}).status, 0);

    start_and_wait_until_gone("keep_days = 30\n", "summer");
    EXPECT_THAT(server.log(), HasSubstr("older than 30 days (media.keep_days)"));
    EXPECT_FALSE(is_there("spring"));
    for (const auto* slug : {"autumn", "marked", "waiting", "elsewhere"})
        EXPECT_TRUE(is_there(slug)) << slug;
    EXPECT_THAT(server.command({"recording", "list"}).out, Not(HasSubstr("spring")));
}

TEST_F(RetentionOf, AQuotaRemovesTheOldestUntilTheRestFits) {
    put("spring", 600'000'000, 24h * 90);
    put("marked", 300'000'000, 24h * 80);
    put("summer", 600'000'000, 24h * 60);
    put("autumn", 600'000'000, 24h * 30);
    ASSERT_EQ(server.command({"recording", "keep", "marked"}).status, 0);

    start_and_wait_until_gone("quota_gb = 1\n", "summer");
    EXPECT_THAT(server.log(), HasSubstr("all recordings together exceed 1 GB (media.quota_gb)"));
    EXPECT_FALSE(is_there("spring"));
    EXPECT_TRUE(is_there("marked"));
    EXPECT_TRUE(is_there("autumn"));
}

TEST_F(RetentionOf, TheMeetingItselfStays) {
    put("spring", 1'000, 24h * 400);
    start_and_wait_until_gone("keep_days = 30\n", "spring");
    EXPECT_THAT(server.command({"meeting", "list"}).out, HasSubstr("spring"));
}

}  // namespace
}  // namespace wardcast
