// `wardcast verify`: proves what the server kept, and names what somebody changed.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "app/http_request.h"
#include "base/json.h"
#include "integration/app/server_process.h"

namespace wardcast {
namespace {

using testing::HasSubstr;

struct Verify : testing::Test {
    ServerProcess server{{"--demo"}};

    void record_something() {
        ASSERT_TRUE(server.start()) << server.log();
        ASSERT_TRUE(server.wait_for("/hls/demo/recording/index.m3u8")) << server.log();
        const auto keys = app::http_request({.url = server.url() + "/.well-known/wardcast-key.json"});
        ASSERT_TRUE(keys.has_value());
        EXPECT_THAT(keys->body, HasSubstr(R"("recording":{"algorithm":"Ed25519","key":")"));
        EXPECT_EQ(server.stop(), 0);
    }

    Json verify(int status) {
        const auto outcome = server.command({"verify", "demo", "--json"});
        EXPECT_EQ(outcome.status, status) << outcome.err;
        return parse_json(outcome.out).value_or(Json());
    }
};

TEST_F(Verify, ProvesWhatWasRecordedAndNamesTheSegmentThatWasChanged) {
    record_something();
    const auto proven = verify(0);
    EXPECT_EQ(proven["ok"], true) << proven;
    EXPECT_GT(proven["recording"]["segments"].get<int>(), 0);

    // The last kilobyte of the sound.
    std::filesystem::path file;
    for (const auto& entry : std::filesystem::directory_iterator(server.data() / "recordings" / "demo")) {
        if (entry.path().filename().string().starts_with("audio-")) file = entry.path();
    }
    ASSERT_FALSE(file.empty());
    {
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(-1000, std::ios::end);
        bytes << "changed";
    }
    const auto changed = verify(1);
    EXPECT_EQ(changed["ok"], false);
    EXPECT_THAT(changed["recording"]["faults"][0]["what"].get<std::string>(), HasSubstr("has been altered in audio-"));
    EXPECT_TRUE(changed["recording"]["faults"][0]["at"].is_string());
    EXPECT_THAT(server.command({"verify", "demo"}).err, HasSubstr("meeting demo is not as it was: recording: segment"));
}

TEST_F(Verify, AMeetingThatIsNotRecordedIsNoFailure) {
    ASSERT_EQ(server.command({"meeting", "create", "--title", "One"}).status, 0);
    EXPECT_THAT(server.command({"verify", "one"}).out, HasSubstr("recording: there is none"));
    EXPECT_THAT(server.command({"verify", "one"}).out, HasSubstr("log: 1 records, as they were written"));
    EXPECT_EQ(server.command({"verify", "nowhere"}).status, 1);
}

TEST_F(Verify, NamesTheFirstRecordOfTheLogThatWasChanged) {
    ASSERT_EQ(server.command({"meeting", "create", "--title", "One"}).status, 0);
    sqlite3* log = nullptr;
    ASSERT_EQ(sqlite3_open((server.data() / "wardcast.db").c_str(), &log), SQLITE_OK);
    EXPECT_EQ(
        sqlite3_exec(log, "UPDATE record SET at = at + 1 WHERE slug = 'one' AND seq = 1", nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(log);
    const auto outcome = server.command({"verify", "one", "--json"});
    EXPECT_EQ(outcome.status, 1);
    const auto report = parse_json(outcome.out).value_or(Json());
    EXPECT_EQ(report["ok"], false);
    EXPECT_EQ(report["log"]["broken"], 1);
    EXPECT_THAT(outcome.err, HasSubstr("log: record 1"));
}

}  // namespace
}  // namespace wardcast
