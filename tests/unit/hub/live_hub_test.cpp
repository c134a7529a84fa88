#include "hub/live_hub.h"

#include <gmock/gmock.h>

#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

using meeting::Slug;
using testing::HasSubstr;

using LiveHubTest = HubTest;

TEST_F(LiveHubTest, AMeetingIsNamedAfterItsTitleAndTheNextOfThatTitleCountsOn) {
    EXPECT_EQ(create("Cyfarfod Llanddŵr")->slug.str(), "cyfarfod-llanddwr");
    EXPECT_EQ(create("Cyfarfod Llanddŵr")->slug.str(), "cyfarfod-llanddwr-2");
    EXPECT_EQ(create("Cyfarfod Llanddŵr")->slug.str(), "cyfarfod-llanddwr-3");
    EXPECT_EQ(create(std::string(100, 'a'))->slug.str().size(), 60U);
    EXPECT_EQ(create(std::string(100, 'a'))->slug.str(), std::string(58, 'a') + "-2");
}

TEST_F(LiveHubTest, ANameThatIsTakenIsRefusedWhereItWasChosen) {
    const auto taken = create("Another", kWard);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(taken.error().message, HasSubstr("east-ward"));
}

TEST_F(LiveHubTest, ATitleOrNameThatCannotBeIsRefused) {
    EXPECT_EQ(create("").error().kind, ErrorKind::BadInput);
    EXPECT_EQ(create("Title", Slug("Not a slug")).error().kind, ErrorKind::BadInput);
}

TEST_F(LiveHubTest, OfManyWhoCreateOneNameAtOnceOneSucceeds) {
    std::vector<std::future<Result<MeetingSummary>>> outcomes;
    for (int i = 0; i < 10; ++i) {
        auto promise = std::make_shared<std::promise<Result<MeetingSummary>>>();
        outcomes.push_back(promise->get_future());
        hub_->create({"West", Slug("west"), {}, {}},
                     [promise](auto created) { promise->set_value(std::move(created)); });
    }
    int created = 0;
    for (auto& outcome : outcomes)
        created += outcome.get().has_value();
    EXPECT_EQ(created, 1);
}

TEST_F(LiveHubTest, AMeetingThatAnotherProcessCreatedIsFoundAtFirstUse) {
    const Slug west("west");
    outlet_.open(900, resident("ann").actor);
    hub_->join(west, resident("ann"), std::nullopt, {outlet_index_, 900});
    EXPECT_EQ(outlet_.wait_for_close(900), 1008);

    const auto other = make_hub(*disk_, clock_);
    ASSERT_TRUE(wait<Result<MeetingSummary>>([&](auto done) { other->create({"West", west, {}, {}}, done); }));
    EXPECT_EQ(welcome(open(resident("ann"), std::nullopt, west))["state"]["title"], "West");
    EXPECT_EQ(list()->size(), 2U);
}

TEST_F(LiveHubTest, WhatDoesNotExistIsNotFound) {
    for (const Slug& slug : {Slug("nowhere"), Slug("../etc"), Slug("")}) {
        const auto socket = open(resident("ann"), std::nullopt, slug);
        EXPECT_EQ(outlet_.wait_for_close(socket), 1008);
        EXPECT_EQ(outlet_.frames(socket).front()["code"], "not_found");
        EXPECT_EQ(read(staff(), slug).error().kind, ErrorKind::NotFound);
        const auto reply = wait<CommandReply>([&](auto done) {
            hub_->submit(slug, resident("ann"), {meeting::CommandId("c"), "ask", {{"text", "?"}}}, done);
        });
        EXPECT_EQ(reply.http_status, 404);
    }
}

TEST_F(LiveHubTest, AListHoldsWhatIsLiveAndWhatIsOnlyOnDisk) {
    create("West");
    start();
    join(resident("ann"));
    act(staff(), "start_meeting");
    const auto meetings = *list();
    ASSERT_EQ(meetings.size(), 2U);
    EXPECT_EQ(meetings[0].title, "East Ward");
    EXPECT_EQ(meetings[0].watching, 1U);
    EXPECT_EQ(meetings[0].phase, meeting::Phase::Live);
    EXPECT_EQ(meetings[1].title, "West");
    EXPECT_EQ(meetings[1].phase, meeting::Phase::Planned);
}

TEST_F(LiveHubTest, AListReadsALogOnceAndAgainOnlyAfterItGrew) {
    create("West");
    start();
    EXPECT_EQ(list()->size(), 2U);
    const int reads = store_.reads();
    EXPECT_EQ(list()->size(), 2U);
    EXPECT_EQ(store_.reads(), reads);
    {
        const auto other = make_hub(*disk_, clock_);
        wait<CommandReply>([&](auto done) {
            other->submit(kWard, staff(), {meeting::CommandId("c"), "start_meeting", Json::object()}, done);
        });
    }
    EXPECT_EQ(list()->front().phase, meeting::Phase::Live);
    EXPECT_EQ(store_.reads(), reads + 1);
}

TEST_F(LiveHubTest, ReadingGivesEachTheirOwnView) {
    const auto question = ask("ann");
    EXPECT_EQ((*read(resident("ann")))["state"]["questions"].size(), 1U);
    EXPECT_EQ((*read(resident("ann")))["mine"]["asked"], Json({question}));
    EXPECT_EQ((*read(resident("bob")))["state"]["questions"].size(), 0U);
    EXPECT_EQ((*read(staff()))["seq"], 2);
    EXPECT_FALSE(read(staff())->contains("mine"));
}

TEST_F(LiveHubTest, ACommandWithoutAnIdOrWithAnUnknownNameIsRefused) {
    const auto no_id = wait<CommandReply>([&](auto done) {
        hub_->submit(kWard, resident("ann"), {meeting::CommandId(), "ask", {{"text", "?"}}}, done);
    });
    EXPECT_EQ(no_id.body["code"], "bad_message");
    EXPECT_EQ(act(resident("ann"), "sing").body["code"], "unknown_command");
    EXPECT_EQ(act(resident("ann"), "ask", {{"text", "?"}}, std::string(65, 'x')).body["code"], "bad_message");
}

TEST_F(LiveHubTest, WhoAsksTooMuchIsToldWhenToTryAgain) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(act(resident("ann"), "ask", {{"text", "?"}}).http_status, 200);
    const auto reply = act(resident("ann"), "ask", {{"text", "?"}});
    EXPECT_EQ(reply.http_status, 429);
    EXPECT_EQ(reply.body["code"], "slow_down");
    EXPECT_LE(reply.body["retry_after"], 20);
    EXPECT_GE(reply.body["retry_after"], 1);
}

TEST_F(LiveHubTest, AHallOfThreeHundredBehindOneAddressAsksAndVotes) {
    const auto question = ask_and_approve("ann");
    std::atomic<int> done = 0;
    std::promise<void> all;
    const auto count = [&](const CommandReply& reply) {
        EXPECT_EQ(reply.http_status, 200) << reply.body;
        if (++done == 600) all.set_value();
    };
    for (int i = 0; i < 300; ++i) {
        const auto visitor = resident("hall" + std::to_string(i));
        send(visitor, "vote", {{"question", question}}, count);
        send(visitor, "ask", {{"text", "And the hall?"}}, count);
    }
    EXPECT_EQ(all.get_future().wait_for(10s), std::future_status::ready);
}

TEST_F(LiveHubTest, StoppingClosesEverybodyAfterWhatIsPendingIsOnDisk) {
    const auto ann = join(resident("ann"));
    const auto chair = join(staff());
    store_.hold();
    std::promise<CommandReply> pending;
    send(resident("bob"), "ask", {{"text", "Just in time"}},
         [&](const CommandReply& reply) { pending.set_value(reply); });
    store_.wait_until_something_is_held();
    auto stopped = std::async(std::launch::async, [this] { hub_->stop(); });
    EXPECT_NE(stopped.wait_for(20ms), std::future_status::ready);
    store_.release();
    stopped.get();
    EXPECT_EQ(outlet_.wait_for_close(ann), 1012);
    EXPECT_EQ(outlet_.wait_for_close(chair), 1012);
    EXPECT_EQ(pending.get_future().get().http_status, 200);
    EXPECT_EQ(disk_->heads()->front().seq, 2U);
    outlet_.wait_for(chair, [](const Json& frame) { return tells(frame, "question.asked"); });
}

TEST_F(LiveHubTest, TheStoreMayBeTheLastToLetGoOfAMeeting) {
    store_.keep();
    ASSERT_EQ(act(resident("ann"), "ask", {{"text", "?"}}).http_status, 200);
    hub_.reset();
    store_.let_go();
    start();
    EXPECT_EQ(read(staff())->at("state").at("questions").size(), 1);
}

TEST_F(LiveHubTest, AfterStoppingEverythingIsRefused) {
    hub_->stop();
    EXPECT_EQ(act(resident("ann"), "ask", {{"text", "?"}}).body["code"], "unavailable");
    EXPECT_EQ(read(staff()).error().kind, ErrorKind::Unavailable);
    EXPECT_EQ(list().error().kind, ErrorKind::Unavailable);
    EXPECT_EQ(create("West").error().kind, ErrorKind::Unavailable);
    EXPECT_EQ(outlet_.wait_for_close(open(resident("ann"))), 1012);
    hub_->tell(kWard, meeting::CameraLive{});
    hub_->signal(kWard, "main", {{"state", "live"}});
    hub_->stop();
}

}  // namespace
}  // namespace wardcast::hub
