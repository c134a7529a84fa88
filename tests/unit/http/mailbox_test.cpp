#include "http/mailbox.h"

#include <gtest/gtest.h>

#include "http/outcome.h"

namespace wardcast::http {
namespace {

hub::Broadcast broadcast(const std::string& slug) {
    return {meeting::Slug(slug), meeting::Audience::Public, share_bytes("x"), {}};
}

TEST(Mailbox, WakesOnceForAllThatArrivesUntilItIsTaken) {
    int wakes = 0;
    Mailbox mailbox(10, [&] { ++wakes; });
    EXPECT_TRUE(mailbox.post(broadcast("a")));
    EXPECT_TRUE(mailbox.post(broadcast("b")));
    mailbox.post(Advance{"a", "720p"});
    EXPECT_EQ(wakes, 1);
    EXPECT_EQ(mailbox.take().letters.size(), 2U);
    EXPECT_TRUE(mailbox.take().empty());
    mailbox.post(Advance{"a", "720p"});
    EXPECT_EQ(wakes, 2);
}

TEST(Mailbox, KeepsTheOrder) {
    Mailbox mailbox(10, [] {});
    mailbox.post(broadcast("a"));
    mailbox.post(hub::Direct{7, share_bytes("x"), true, std::nullopt});
    mailbox.post(broadcast("b"));
    const auto post = mailbox.take();
    EXPECT_EQ(std::get<hub::Broadcast>(post.letters[0]).slug.str(), "a");
    EXPECT_EQ(std::get<hub::Direct>(post.letters[1]).subscriber, 7U);
    EXPECT_EQ(std::get<hub::Broadcast>(post.letters[2]).slug.str(), "b");
}

TEST(Mailbox, RepeatsNoAdvance) {
    Mailbox mailbox(10, [] {});
    for (int i = 0; i < 3; ++i)
        mailbox.post(Advance{"a", "720p"});
    mailbox.post(Advance{"a", "audio"});
    EXPECT_EQ(mailbox.take().advances.size(), 2U);
}

TEST(Mailbox, ThatIsFullNotesWhoMissesSomething) {
    Mailbox mailbox(1, [] {});
    EXPECT_TRUE(mailbox.post(broadcast("a")));
    EXPECT_FALSE(mailbox.post(broadcast("b")));
    EXPECT_FALSE(mailbox.post(broadcast("b")));
    EXPECT_FALSE(mailbox.post(hub::Direct{7, nullptr, false, std::nullopt}));
    EXPECT_FALSE(mailbox.post(LateAnswer{}));
    EXPECT_TRUE(mailbox.post(StopServing{}));
    const auto post = mailbox.take();
    EXPECT_EQ(post.letters.size(), 2U);
    EXPECT_EQ(post.missed_meetings, std::set{meeting::Slug("b")});
    EXPECT_EQ(post.missed_subscribers, std::set<std::uint64_t>{7});
    EXPECT_TRUE(mailbox.post(broadcast("c")));
}

TEST(Mailbox, ThatIsClosedTakesNothingAndWakesNobody) {
    int wakes = 0;
    Mailbox mailbox(10, [&] { ++wakes; });
    mailbox.post(AcceptedSocket{7, false, {}});
    EXPECT_EQ(mailbox.close().letters.size(), 1U);
    EXPECT_FALSE(mailbox.post(broadcast("a")));
    mailbox.post(Advance{"a", "720p"});
    EXPECT_TRUE(mailbox.take().empty());
    EXPECT_EQ(wakes, 1);
}

TEST(Responders, PostTheirAnswer) {
    auto mailbox = std::make_shared<Mailbox>(10, [] {});
    const Responder responder(mailbox, 5);
    responder.answer(text_response(200, "late"));
    const auto post = mailbox->take();
    ASSERT_EQ(post.letters.size(), 1U);
    EXPECT_EQ(std::get<LateAnswer>(post.letters[0]).exchange, 5U);
    EXPECT_EQ(*std::get<LateAnswer>(post.letters[0]).response.body, "late");
}

}  // namespace
}  // namespace wardcast::http
