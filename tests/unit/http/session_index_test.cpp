#include "http/session_index.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using meeting::Audience;
using meeting::ParticipantId;
using meeting::Slug;

class Index : public ::testing::Test {
  protected:
    Member& member(const std::string& participant, Audience audience = Audience::Public) {
        members_.push_back(std::make_unique<Member>());
        members_.back()->participant = ParticipantId(participant);
        members_.back()->audience = audience;
        return *members_.back();
    }
    std::vector<std::string> heard(const std::string& slug, Audience audience = Audience::Public) {
        std::vector<std::string> names;
        const auto hearers = index_.hearers(Slug(slug), audience);
        for (const auto& some : {hearers.first, hearers.rest}) {
            for (const Member* hearer : some)
                names.push_back(hearer->participant.str());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    using Names = std::vector<std::string>;

    std::vector<std::unique_ptr<Member>> members_;
    SessionIndex index_;
};

TEST_F(Index, KeepsMeetingsAndAudiencesApart) {
    index_.add(Slug("one"), member("a"));
    index_.add(Slug("one"), member("b", Audience::Staff));
    index_.add(Slug("two"), member("c"));
    EXPECT_EQ(heard("one"), Names{"a"});
    EXPECT_EQ(heard("one", Audience::Staff), Names{"b"});
    EXPECT_EQ(heard("two"), Names{"c"});
    EXPECT_EQ(heard("three"), Names{});
    EXPECT_EQ(index_.size(), 3U);
}

TEST_F(Index, ServesTheHallsScreensBeforeAllOthersWhoeverComesOrGoes) {
    std::vector<Member*> all;
    for (int i = 0; i < 40; ++i) {
        all.push_back(&member(std::to_string(i)));
        all.back()->first = i % 7 == 3;
        index_.add(Slug("one"), *all.back());
    }
    while (!all.empty()) {
        const auto hearers = index_.hearers(Slug("one"), Audience::Public);
        const auto is_first = [](const Member* each) { return each->first; };
        EXPECT_EQ(hearers.size(), all.size());
        EXPECT_TRUE(std::all_of(hearers.first.begin(), hearers.first.end(), is_first));
        EXPECT_TRUE(std::none_of(hearers.rest.begin(), hearers.rest.end(), is_first));
        const auto leaving = all.begin() + static_cast<std::ptrdiff_t>(all.size() * 3 / 5);
        index_.remove(**leaving);
        all.erase(leaving);
    }
}

TEST_F(Index, ForgetsThoseWhoLeaveInAnyOrder) {
    Member& a = member("a");
    Member& b = member("b");
    Member& c = member("c");
    for (Member* each : {&a, &b, &c})
        index_.add(Slug("one"), *each);
    index_.remove(a);
    EXPECT_EQ(heard("one"), (Names{"b", "c"}));
    index_.remove(c);
    EXPECT_EQ(heard("one"), Names{"b"});
    index_.remove(c);
    index_.remove(b);
    EXPECT_EQ(heard("one"), Names{});
    EXPECT_EQ(index_.size(), 0U);
    index_.add(Slug("one"), a);
    EXPECT_EQ(heard("one"), Names{"a"});
}

TEST_F(Index, ListsAllOfAMeeting) {
    index_.add(Slug("one"), member("a"));
    index_.add(Slug("one"), member("b", Audience::Staff));
    index_.add(Slug("one"), member("c", Audience::Camera));
    EXPECT_EQ(index_.members(Slug("one")).size(), 3U);
    EXPECT_TRUE(index_.members(Slug("two")).empty());
}

}  // namespace
}  // namespace wardcast::http
