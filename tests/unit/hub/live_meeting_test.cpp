#include <atomic>

#include <gmock/gmock.h>

#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using LiveMeetingTest = HubTest;

TEST_F(LiveMeetingTest, DoneNamesTheQuestionAndItsPlaceInTheLog) {
    const auto reply = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    EXPECT_EQ(reply.http_status, 200);
    EXPECT_EQ(reply.body["type"], "done");
    EXPECT_EQ(reply.body["id"], "c-1");
    EXPECT_EQ(reply.body["seq"], 2);
    EXPECT_THAT(reply.body["question"], HasSubstr("q_"));
    EXPECT_EQ(disk_->read(kWard, 1)->size(), 1U);
}

TEST_F(LiveMeetingTest, ARefusalSaysWhyAndStoresNothing) {
    const auto reply = act(resident("ann"), "approve", {{"question", "q_none"}}, "c-1");
    EXPECT_EQ(reply.body["type"], "refused");
    EXPECT_EQ(reply.body["id"], "c-1");
    EXPECT_EQ(reply.body["code"], "not_allowed");
    EXPECT_EQ(reply.http_status, 403);
    EXPECT_EQ(disk_->read(kWard, 1)->size(), 0U);
}

TEST_F(LiveMeetingTest, DoneAndTheEventLeaveOnlyAfterTheyAreOnDisk) {
    const auto chair = join(staff());
    store_.hold();
    std::atomic<bool> answered = false;
    auto reply = std::async(std::launch::async, [&] {
        auto done = act(resident("ann"), "ask", {{"text", "When?"}});
        answered = true;
        return done;
    });
    store_.wait_until_something_is_held();
    EXPECT_FALSE(answered);
    for (const Json& frame : outlet_.frames(chair))
        EXPECT_FALSE(is(frame, "events")) << frame;
    store_.release();
    EXPECT_EQ(reply.get().body["type"], "done");
    outlet_.wait_for(chair, [](const Json& frame) { return tells(frame, "question.asked"); });
}

TEST_F(LiveMeetingTest, WhoJoinsWhileTheDiskIsBusyIsWelcomedOnceWithWhatIsOnDisk) {
    store_.hold();
    send(resident("ann"), "ask", {{"text", "When?"}}, [](const CommandReply&) {});
    store_.wait_until_something_is_held();
    const auto chair = open(staff());
    EXPECT_TRUE(outlet_.bytes(chair).empty());
    store_.release();
    EXPECT_EQ(welcome(chair)["seq"], 2);
    EXPECT_EQ(welcome(chair)["state"]["questions"].size(), 1U);
}

TEST_F(LiveMeetingTest, CommandsThatWaitTogetherGoToTheDiskTogether) {
    store_.hold();
    std::atomic<int> done = 0;
    const auto count = [&](const CommandReply& reply) { done += reply.http_status == 200; };
    send(resident("first"), "ask", {{"text", "First"}}, count);
    store_.wait_until_something_is_held();
    const int before = store_.appends();
    for (int i = 0; i < 99; ++i)
        send(resident("r" + std::to_string(i)), "ask", {{"text", "Another"}}, count);
    store_.release();
    // One record more: so many newcomers of one network are a burst.
    EXPECT_EQ(act(resident("last"), "ask", {{"text", "Last"}}).body["seq"], 103);
    EXPECT_EQ(done, 100);
    EXPECT_LE(store_.appends() - before, 2);
}

TEST_F(LiveMeetingTest, EachCommandOfABatchIsDecidedOnWhatTheOneBeforeLeft) {
    const auto question = ask_and_approve("ann");
    store_.hold();
    std::vector<std::promise<CommandReply>> replies(3);
    const auto send_for = [&](std::size_t i, const Visitor& who, const std::string& command, const std::string& id) {
        send(
            who, command, {{"question", question}}, [&replies, i](const CommandReply& r) { replies[i].set_value(r); },
            id);
    };
    send(resident("first"), "ask", {{"text", "First"}}, [](const CommandReply&) {});
    store_.wait_until_something_is_held();
    send_for(0, resident("bob"), "vote", "v-1");
    send_for(1, resident("bob"), "vote", "v-2");
    send_for(2, resident("bob"), "vote", "v-1");
    store_.release();
    const auto first = replies[0].get_future().get();
    EXPECT_EQ(first.body["type"], "done");
    EXPECT_EQ(replies[1].get_future().get().body["code"], "already_done");
    EXPECT_EQ(replies[2].get_future().get().body, first.body) << "the same command again";
}

TEST_F(LiveMeetingTest, ACommandSentAgainIsAnsweredAgainAndDoneOnce) {
    const auto first = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    const auto again = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(disk_->heads()->front().seq, 2U);
    EXPECT_NE(act(resident("bob"), "ask", {{"text", "When?"}}, "c-1").body, first.body) << "another sender's c-1";
}

TEST_F(LiveMeetingTest, ACommandSentAgainAfterARestartIsAnsweredAgainAndDoneOnce) {
    const auto first = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    start();
    EXPECT_EQ(act(resident("ann"), "ask", {{"text", "When?"}}, "c-1").body, first.body);
    EXPECT_EQ(disk_->heads()->front().seq, 2U);
}

TEST_F(LiveMeetingTest, WhatTheDiskRefusesHasNotHappenedAndMayBeSentAgain) {
    const auto chair = join(staff());
    store_.break_with({ErrorKind::Unavailable, "the disk is full"});
    const auto refused = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    EXPECT_EQ(refused.body["code"], "unavailable");
    EXPECT_EQ(refused.http_status, 503);
    EXPECT_EQ(refused.body["message"].get<std::string>().find("disk"), std::string::npos) << "that is for the log";
    EXPECT_TRUE((*read(staff()))["state"]["questions"].empty());

    store_.mend();
    const auto done = act(resident("ann"), "ask", {{"text", "When?"}}, "c-1");
    EXPECT_EQ(done.body["seq"], 2);
    outlet_.wait_for(chair, [](const Json& frame) { return tells(frame, "question.asked"); });
    EXPECT_EQ((*read(staff()))["state"]["questions"].size(), 1U);
}

TEST_F(LiveMeetingTest, WhatAnotherProcessWroteIsToldAndTheCommandDecidedAnew) {
    const auto question = ask_and_approve("ann");
    const auto bob = join(resident("bob"));
    {
        const auto other = make_hub(*disk_, clock_);
        const auto reply = wait<CommandReply>([&](auto done) {
            other->submit(kWard, staff(), {meeting::CommandId("other-1"), "call", {{"question", question}}}, done);
        });
        ASSERT_EQ(reply.body["type"], "done");
    }
    // Here the question still waits in the queue, as far as this process knows.
    EXPECT_EQ(act(staff(), "call", {{"question", question}}).body["code"], "wrong_state");
    outlet_.wait_for(bob, [&](const Json& frame) { return tells(frame, "question.called", question); });
    EXPECT_EQ(act(staff(), "answered").body["seq"], 5);
}

TEST_F(LiveMeetingTest, TheServersOwnEventsAreStoredOnceTheDiskIsBackInTheirOrder) {
    HubOptions options;
    options.pace.retry = 1ms;
    start(options);
    const auto bob = join(resident("bob"));
    store_.break_with({ErrorKind::Unavailable, "the disk is full"});
    hub_->tell(kWard, meeting::CameraLive{});
    hub_->tell(kWard, meeting::CameraLost{});
    while (store_.appends() < 4)
        std::this_thread::yield();
    store_.mend();
    outlet_.wait_for(bob, [](const Json& frame) { return tells(frame, "air.lost"); });
    EXPECT_EQ((*read(staff()))["state"]["air"]["state"], "lost");
    EXPECT_EQ(disk_->read(kWard, 0)->back().event, meeting::Event(meeting::AirLost{}));
}

TEST_F(LiveMeetingTest, ALogThatCannotBeReadIsUnavailableUntilItCan) {
    start();
    store_.break_with({ErrorKind::Internal, "the event log is damaged"}, /*reads_too=*/true);
    EXPECT_EQ(outlet_.wait_for_close(open(staff())), 1013);
    EXPECT_EQ(read(staff()).error().kind, ErrorKind::Unavailable);
    EXPECT_EQ(act(resident("ann"), "ask", {{"text", "When?"}}, "c-1").body["code"], "unavailable");
    store_.mend();
    EXPECT_EQ(act(resident("ann"), "ask", {{"text", "When?"}}, "c-1").body["seq"], 2);
}

TEST_F(LiveMeetingTest, WatchersHearOfEachRecordInOrderOnceItIsOnDisk) {
    hub_.reset();
    hub_ = make_hub(store_, clock_);
    std::mutex mutex;
    std::vector<std::string> heard;
    hub_->watch([&](const meeting::State& after, const meeting::Record& record) {
        EXPECT_GE(after.seq, record.seq);
        EXPECT_GE(disk_->heads()->front().seq, record.seq);
        const std::lock_guard lock(mutex);
        heard.emplace_back(name_of(record.event));
    });
    outlet_index_ = hub_->add_outlet(outlet_);
    hub_->tell(kWard, meeting::CameraLive{});
    ask("ann");
    hub_->stop();
    EXPECT_THAT(heard, ElementsAre("meeting.started", "air.live", "question.asked"));
}

TEST_F(LiveMeetingTest, MoreCommandsThanMayWaitAreRefused) {
    HubOptions options;
    options.limits.staff = {1'000'000, 1};
    start(options);
    store_.hold();
    std::size_t stored = 0;
    std::promise<void> all_stored;
    std::promise<CommandReply> refusal;
    send(staff(), "close_questions", {}, [](const CommandReply&) {});
    store_.wait_until_something_is_held();
    for (std::size_t i = 0; i < Hub::kMaxWaitingCommands; ++i) {
        const std::string command = i % 2 == 0 ? "open_questions" : "close_questions";
        send(staff(), command, {}, [&](const CommandReply& reply) {
            stored += reply.http_status == 200;
            if (stored == Hub::kMaxWaitingCommands) all_stored.set_value();
        });
    }
    send(staff(), "open_questions", {}, [&](const CommandReply& reply) { refusal.set_value(reply); });
    EXPECT_EQ(refusal.get_future().get().body["code"], "unavailable");
    store_.release();
    EXPECT_EQ(all_stored.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_EQ(act(staff(), "open_questions").http_status, 200) << "there is room again";
}

TEST_F(LiveMeetingTest, AMeetingThatNobodyNeedsLeavesMemoryAndComesBackWhole) {
    HubOptions options;
    options.pace.idle = 0ms;
    start(options);
    const auto question = ask_and_approve("ann");
    const int reads = store_.reads();
    while (store_.reads() < reads + 3)
        ASSERT_TRUE(read(staff()));
    const auto bob = join(resident("bob"));
    EXPECT_EQ(welcome(bob)["state"]["queue"], Json({question}));
    const int joined = store_.reads();
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(read(staff()));
    EXPECT_EQ(store_.reads(), joined) << "somebody is joined";
}

TEST_F(LiveMeetingTest, PutsTheQueueInOrderByItself) {
    HubOptions options;
    options.pace.settle = 1ms;
    start(options);
    const auto first = ask_and_approve("ann");
    const auto second = ask_and_approve("bob");
    const auto chair = join(staff());
    act(resident("cat"), "vote", {{"question", second}});
    outlet_.wait_for(chair, [](const Json& frame) { return tells(frame, "queue.settled"); });
    EXPECT_EQ(read(staff())->at("state")["queue"], Json({second, first}));
}

TEST_F(LiveMeetingTest, ShowsSupportAgainWhenTheTimeToListenIsUpAlsoAfterARestart) {
    const auto question = ask_and_approve("ann");
    act(resident("bob"), "vote", {{"question", question}});
    act(staff(), "listen", {{"minutes", 1}});
    EXPECT_FALSE(read(resident("cat"))->at("state")["questions"][0].contains("supporters"));
    clock_.forward(2min);
    start();
    const auto watcher = join(resident("cat"));
    outlet_.wait_for(watcher,
                     [&](const Json& frame) { return is(frame, "tally") && frame["votes"].value(question, 0) == 1; });
    EXPECT_EQ(read(resident("cat"))->at("state")["listening"], nullptr);
}

TEST_F(LiveMeetingTest, GivesTheReceiptOfAQuestionToItsAskerAlone) {
    const auto done = act(resident("ann"), "ask", {{"text", "When?"}});
    const std::string question = done.body["question"];
    const std::string receipt = done.body["receipt"];
    EXPECT_EQ(receipt.find("/m/east-ward/q/" + question + "."), 0U);
    EXPECT_EQ(read(resident("ann"))->at("mine")["receipts"], Json({{question, receipt}}));
    EXPECT_EQ(read(resident("bob"))->at("mine")["receipts"], Json::object());
    EXPECT_EQ(read(staff())->dump().find(receipt), std::string::npos);
    EXPECT_FALSE(act(staff(), "approve", {{"question", question}}).body.contains("receipt"));
}

TEST_F(LiveMeetingTest, ReadsOneQuestionAsItsAskerSeesIt) {
    const auto question = ask("ann");
    act(staff(), "decline", {{"question", question}, {"reason", "unclear"}});
    const auto reading = wait<Result<QuestionReading>>(
        [&](auto done) { hub_->read_question(kWard, meeting::QuestionId(question), done); });
    ASSERT_TRUE(reading.has_value());
    EXPECT_EQ(reading->question["reason"], "unclear");
    EXPECT_EQ(reading->asker, meeting::ParticipantId("p_ann"));
    EXPECT_EQ(reading->meeting["title"], "East Ward");
    const auto none = wait<Result<QuestionReading>>(
        [&](auto done) { hub_->read_question(kWard, meeting::QuestionId("q_none"), done); });
    EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
}

TEST_F(LiveMeetingTest, MakesTheModerationRecordAnewOnceTheLogHasGoneOn) {
    const auto record = [&](const meeting::Slug& slug = kWard) {
        return wait<Result<RecordReading>>([&](auto done) { hub_->record(slug, done); });
    };
    EXPECT_EQ(record()->record->at("entries").size(), 0U);
    const auto question = ask("ann");
    const auto first = record()->record;
    EXPECT_EQ(first->at("entries").size(), 1U);
    EXPECT_EQ(record()->record, first) << "the same, as nothing has happened";
    act(staff(), "hold", {{"question", question}});
    EXPECT_EQ(record()->record->at("entries").size(), 2U);
    EXPECT_EQ(record()->record->at("head"), disk_->verify(kWard)->head);
    EXPECT_EQ(record()->title, "East Ward");
    EXPECT_EQ(record(meeting::Slug("nowhere")).error().kind, ErrorKind::NotFound);
}

TEST_F(LiveMeetingTest, KnowsNetworksInItsLogOnlyByAKeyedHash) {
    ask("ann");
    const auto log = disk_->read(kWard, 1);
    const auto& asked = std::get<meeting::QuestionAsked>(log->front().event);
    ASSERT_TRUE(asked.network.has_value());
    EXPECT_EQ(asked.network->find("192.0"), std::string::npos);
    ask("ann");
    EXPECT_EQ(std::get<meeting::QuestionAsked>(disk_->read(kWard, 2)->front().event).network, std::nullopt)
        << "only of newcomers";
}

class CarryOut : public HubTest {
  protected:
    CarryOut() {
        source_ = act(staff(meeting::Role::Clerk), "add_source", {{"kind", "hook"}}).body.value("source", "");
    }

    meeting::Decided<meeting::State::Done> carry_out(meeting::Command command, const std::string& id = {}) {
        return wait<meeting::Decided<meeting::State::Done>>(
            [&](auto settled) { hub_->carry_out(kWard, meeting::CommandId(id), std::move(command), settled); });
    }
    meeting::TakeMessage message(const std::string& text = "When is the bus?") const {
        return {meeting::SourceId(source_), text, "", "", meeting::ParticipantId("x_1"), "sms"};
    }

    std::string source_;
};

TEST_F(CarryOut, AnswersOnlyWhenItIsOnDisk) {
    store_.hold();
    std::atomic<bool> answered = false;
    auto done = std::async(std::launch::async, [&] {
        auto settled = carry_out(message(), "msg_1");
        answered = true;
        return settled;
    });
    store_.wait_until_something_is_held();
    EXPECT_FALSE(answered);
    store_.release();
    const auto settled = done.get();
    ASSERT_TRUE(settled.has_value());
    EXPECT_EQ(settled->made.what, "question");
}

TEST_F(CarryOut, WithTheSameIdIsDoneOnceAndAnsweredAgainAlsoAfterARestart) {
    const auto first = carry_out(message(), "msg_1");
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(carry_out(message(), "msg_1"), first);
    start();
    EXPECT_EQ(carry_out(message(), "msg_1"), first);
    EXPECT_EQ(read(staff())->at("state")["questions"].size(), 1U);
}

TEST_F(CarryOut, SaysWhyItWasRefused) {
    EXPECT_EQ(carry_out(message("  ")).error().code, meeting::RefusalCode::Empty);
}

TEST_F(CarryOut, IsRefusedOnceWhereTheDiskFailsAndNotTriedByItself) {
    store_.break_with({ErrorKind::Unavailable, "full"});
    EXPECT_EQ(carry_out(message()).error().code, meeting::RefusalCode::Unavailable);
    store_.mend();
    EXPECT_TRUE(carry_out(message()).has_value());
    EXPECT_EQ(read(staff())->at("state")["questions"].size(), 1U);
}

}  // namespace
}  // namespace wardcast::hub
