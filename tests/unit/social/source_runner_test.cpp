#include "social/source_runner.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "changes.h"

namespace wardcast::social {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// Answers each poll and recheck from what the test puts in.
class ScriptedSource final : public Source {
  public:
    using Poll = std::function<Outcome<Batch>(const std::string& cursor)>;
    using Recheck = std::function<Outcome<std::vector<Change>>()>;
    explicit ScriptedSource(Poll poll, Recheck recheck = nullptr)
        : poll_(std::move(poll)), recheck_(std::move(recheck)) {}

    Outcome<Batch> poll(const std::string& cursor, const std::stop_token&) override { return poll_(cursor); }
    Outcome<std::vector<Change>> recheck(std::span<const KnownPost>, const std::stop_token&) override {
        if (recheck_) return recheck_();
        return std::vector<Change>{};
    }
    milliseconds interval() const override { return milliseconds(5); }

  private:
    Poll poll_;
    Recheck recheck_;
};

// Keeps what it is given; stores (confirms) it unless told otherwise.
class Keeper final : public SourceListener {
  public:
    void take(const std::string&, const Batch& batch) noexcept override {
        const std::lock_guard lock(mutex_);
        batches.push_back(batch);
        if (stores) to_confirm_.push_back(batch.cursor);
        changed_.notify_all();
    }
    void health(const std::string&, const Health& health) noexcept override {
        const std::lock_guard lock(mutex_);
        healths.push_back(health);
        changed_.notify_all();
    }

    // Confirms as an outsider would, until the condition holds or patience ends.
    bool until(SourceRunner& runner, const std::function<bool()>& holds) {
        std::unique_lock lock(mutex_);
        const auto patience = std::chrono::steady_clock::now() + seconds(30);
        while (!holds()) {
            if (std::chrono::steady_clock::now() > patience) return false;
            changed_.wait_for(lock, milliseconds(50), [&] { return !to_confirm_.empty(); });
            for (auto& cursor : std::exchange(to_confirm_, {})) {
                lock.unlock();
                runner.confirm(cursor);
                lock.lock();
            }
        }
        return true;
    }

    std::vector<std::string> all_changes() const {
        std::vector<std::string> all;
        for (const auto& batch : batches)
            for (auto& change : in_short(batch.changes))
                all.push_back(change);
        return all;
    }

    std::atomic<bool> stores = true;
    std::vector<Batch> batches;
    std::vector<Health> healths;

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> to_confirm_;
};

Post post(const std::string& uri, const std::string& version = "") {
    Post post;
    post.uri = post.id = uri;
    post.version = version;
    post.text = "text";
    return post;
}

class Runner : public testing::Test {
  protected:
    std::unique_ptr<SourceRunner> run(ScriptedSource::Poll poll, ScriptedSource::Recheck recheck = nullptr,
                                      std::vector<KnownPost> known = {}, std::string cursor = "") {
        RunnerPace pace;
        pace.confirm = milliseconds(300);
        pace.recheck = milliseconds(20);
        return std::make_unique<SourceRunner>("s",
                                              std::make_unique<ScriptedSource>(std::move(poll), std::move(recheck)),
                                              keeper_, clock_, std::move(cursor), std::move(known), pace);
    }
    SystemClock clock_;
    Keeper keeper_;
};

TEST_F(Runner, MovesOnOnlyWithTheStoredCursor) {
    std::vector<std::string> cursors;
    std::mutex mutex;
    keeper_.stores = false;
    const auto runner = run([&](const std::string& cursor) {
        const std::lock_guard lock(mutex);
        cursors.push_back(cursor);
        return Batch{.changes = {NewPost{post("a")}}, .cursor = "1"};
    });
    // Not stored: it is brought again, from the old place.
    ASSERT_TRUE(keeper_.until(*runner, [&] { return keeper_.batches.size() >= 2; }));
    {
        const std::lock_guard lock(mutex);
        EXPECT_THAT(cursors, testing::Each(""));
    }
    keeper_.stores = true;
    ASSERT_TRUE(keeper_.until(*runner, [&] {
        const std::lock_guard lock(mutex);
        return cursors.back() == "1";
    }));
}

TEST_F(Runner, HandsNothingOverTwice) {
    std::atomic<int> polls = 0;
    const auto runner = run(
        [&](const std::string&) {
            ++polls;
            return Batch{.changes = {NewPost{post("a")}, NewPost{post("known", "v1")}},
                         .cursor = std::to_string(polls)};
        },
        nullptr, {{"known", "known", "v1"}});
    ASSERT_TRUE(keeper_.until(*runner, [&] { return polls > 5; }));
    EXPECT_THAT(keeper_.all_changes(), ElementsAre("new a"));
}

TEST_F(Runner, TellsAKnownPostThatReadsOtherwiseNowFromANewOne) {
    std::atomic<int> polls = 0;
    const auto runner = run([&](const std::string&) {
        return Batch{.changes = {NewPost{post("a", ++polls == 1 ? "v1" : "v2")}}, .cursor = "1"};
    });
    ASSERT_TRUE(keeper_.until(*runner, [&] { return polls > 4; }));
    EXPECT_THAT(keeper_.all_changes(), ElementsAre("new a", "edited a"));
}

TEST_F(Runner, SeesWordsThatAreTakenBackToWhatTheyWere) {
    std::atomic<int> polls = 0;
    const auto runner = run([&](const std::string&) {
        return Batch{.changes = {NewPost{post("a", ++polls == 2 ? "v2" : "v1")}}, .cursor = "1"};
    });
    ASSERT_TRUE(keeper_.until(*runner, [&] { return polls > 4; }));
    EXPECT_THAT(keeper_.all_changes(), ElementsAre("new a", "edited a", "edited a"));
}

TEST_F(Runner, BringsADeletionThatFollowsAtOnce) {
    std::atomic<int> polls = 0;
    const auto runner = run([&](const std::string&) {
        if (++polls > 1) return Batch{.changes = {}, .cursor = "1"};
        return Batch{.changes = {NewPost{post("a")}, DeletedPost{"a"}}, .cursor = "1"};
    });
    ASSERT_TRUE(keeper_.until(*runner, [&] { return polls > 2; }));
    EXPECT_THAT(keeper_.all_changes(), ElementsAre("new a", "deleted a"));
}

TEST_F(Runner, BringsDeletionsOfKnownPostsOnly) {
    std::atomic<int> rechecks = 0;
    const auto runner = run([&](const std::string& cursor) { return Batch{.changes = {}, .cursor = cursor}; },
                            [&]() -> Outcome<std::vector<Change>> {
                                if (++rechecks > 1) return std::vector<Change>{};
                                return std::vector<Change>{DeletedPost{"known"}, DeletedPost{"strange"}};
                            },
                            {{"known", "known", ""}}, "c");
    ASSERT_TRUE(keeper_.until(*runner, [&] { return rechecks > 2; }));
    EXPECT_THAT(keeper_.all_changes(), ElementsAre("deleted known"));
    EXPECT_EQ(keeper_.batches.front().cursor, "c");
}

TEST_F(Runner, SaysHowItIsAndWhenItTriesAgain) {
    std::atomic<bool> works = false;
    const auto runner = run([&](const std::string&) -> Outcome<Batch> {
        if (!works) return tl::unexpected(Trouble{.words = "no server is known by that name"});
        return Batch{.changes = {NewPost{post("a")}}, .cursor = "1"};
    });
    ASSERT_TRUE(keeper_.until(
        *runner, [&] { return !keeper_.healths.empty() && keeper_.healths.back().state == Health::State::Trouble; }));
    EXPECT_EQ(keeper_.healths.front().state, Health::State::Waiting);
    EXPECT_EQ(keeper_.healths.back().error, "no server is known by that name");
    EXPECT_TRUE(keeper_.healths.back().next_try_at);
    works = true;
    ASSERT_TRUE(keeper_.until(*runner, [&] { return keeper_.healths.back().state == Health::State::Ok; }));
    EXPECT_EQ(keeper_.healths.back().taken, 1U);
    EXPECT_EQ(keeper_.healths.back().error, "");
    EXPECT_FALSE(keeper_.healths.back().next_try_at);
}

TEST_F(Runner, TakesItsOwnBudgetForNoFailure) {
    std::atomic<int> polls = 0;
    const auto runner = run([&](const std::string&) -> Outcome<Batch> {
        ++polls;
        return tl::unexpected(
            Trouble{.kind = Trouble::Kind::TooSoon, .words = "later", .retry_after = milliseconds(1)});
    });
    ASSERT_TRUE(keeper_.until(*runner, [&] { return polls > 5; }));
    for (const auto& health : keeper_.healths)
        EXPECT_NE(health.state, Health::State::Trouble);
}

TEST_F(Runner, EndsAtOnceWhileItWaits) {
    const auto runner = run([&](const std::string&) -> Outcome<Batch> {
        return tl::unexpected(Trouble{.words = "no", .retry_after = std::chrono::hours(1)});
    });
    ASSERT_TRUE(keeper_.until(
        *runner, [&] { return !keeper_.healths.empty() && keeper_.healths.back().state == Health::State::Trouble; }));
    // The destructor would hang for an hour otherwise.
}

}  // namespace
}  // namespace wardcast::social
