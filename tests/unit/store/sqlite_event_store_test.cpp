#include "store/sqlite_event_store.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "temporary_folder.h"

namespace wardcast::store {
namespace {

using meeting::Record;
using meeting::Slug;
using testing::HasSubstr;

const Slug kWard("east-ward");

Record record(std::uint64_t seq, const std::string& text = "When will the bridge reopen?") {
    return {.seq = seq,
            .at = Timestamp(std::chrono::milliseconds(1'795'374'245'123)),
            .actor = {meeting::Role::Resident, meeting::ParticipantId("p_ann")},
            .command = meeting::CommandId("c" + std::to_string(seq)),
            .event = meeting::QuestionAsked{meeting::QuestionId("q_" + std::to_string(seq)), text, "Ann",
                                            meeting::Channel::Web, meeting::ParticipantId("p_ann")}};
}

std::future<Result<void>> append(EventStore& store, const Slug& slug, std::vector<Record> records) {
    auto appended = std::make_shared<std::promise<Result<void>>>();
    auto outcome = appended->get_future();
    store.append(slug, std::move(records), [appended](Result<void> result) { appended->set_value(std::move(result)); });
    return outcome;
}

// SQL on the file from outside, as another program would.
void run_sql(const std::string& path, const std::string& sql) {
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
    char* reason = nullptr;
    EXPECT_EQ(sqlite3_exec(other, sql.c_str(), nullptr, nullptr, &reason), SQLITE_OK) << (reason ? reason : "");
    sqlite3_free(reason);
    sqlite3_close(other);
}

class SqliteEventStoreTest : public testing::Test {
  protected:
    std::unique_ptr<SqliteEventStore> open(const SqliteOptions& options = {}) {
        auto store = SqliteEventStore::create(path_, options);
        EXPECT_TRUE(store.has_value()) << store.error().message;
        return std::move(*store);
    }
    Error refusal() {
        auto store = SqliteEventStore::create(path_, {.patience = std::chrono::milliseconds(100)});
        EXPECT_FALSE(store.has_value());
        return store ? Error{} : store.error();
    }
    std::string bytes() {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    TemporaryFolder folder_;
    std::string path_ = folder_.path() / "wardcast.db";
};

TEST_F(SqliteEventStoreTest, GivesBackWhatWasAppendedAlsoAfterARestart) {
    {
        const auto store = open();
        ASSERT_TRUE(append(*store, kWard, {record(1), record(2)}).get());
        ASSERT_TRUE(append(*store, kWard, {record(3)}).get());
    }
    EXPECT_EQ(open()->read(kWard, 0), (std::vector{record(1), record(2), record(3)}));
}

TEST_F(SqliteEventStoreTest, ReadsOnlyWhatFollowsANumber) {
    const auto store = open();
    ASSERT_TRUE(append(*store, kWard, {record(1), record(2), record(3)}).get());
    EXPECT_EQ(store->read(kWard, 2), std::vector{record(3)});
    EXPECT_EQ(store->read(kWard, 3), std::vector<Record>{});
    EXPECT_EQ(store->read(Slug("nowhere"), 0), std::vector<Record>{});
}

TEST_F(SqliteEventStoreTest, KeepsTheServersOwnEventsAndWordsOfEveryScript) {
    const auto store = open();
    Record live = record(1);
    live.actor = {meeting::Role::System, meeting::ParticipantId("s_system")};
    live.command = {};
    live.event = meeting::AirLive{};
    const Record asked = record(2, "Pryd bydd y bont ar agor? ŵ 橋 \U0001F309\nDiolch");
    ASSERT_TRUE(append(*store, kWard, {live, asked}).get());
    EXPECT_EQ(store->read(kWard, 0), (std::vector{live, asked}));
}

TEST_F(SqliteEventStoreTest, NamesEveryMeetingWithTheEndOfItsLog) {
    const auto store = open();
    EXPECT_EQ(store->heads(), std::vector<EventStore::Head>{});
    ASSERT_TRUE(append(*store, Slug("west"), {record(1)}).get());
    ASSERT_TRUE(append(*store, kWard, {record(1), record(2)}).get());
    EXPECT_EQ(store->heads(), (std::vector<EventStore::Head>{{kWard, 2}, {Slug("west"), 1}}));
}

TEST_F(SqliteEventStoreTest, RefusesANumberThatDoesNotContinueTheLogAndStoresNothingOfIt) {
    const auto store = open();
    ASSERT_TRUE(append(*store, kWard, {record(1), record(2)}).get());
    for (const auto& wrong : {std::vector{record(2)}, std::vector{record(4)}, std::vector{record(3), record(5)}}) {
        const auto outcome = append(*store, kWard, wrong).get();
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, ErrorKind::Conflict);
    }
    EXPECT_EQ(store->heads(), (std::vector<EventStore::Head>{{kWard, 2}}));
}

TEST_F(SqliteEventStoreTest, AConflictInOneMeetingDoesNotTouchAnotherInTheSameTransaction) {
    const auto store = open();
    std::vector<std::future<Result<void>>> good;
    std::vector<std::future<Result<void>>> bad;
    for (std::uint64_t seq = 1; seq <= 50; ++seq) {
        good.push_back(append(*store, kWard, {record(seq)}));
        bad.push_back(append(*store, Slug("west"), {record(7)}));
    }
    for (auto& outcome : good)
        EXPECT_TRUE(outcome.get());
    for (auto& outcome : bad)
        EXPECT_EQ(outcome.get().error().kind, ErrorKind::Conflict);
    EXPECT_EQ(store->read(kWard, 0)->size(), 50U);
}

TEST_F(SqliteEventStoreTest, TwoProcessesThatWriteOneMeetingNeverStoreOneNumberTwice) {
    const auto one = open();
    const auto other = open();
    const auto write_thirty = [](SqliteEventStore& store, const std::string& name) {
        int written = 0;
        while (written < 30) {
            const auto seq = store.read(kWard, 0)->size() + 1;
            if (append(store, kWard, {record(seq, name)}).get()) ++written;
        }
    };
    std::thread thread([&] { write_thirty(*one, "one"); });
    write_thirty(*other, "other");
    thread.join();

    const auto log = one->read(kWard, 0);
    ASSERT_EQ(log->size(), 60U);
    for (std::size_t i = 0; i < log->size(); ++i)
        EXPECT_EQ((*log)[i].seq, i + 1);
}

TEST_F(SqliteEventStoreTest, SeesAtOnceWhatAnotherProcessWrote) {
    const auto server = open();
    const auto command_line = open();
    ASSERT_TRUE(append(*command_line, kWard, {record(1)}).get());
    EXPECT_EQ(server->heads(), (std::vector<EventStore::Head>{{kWard, 1}}));
}

TEST_F(SqliteEventStoreTest, CommitsEverythingThatQueuesBeforeItGoes) {
    std::vector<std::future<Result<void>>> outcomes;
    {
        const auto store = open();
        for (std::uint64_t seq = 1; seq <= 500; ++seq)
            outcomes.push_back(append(*store, kWard, {record(seq)}));
    }
    for (auto& outcome : outcomes) {
        ASSERT_EQ(outcome.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        EXPECT_TRUE(outcome.get());
    }
    EXPECT_EQ(open()->read(kWard, 0)->size(), 500U);
}

TEST_F(SqliteEventStoreTest, RefusesWhatIsMoreThanTheQueueHolds) {
    const auto store = open();
    std::vector<Record> flood(EventWriter::kMaxQueuedRecords + 1);
    const auto outcome = append(*store, kWard, std::move(flood)).get();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::Unavailable);
}

TEST_F(SqliteEventStoreTest, ManyProcessesThatOpenANewLogAtOnceShareOneSecret) {
    std::vector<std::future<std::string>> secrets;
    for (int i = 0; i < 8; ++i) {
        secrets.push_back(std::async(std::launch::async, [this] { return open()->secret().value(); }));
    }
    const std::string first = secrets[0].get();
    EXPECT_EQ(first.size(), 32U);
    for (std::size_t i = 1; i < secrets.size(); ++i)
        EXPECT_EQ(secrets[i].get(), first);
    EXPECT_EQ(open()->secret(), first) << "and it stays";
}

TEST_F(SqliteEventStoreTest, IsReadableByItsOwnerAlone) {
    const auto store = open();
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(path_).permissions(), perms::owner_read | perms::owner_write);
    EXPECT_EQ(std::filesystem::status(path_ + "-wal").permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(SqliteEventStoreTest, RefusesAppendsOnAFullDiskKeepsTheRestAndGoesOnWhenThereIsRoom) {
    const auto store = open({.max_pages = 64});
    EXPECT_TRUE(store->writable());
    std::uint64_t stored = 0;
    Result<void> outcome;
    while ((outcome = append(*store, kWard, {record(stored + 1, std::string(2000, 'x'))}).get())) {
        ASSERT_LT(++stored, 1000U) << "the disk never fills";
    }
    EXPECT_EQ(outcome.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(outcome.error().message, HasSubstr("is full; make room"));
    EXPECT_EQ(store->read(kWard, 0)->size(), stored);

    run_sql(path_, "DELETE FROM record WHERE seq > 1");  // Frees pages, as an emptied disk would.
    EXPECT_TRUE(append(*store, kWard, {record(2)}).get());
}

TEST_F(SqliteEventStoreTest, SaysThatItCannotWriteWhileAnotherProgramHoldsTheLock) {
    const auto store = open({.patience = std::chrono::milliseconds(50)});
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);

    const auto outcome = append(*store, kWard, {record(1)}).get();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(outcome.error().message, HasSubstr("locked by another program"));
    EXPECT_FALSE(store->writable());
    EXPECT_TRUE(store->read(kWard, 0)) << "reading goes on";

    sqlite3_close(other);
    EXPECT_TRUE(store->writable());
    EXPECT_TRUE(append(*store, kWard, {record(1)}).get());
}

TEST_F(SqliteEventStoreTest, RefusesAFileThatIsNoDatabaseAndLeavesItAsItIs) {
    std::ofstream(path_) << std::string(10'000, '?');
    const Error error = refusal();
    EXPECT_THAT(error.message, HasSubstr("damaged"));
    EXPECT_THAT(error.message, HasSubstr("backup"));
    EXPECT_EQ(bytes(), std::string(10'000, '?'));
}

TEST_F(SqliteEventStoreTest, RefusesALogWithASpoiltPageAndLeavesItAsItIs) {
    {
        const auto store = open();
        for (std::uint64_t seq = 1; seq <= 100; ++seq) {
            ASSERT_TRUE(append(*store, kWard, {record(seq, std::string(500, 'x'))}).get());
        }
    }
    {
        std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(2 * 4096);
        file << std::string(8 * 4096, '\xff');
    }
    const std::string spoilt = bytes();
    EXPECT_THAT(refusal().message, HasSubstr("damaged"));
    EXPECT_EQ(bytes(), spoilt);
}

TEST_F(SqliteEventStoreTest, RefusesToStartAnewWhereOnlyTheWriteAheadLogIsLeft) {
    std::ofstream(path_ + "-wal") << std::string(5000, 'w');
    EXPECT_THAT(refusal().message, HasSubstr("-wal"));
    EXPECT_EQ(std::filesystem::file_size(path_ + "-wal"), 5000U);
}

TEST_F(SqliteEventStoreTest, RefusesWhatANewerWardcastWrote) {
    open();
    run_sql(path_, "PRAGMA user_version = 99");
    const Error error = refusal();
    EXPECT_THAT(error.message, HasSubstr("newer Wardcast (schema 99"));
}

TEST_F(SqliteEventStoreTest, RefusesAnotherProgramsDatabase) {
    run_sql(path_, "CREATE TABLE invoice (id INTEGER)");
    EXPECT_THAT(refusal().message, HasSubstr("another program's database"));
}

TEST_F(SqliteEventStoreTest, RefusesAFolderThatDoesNotExistAndNamesTheCure) {
    path_ = folder_.path() / "missing" / "wardcast.db";
    EXPECT_THAT(refusal().message, HasSubstr("folder must exist"));
}

TEST_F(SqliteEventStoreTest, RefusesToReadARecordOfAKindThatItDoesNotKnow) {
    const auto store = open();
    ASSERT_TRUE(append(*store, kWard, {record(1)}).get());
    run_sql(path_, "UPDATE record SET event = 'question.sung'");
    const auto log = store->read(kWard, 0);
    ASSERT_FALSE(log);
    EXPECT_THAT(log.error().message, HasSubstr("record 1 of its log cannot be read"));
}

// A process that appends as fast as it can and writes the number of each acknowledged record into a pipe.
[[noreturn]] void append_until_killed(const std::string& path, int ledger) {
    auto store = SqliteEventStore::create(path);
    if (!store) _exit(1);
    auto seq = (*store)->read(kWard, 0)->size();
    for (;;) {
        // Several in flight, so that the kill also meets commits of more than one.
        std::vector<std::future<Result<void>>> outcomes;
        const auto first = seq + 1;
        for (int i = 0; i < 4; ++i)
            outcomes.push_back(append(**store, kWard, {record(++seq)}));
        for (auto acknowledged = first; auto& outcome : outcomes) {
            if (!outcome.get() || write(ledger, &acknowledged, sizeof acknowledged) != sizeof acknowledged) _exit(2);
            ++acknowledged;
        }
    }
}

TEST_F(SqliteEventStoreTest, AKilledProcessLosesNothingThatItAcknowledgedAndStoresNothingTwice) {
    constexpr int kRounds = 30;
    std::mt19937 random(20261122);
    std::uint64_t acknowledged = 0;
    for (int round = 0; round < kRounds; ++round) {
        int ledger[2];
        ASSERT_EQ(pipe(ledger), 0);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) append_until_killed(path_, ledger[1]);
        close(ledger[1]);

        // Kill it right after a random number of acknowledgements: mid-commit, at an unknown place.
        const auto last_wish = std::uniform_int_distribution<int>(1, 40)(random);
        std::uint64_t seq = 0;
        for (int i = 0; i < last_wish; ++i) {
            ASSERT_EQ(read(ledger[0], &seq, sizeof seq), static_cast<ssize_t>(sizeof seq));
        }
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        while (read(ledger[0], &seq, sizeof seq) == static_cast<ssize_t>(sizeof seq)) {
        }
        close(ledger[0]);
        acknowledged = seq;

        const auto log = open()->read(kWard, 0);
        ASSERT_TRUE(log) << log.error().message;
        ASSERT_GE(log->size(), acknowledged) << "round " << round;
        for (std::size_t i = 0; i < log->size(); ++i)
            ASSERT_EQ((*log)[i], record(i + 1));
    }
}

}  // namespace
}  // namespace wardcast::store
