#include "hub/replay.h"

#include <gtest/gtest.h>

namespace wardcast::hub {
namespace {

// The creation of a meeting, and then changes of its title.
std::vector<meeting::Record> log_of(std::size_t records) {
    const meeting::Actor clerk{meeting::Role::Clerk, meeting::ParticipantId("s_clerk")};
    std::vector<meeting::Record> log{{1, {}, clerk, {}, meeting::MeetingCreated{meeting::Slug("east"), "1", {}, {}}}};
    while (log.size() < records) {
        const auto seq = log.size() + 1;
        log.push_back({seq, {}, clerk, {}, meeting::MeetingChanged{std::to_string(seq), {}, {}}});
    }
    return log;
}

TEST(Replay, FirstRemembersTheLastRecordsAndHasNoNews) {
    const auto replayed = replay(log_of(RecentEvents::kRemembered + 2), std::nullopt);
    EXPECT_EQ(replayed.state.seq, RecentEvents::kRemembered + 2);
    ASSERT_EQ(replayed.known.size(), RecentEvents::kRemembered);
    EXPECT_EQ(replayed.known.front().seq, 3U);
    EXPECT_TRUE(replayed.news.empty());
}

TEST(Replay, AgainHasNewsOfWhatSubscribersWereNotTold) {
    const auto replayed = replay(log_of(5), 3);
    EXPECT_EQ(replayed.state.title, "5");
    EXPECT_TRUE(replayed.known.empty());
    ASSERT_EQ(replayed.news.size(), 2U);
    EXPECT_EQ(replayed.news.front().seq, 4U);
    EXPECT_EQ(replayed.unheard.front().seq, 4U);
}

TEST(Replay, OfNoLogIsNoMeeting) {
    EXPECT_EQ(replay({}, std::nullopt).state.seq, 0U);
}

}  // namespace
}  // namespace wardcast::hub
