#include "store/chain.h"

#include <future>
#include <set>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/sqlite_event_store.h"
#include "temporary_folder.h"

namespace wardcast::store {
namespace {

using meeting::Record;
using meeting::Slug;

const Slug kWard("east-ward");

Record record(std::uint64_t seq) {
    return {.seq = seq,
            .at = Timestamp(std::chrono::milliseconds(1'795'374'245'123)),
            .actor = {meeting::Role::Chair, meeting::ParticipantId("s_chair")},
            .command = meeting::CommandId("c" + std::to_string(seq)),
            .event = meeting::QuestionHeld{meeting::QuestionId("q_" + std::to_string(seq))}};
}

class Chain : public testing::Test {
  protected:
    std::unique_ptr<SqliteEventStore> open() { return std::move(*SqliteEventStore::create(path_)); }

    static void append(EventStore& store, std::vector<Record> records, const Slug& slug = kWard) {
        std::promise<Result<void>> appended;
        store.append(slug, std::move(records), [&](Result<void> result) { appended.set_value(std::move(result)); });
        ASSERT_TRUE(appended.get_future().get().has_value());
    }
    // From outside, as somebody would who wants it to have been otherwise.
    void tamper(const std::string& sql) {
        sqlite3* other = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(other, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(other);
        sqlite3_close(other);
    }
    std::uint64_t first_broken() {
        const auto report = open()->verify(kWard);
        EXPECT_TRUE(report.has_value());
        return report->broken ? report->broken->seq : 0;
    }

    TemporaryFolder folder_;
    std::string path_ = folder_.path() / "wardcast.db";
};

TEST_F(Chain, ProvesALogThatNobodyChanged) {
    auto store = open();
    append(*store, {record(1), record(2)});
    append(*store, {record(3)});
    const auto report = store->verify(kWard);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->records, 3U);
    EXPECT_EQ(report->broken, std::nullopt);
    const auto hashes = store->hashes(kWard, 0);
    ASSERT_EQ(hashes->size(), 3U);
    EXPECT_EQ(report->head, hashes->back());
    EXPECT_EQ(report->head.size(), 64U);
    EXPECT_EQ(store->hashes(kWard, 2)->size(), 1U);
}

TEST_F(Chain, NamesTheFirstRecordThatWasChangedWhateverOfItWas) {
    {
        auto store = open();
        append(*store, {record(1), record(2), record(3), record(4)});
    }
    const std::string of_three = " WHERE slug = 'east-ward' AND seq = 3";
    for (const char* change : {"data = '{\"question\":\"q_9\"}'", "at = at + 1", "participant = 's_clerk'",
                               "role = 'clerk'", "command = ''", "event = 'question.approved'", "hash = x'00'"}) {
        tamper("CREATE TABLE kept AS SELECT * FROM record; UPDATE record SET " + std::string(change) + of_three);
        EXPECT_EQ(first_broken(), 3U) << change;
        tamper("DELETE FROM record; INSERT INTO record SELECT * FROM kept; DROP TABLE kept");
        EXPECT_EQ(first_broken(), 0U);
    }
}

TEST_F(Chain, NamesARecordThatIsMissing) {
    {
        auto store = open();
        append(*store, {record(1), record(2), record(3)});
    }
    tamper("DELETE FROM record WHERE seq = 2");
    EXPECT_EQ(first_broken(), 2U);
}

TEST_F(Chain, ChangesItsHeadWhereTheEndIsCutOff) {
    std::string head;
    {
        auto store = open();
        append(*store, {record(1), record(2)});
        head = store->verify(kWard)->head;
    }
    tamper("DELETE FROM record WHERE seq = 2");
    EXPECT_NE(open()->verify(kWard)->head, head);
}

TEST_F(Chain, IsOfEachMeetingByItself) {
    auto store = open();
    append(*store, {record(1)});
    append(*store, {record(1)}, Slug("west-ward"));
    EXPECT_NE(store->verify(kWard)->head, store->verify(Slug("west-ward"))->head) << "the slug is part of it";
    EXPECT_EQ(store->verify(Slug("no-ward"))->records, 0U);
}

TEST_F(Chain, IsGivenToRecordsFromBeforeItExisted) {
    std::string head;
    {
        auto store = open();
        append(*store, {record(1), record(2)});
        head = store->verify(kWard)->head;
    }
    tamper("ALTER TABLE record DROP COLUMN hash; PRAGMA user_version = 1");
    auto store = open();
    const auto report = store->verify(kWard);
    EXPECT_EQ(report->broken, std::nullopt);
    EXPECT_EQ(report->head, head);
    append(*store, {record(3)});
    EXPECT_EQ(store->verify(kWard)->records, 3U);
}

TEST(ChainedHash, DependsOnEveryFieldAndOnWhereItEnds) {
    const RowText row{1, 2, "r", "p", "c", "e", "d"};
    std::set<std::string> hashes{chained_hash("", "ward", row), chained_hash("x", "ward", row),
                                 chained_hash("", "wards", row)};
    for (const RowText& other : {RowText{2, 2, "r", "p", "c", "e", "d"}, RowText{1, 3, "r", "p", "c", "e", "d"},
                                 RowText{1, 2, "rp", "", "c", "e", "d"}, RowText{1, 2, "r", "pc", "", "e", "d"},
                                 RowText{1, 2, "r", "p", "ce", "", "d"}, RowText{1, 2, "r", "p", "c", "ed", ""}}) {
        hashes.insert(chained_hash("", "ward", other));
    }
    EXPECT_EQ(hashes.size(), 9U);
    EXPECT_EQ(chained_hash("", "ward", row).size(), 32U);
}

}  // namespace
}  // namespace wardcast::store
