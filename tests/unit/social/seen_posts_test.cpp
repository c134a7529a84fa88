#include "social/seen_posts.h"

#include <set>

#include <gmock/gmock.h>

#include "unit/social/changes.h"

namespace wardcast::social {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Post post(const std::string& uri, const std::string& version = "1") {
    Post post;
    post.uri = uri;
    post.version = version;
    return post;
}
KnownPost known(const std::string& uri, bool is_shown = false) {
    return {.uri = uri, .id = "id of " + uri, .version = "1", .is_shown = is_shown};
}

struct Seen : testing::Test {
    SeenPosts seen;

    [[nodiscard]] std::vector<std::string> news_of(std::vector<Change> changes) const {
        return in_short(seen.news_of(std::move(changes)));
    }
};

TEST_F(Seen, PostsAreNewsOnceInABatch) {
    EXPECT_THAT(news_of({NewPost{post("a")}, NewPost{post("a")}, NewPost{post("b")}}), ElementsAre("new a", "new b"));
}

TEST_F(Seen, PostsThatTheMeetingHasAreNewsOnlyWhereTheyReadOtherwise) {
    seen.know(known("a"));
    seen.remember({NewPost{post("b")}});
    EXPECT_THAT(news_of({NewPost{post("a")}, NewPost{post("b")}, EditedPost{post("b")}}), IsEmpty());
    EXPECT_THAT(news_of({NewPost{post("a", "2")}, EditedPost{post("b", "2")}}), ElementsAre("edited a", "edited b"));
}

TEST_F(Seen, WhatWasHandedOverLastCountsAgainstWhatTheMeetingStillSays) {
    seen.know(known("a"));
    seen.remember({EditedPost{post("a", "2")}});
    EXPECT_THAT(news_of({NewPost{post("a", "2")}}), IsEmpty());
    EXPECT_THAT(news_of({NewPost{post("a", "1")}}), ElementsAre("edited a")) << "taken back to what it was";
}

TEST_F(Seen, DeletionsAreNewsOfPostsThatTheMeetingHasOrIsAboutToHave) {
    seen.know(known("a"));
    EXPECT_THAT(news_of({DeletedPost{"a"}, DeletedPost{"z"}}), ElementsAre("deleted a"));
    EXPECT_THAT(news_of({NewPost{post("b")}, DeletedPost{"b"}}), ElementsAre("new b", "deleted b"));
    seen.forget("a");
    EXPECT_THAT(news_of({DeletedPost{"a"}}), IsEmpty());
}

TEST_F(Seen, TheOldestIsForgottenBeyondTheBound) {
    for (std::size_t i = 0; i <= SeenPosts::kRecent; ++i)
        seen.remember({NewPost{post(std::to_string(i))}});
    EXPECT_THAT(news_of({NewPost{post("0")}, NewPost{post("1")}}), ElementsAre("new 0"));
}

TEST_F(Seen, ShownPostsAreRecheckedEachTimeAndTheOthersInTurn) {
    seen.know(known("shown", true));
    const auto others = 2 * SeenPosts::kRecheckOthers;
    for (std::size_t i = 0; i < others; ++i)
        seen.know(known("other " + std::to_string(i)));
    std::set<std::string> rechecked;
    for (int round = 0; round < 2; ++round) {
        const auto next = seen.next_to_recheck();
        ASSERT_EQ(next.size(), 1 + SeenPosts::kRecheckOthers);
        EXPECT_EQ(next.front().uri, "shown");
        for (const auto& each : next)
            rechecked.insert(each.uri);
    }
    EXPECT_EQ(rechecked.size(), 1 + others);
}

TEST_F(Seen, PostsAreFoundByTheirId) {
    seen.know(known("a"));
    EXPECT_EQ(seen.uri_of("id of a"), "a");
    EXPECT_EQ(seen.uri_of("another"), "");
}

}  // namespace
}  // namespace wardcast::social
