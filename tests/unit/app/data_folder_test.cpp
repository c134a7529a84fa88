#include "app/data_folder.h"

#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace wardcast::app {
namespace {

const Served kServed{{"http://127.0.0.1:43211", "https://192.168.1.20:8443"}, "http://127.0.0.1:43211"};

struct DataFolderTest : testing::Test {
    TemporaryFolder temporary;
    std::filesystem::path path = temporary.path() / "data";
};

TEST_F(DataFolderTest, IsMadeForThisUserOnly) {
    ASSERT_TRUE(DataFolder::open(path).has_value());
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(DataFolderTest, LetsOneServerIn) {
    auto first = DataFolder::open(path);
    auto second = DataFolder::open(path);
    ASSERT_TRUE(first->lock().has_value());
    const auto locked = second->lock();
    ASSERT_FALSE(locked.has_value());
    EXPECT_EQ(locked.error().kind, ErrorKind::Conflict);
    EXPECT_NE(locked.error().message.find(path.string()), std::string::npos);
}

TEST_F(DataFolderTest, LetsTheNextServerInWhenTheFirstIsGone) {
    {
        auto first = DataFolder::open(path);
        ASSERT_TRUE(first->lock().has_value());
    }
    auto second = DataFolder::open(path);
    EXPECT_TRUE(second->lock().has_value());
}

TEST_F(DataFolderTest, TellsOthersWhereItsServerAnswers) {
    auto server = DataFolder::open(path);
    ASSERT_TRUE(server->lock().has_value());
    ASSERT_TRUE(server->announce(kServed).has_value());
    EXPECT_EQ(DataFolder::open(path)->served(), kServed);
}

TEST_F(DataFolderTest, ForgetsAServerThatIsGone) {
    {
        auto server = DataFolder::open(path);
        ASSERT_TRUE(server->lock().has_value());
        ASSERT_TRUE(server->announce(kServed).has_value());
    }
    EXPECT_EQ(DataFolder::open(path)->served(), std::nullopt);
}

TEST_F(DataFolderTest, DoesNotBelieveWhatADeadServerLeftBehind) {
    auto folder = DataFolder::open(path);
    std::ofstream(path / "server.json") << R"({"pid":1,"here":"http://localhost:1","phones":"http://localhost:1"})";
    EXPECT_EQ(folder->served(), std::nullopt);
}

TEST_F(DataFolderTest, NamesCauseAndCureWhereNothingCanBeWritten) {
    std::ofstream(temporary.path() / "file") << "in the way";
    const auto folder = DataFolder::open(temporary.path() / "file" / "data");
    ASSERT_FALSE(folder.has_value());
    EXPECT_NE(folder.error().message.find("--data"), std::string::npos);
}

}  // namespace
}  // namespace wardcast::app
