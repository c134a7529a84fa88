#include <algorithm>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "hub/event_views.h"
#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

using meeting::Audience;
using meeting::Role;
using testing::HasSubstr;
using testing::Not;

class FanOutTest : public HubTest {
  protected:
    [[nodiscard]] std::string everything_heard(std::uint64_t socket) const {
        std::string all;
        for (const auto& frame : outlet_.bytes(socket))
            all += *frame;
        return all;
    }
    // Waits until everything before has reached this socket: an event that all see comes after it.
    void pass_a_marker(std::uint64_t socket) {
        const auto heard = outlet_.bytes(socket).size();
        act(staff(Role::Clerk), "change_meeting", {{"title", "East Ward again"}});
        outlet_.wait_for(
            socket, [](const Json& frame) { return tells(frame, "meeting.changed"); }, heard);
    }
    // The numbers of all events that a socket heard of, in order.
    [[nodiscard]] std::vector<std::uint64_t> seqs(std::uint64_t socket) const {
        std::vector<std::uint64_t> seqs;
        for (const Json& frame : outlet_.frames(socket)) {
            if (!frame.contains("events")) continue;
            for (const Json& event : frame["events"])
                seqs.push_back(event["seq"]);
        }
        return seqs;
    }
    // Long pauses between frames, so that a test sees what waits and what does not.
    static HubOptions slow_frames() {
        HubOptions options;
        options.pace.frame = 1h;
        return options;
    }
};

TEST_F(FanOutTest, AWelcomeHoldsTheStateAndWhatThisParticipantDid) {
    const auto question = ask("ann");
    const Json frame = welcome(join(resident("ann")));
    EXPECT_EQ(frame["role"], "resident");
    EXPECT_EQ(frame["you"], "p_ann");
    EXPECT_EQ(frame["keep"], "keep_ann");
    EXPECT_EQ(frame["seq"], 2);
    EXPECT_EQ(frame["at"], "2026-11-22T19:04:05.123Z");
    EXPECT_EQ(frame["state"]["title"], "East Ward");
    EXPECT_EQ(frame["state"]["questions"][0]["id"], question);
    EXPECT_EQ(frame["mine"]["asked"], Json({question}));
    EXPECT_EQ(frame["mine"]["supported"], Json::array());
    EXPECT_TRUE(frame["mine"]["receipts"].contains(question));
}

TEST_F(FanOutTest, SomebodyWhoAskedNothingIsWelcomedWithWhatThePublicSees) {
    ask("ann", "Secret so far");
    const auto socket = join(resident("bob"));
    EXPECT_TRUE(welcome(socket)["state"]["questions"].empty());
    EXPECT_EQ(welcome(socket)["mine"], Json::parse(R"({"asked":[],"receipts":{},"supported":[]})"));
    EXPECT_THAT(everything_heard(socket), Not(HasSubstr("Secret")));
}

TEST_F(FanOutTest, AWelcomeOfStaffAndRoomHasNothingOfTheirOwn) {
    for (const Role role : {Role::Chair, Role::Room}) {
        const Json frame = welcome(join(staff(role)));
        EXPECT_FALSE(frame.contains("mine"));
        EXPECT_FALSE(frame.contains("keep"));
    }
}

TEST_F(FanOutTest, ManyWelcomesShareTheStateAndStillFollowEveryChange) {
    const auto first = welcome(join(resident("ann")));
    const auto question = ask_and_approve("bob");
    const auto second = welcome(join(resident("cat")));
    EXPECT_TRUE(first["state"]["questions"].empty());
    EXPECT_EQ(second["state"]["queue"], Json({question}));
}

TEST_F(FanOutTest, ResidentsAndTheRoomNeverReceiveTheTextOfAQuestionThatIsNotApproved) {
    const auto bob = join(resident("bob"));
    const auto room = join(staff(Role::Room));
    const auto camera = join(staff(Role::Camera));
    const auto chair = join(staff());
    const auto held = ask("ann", "Secret one");
    const auto declined = ask("ann", "Secret two");
    act(staff(), "hold", {{"question", held}});
    act(staff(), "decline", {{"question", declined}, {"reason", "personal"}});
    pass_a_marker(bob);
    for (const auto socket : {bob, room, camera})
        EXPECT_THAT(everything_heard(socket), Not(HasSubstr("Secret")));
    EXPECT_THAT(everything_heard(chair), HasSubstr("Secret one"));
}

TEST_F(FanOutTest, AnAskerHearsTheFateOfTheirOwnQuestionOnAllTheirPages) {
    const auto phone = join(resident("ann"));
    const auto laptop = join(resident("ann"));
    const auto question = ask("ann");
    act(staff(), "decline", {{"question", question}, {"reason", "off_topic"}});
    for (const auto socket : {phone, laptop}) {
        const auto frame =
            outlet_.wait_for(socket, [&](const Json& f) { return tells(f, "question.declined", question); });
        EXPECT_EQ(frame["events"].back()["data"]["question"]["reason"], "off_topic");
    }
}

TEST_F(FanOutTest, AnAskerHearsOfAFrameOnceAlthoughItHoldsTheirOwnAndTheOthersEvents) {
    start(slow_frames());
    const auto ann = join(resident("ann"));
    const auto bob = join(resident("bob"));
    const auto chair = join(staff());
    act(staff(), "close_questions");  // Leaves at once; what follows waits until somebody joins.
    act(staff(), "open_questions");
    const auto question = ask("ann");
    act(staff(), "close_questions");
    join(staff(Role::Room));
    EXPECT_EQ(seqs(chair), (std::vector<std::uint64_t>{2, 3, 4, 5}));
    EXPECT_EQ(seqs(ann), (std::vector<std::uint64_t>{2, 3, 4, 5}));
    EXPECT_EQ(seqs(bob), (std::vector<std::uint64_t>{2, 3, 5}));
    const Json last = outlet_.frames(bob).back();
    EXPECT_EQ(last["seq"], 5);
}

TEST_F(FanOutTest, OneFrameServesAWholeAudience) {
    const auto ann = join(resident("ann"));
    const auto bob = join(resident("bob"));
    const auto question = ask_and_approve("cat");
    const auto approved = [&](const Json& frame) { return tells(frame, "question.approved", question); };
    outlet_.wait_for(ann, approved);
    outlet_.wait_for(bob, approved);
    const auto of_ann = outlet_.bytes(ann);
    const auto of_bob = outlet_.bytes(bob);
    const auto shared = std::count_if(of_ann.begin(), of_ann.end(), [&](const SharedBytes& frame) {
        return std::find(of_bob.begin(), of_bob.end(), frame) != of_bob.end() &&
               tells(Json::parse(*frame), "question.approved");
    });
    EXPECT_EQ(shared, 1);
}

TEST_F(FanOutTest, TheFirstEventLeavesAtOnceAndThoseThatFollowLeaveTogether) {
    start(slow_frames());
    const auto chair = join(staff());
    const auto first = ask("ann");
    outlet_.wait_for(chair, [&](const Json& frame) { return tells(frame, "question.asked", first); });
    std::string last;
    for (int i = 0; i < 4; ++i)
        last = ask("ann");
    EXPECT_EQ(outlet_.broadcasts(Audience::Staff, "events"), 1U);
    join(staff());
    outlet_.wait_for(chair, [&](const Json& frame) { return tells(frame, "question.asked", last); });
    EXPECT_EQ(outlet_.broadcasts(Audience::Staff, "events"), 2U);
}

TEST_F(FanOutTest, NothingWaitsLongForCompany) {
    const auto chair = join(staff());
    for (int i = 0; i < 5; ++i) {
        const auto question = ask("ann");
        outlet_.wait_for(chair, [&](const Json& frame) { return tells(frame, "question.asked", question); });
    }
}

TEST_F(FanOutTest, WhoeverJoinsAmidEventsMissesNothingAndHearsNothingTwice) {
    HubOptions options;
    options.limits.staff = {100'000, 100'000};
    options.limits.resident = options.limits.asks = options.limits.staff;
    start(options);
    constexpr int kAsks = 100;
    std::thread asker([this] {
        for (int i = 0; i < kAsks; ++i)
            ask("ann");
    });
    std::vector<std::uint64_t> chairs;
    while (chairs.size() < 30)
        chairs.push_back(join(staff()));
    asker.join();
    pass_a_marker(chairs.back());
    const std::uint64_t last = kAsks + 2;
    for (const auto chair : chairs) {
        outlet_.wait_for(chair, [&](const Json& frame) { return frame.value("seq", 0U) == last; });
        std::vector<std::uint64_t> expected;
        for (std::uint64_t seq = welcome(chair)["seq"]; seq < last;)
            expected.push_back(++seq);
        EXPECT_EQ(seqs(chair), expected);
        EXPECT_EQ(welcome(chair)["state"]["questions"].size(), welcome(chair)["seq"].get<std::size_t>() - 1);
    }
}

TEST_F(FanOutTest, WhoComesBackGetsTheMissedEventsAsTheySeeThem) {
    const auto question = ask_and_approve("ann");
    ask("bob", "Secret");
    act(staff(), "call", {{"question", question}});

    const Json frame = welcome(join(resident("cat"), 1));
    EXPECT_FALSE(frame.contains("state"));
    EXPECT_EQ(frame["seq"], 5);
    ASSERT_EQ(frame["events"].size(), 2U);
    EXPECT_EQ(frame["events"][0]["event"], "question.approved");
    EXPECT_EQ(frame["events"][1]["event"], "question.called");
    EXPECT_EQ(welcome(join(resident("bob"), 1))["events"].size(), 3U) << "and their own question";
    EXPECT_EQ(welcome(join(staff(), 1))["events"].size(), 4U);
    EXPECT_TRUE(welcome(join(resident("cat"), 5))["events"].empty());
}

TEST_F(FanOutTest, WhoComesBackHearsTheCountsThatChangedMeanwhile) {
    const auto question = ask_and_approve("ann");
    act(resident("bob"), "vote", {{"question", question}});
    const auto socket = join(resident("cat"), 3);
    EXPECT_TRUE(welcome(socket)["events"].empty());
    outlet_.wait_for(socket,
                     [&](const Json& frame) { return is(frame, "tally") && frame["votes"].contains(question); });
}

TEST_F(FanOutTest, WhoComesBackAfterARestartStillGetsEventsOnly) {
    ask_and_approve("ann");
    start();
    EXPECT_EQ(welcome(join(resident("cat"), 1))["events"].size(), 1U);
}

TEST_F(FanOutTest, WhoKnowsAFutureOrAPastThatIsForgottenGetsTheWholeState) {
    HubOptions options;
    options.limits.staff = {100'000, 100'000};
    start(options);
    EXPECT_TRUE(welcome(join(resident("ann"), 2)).contains("state")) << "the log was restored from an older backup";
    EXPECT_TRUE(welcome(join(resident("ann"), 0)).contains("state"));
    const auto ignore = [](const CommandReply&) {};
    for (std::uint64_t i = 1; i < RecentEvents::kRemembered / 2; ++i) {
        send(staff(), "close_questions", {}, ignore);
        send(staff(), "open_questions", {}, ignore);
    }
    act(staff(), "close_questions");
    act(staff(), "open_questions");
    EXPECT_EQ(welcome(join(resident("ann"), 1))["events"].size(), RecentEvents::kRemembered);
    act(staff(), "close_questions");
    EXPECT_TRUE(welcome(join(resident("ann"), 1)).contains("state"));
}

TEST_F(FanOutTest, VotesReachEverybodyAsTalliesAndNeverAsEvents) {
    const auto question = ask_and_approve("ann");
    const auto bob = join(resident("bob"));
    act(resident("cat"), "vote", {{"question", question}});
    const auto frame =
        outlet_.wait_for(bob, [&](const Json& f) { return is(f, "tally") && f["votes"].contains(question); });
    EXPECT_EQ(frame["watching"], 1);
    EXPECT_THAT(everything_heard(bob), Not(HasSubstr("question.supported")));
}

TEST_F(FanOutTest, ManyVotesMakeFewTalliesAndTheLastOneIsRight) {
    const auto question = ask_and_approve("ann");
    const auto bob = join(resident("bob"));
    const auto begun = std::chrono::steady_clock::now();
    int count = 0;
    for (; count < 60; ++count)
        act(resident("v" + std::to_string(count)), "vote", {{"question", question}});
    const std::size_t before = welcome(bob)["state"]["questions"][0]["supporters"];
    outlet_.wait_for(bob, [&](const Json& frame) {
        return is(frame, "tally") && frame["votes"].value(question, std::size_t{0}) == before + 60;
    });
    const auto elapsed = std::chrono::steady_clock::now() - begun;
    const auto tallies = outlet_.broadcasts(Audience::Public, "tally");
    EXPECT_LE(tallies, static_cast<std::size_t>(elapsed / 200ms) + 2);
}

TEST_F(FanOutTest, ATallyIsTheHeartbeatWhenNothingHappens) {
    HubOptions options;
    options.pace.heartbeat = 20ms;
    start(options);
    const auto bob = join(resident("bob"));
    std::size_t beats = 0;
    outlet_.wait_for(bob, [&](const Json& frame) { return is(frame, "tally") && ++beats == 5; });
}

TEST_F(FanOutTest, EventsThatEverybodyHearsTakeTheHeartbeatsPlace) {
    using std::chrono::steady_clock;
    HubOptions options;
    options.pace.heartbeat = 200ms;
    start(options);
    const auto bob = join(resident("bob"));
    outlet_.wait_for(bob, [](const Json& frame) { return is(frame, "tally"); });
    std::size_t silences = 1;  // Before the first event, and wherever this thread was held up.
    const auto begun = steady_clock::now();
    auto heard = begun;
    for (int turn = 0; heard - begun < 3 * options.pace.heartbeat; ++turn) {
        act(staff(), turn % 2 == 0 ? "close_questions" : "open_questions");
        silences += static_cast<std::size_t>((steady_clock::now() - heard) / options.pace.heartbeat);
        heard = steady_clock::now();
    }
    EXPECT_LE(outlet_.broadcasts(Audience::Public, "tally"), silences);
}

TEST_F(FanOutTest, TheHeartbeatGoesOnWhileTheDiskHangs) {
    HubOptions options;
    options.pace.heartbeat = 20ms;
    start(options);
    const auto bob = join(resident("bob"));
    store_.hold();
    send(resident("ann"), "ask", {{"text", "Held"}}, [](const CommandReply&) {});
    store_.wait_until_something_is_held();
    const auto heard = outlet_.bytes(bob).size();
    std::size_t beats = 0;
    outlet_.wait_for(
        bob, [&](const Json& frame) { return is(frame, "tally") && ++beats == 5; }, heard);
    store_.release();
}

TEST_F(FanOutTest, WatchingCountsTheOpenPagesOfResidents) {
    HubOptions options;
    options.pace.watching = 1ms;
    start(options);
    const auto chair = join(staff());
    const auto ann = join(resident("ann"));
    join(resident("bob"));
    outlet_.wait_for(chair, [](const Json& frame) { return is(frame, "tally") && frame["watching"] == 2; });
    hub_->leave(kWard, {outlet_index_, ann});
    outlet_.wait_for(
        chair, [](const Json& frame) { return is(frame, "tally") && frame["watching"] == 1; },
        outlet_.bytes(chair).size() - 1);
}

TEST_F(FanOutTest, WhoFellBehindAndJoinsAgainIsWelcomedAnewAndCountsOnce) {
    const auto ann = join(resident("ann"));
    const auto heard = outlet_.bytes(ann).size();
    hub_->join(kWard, resident("ann"), std::nullopt, {outlet_index_, ann});
    const Json frame = outlet_.wait_for(
        ann, [](const Json& f) { return is(f, "welcome"); }, heard);
    EXPECT_EQ(frame["type"], "welcome");
    EXPECT_EQ(list()->front().watching, 1U);
}

TEST_F(FanOutTest, SignalsOfACameraReachStaffAndCamerasOnlyAndTheNewestWins) {
    HubOptions options;
    options.pace.signal = 50ms;
    start(options);
    const auto chair = join(staff());
    const auto camera = join(staff(Role::Camera));
    const auto bob = join(resident("bob"));
    for (int i = 1; i <= 100; ++i)
        hub_->signal(kWard, "main", {{"state", "live"}, {"kbps", i}});
    for (const auto socket : {chair, camera}) {
        const Json frame = outlet_.wait_for(socket, [](const Json& f) { return is(f, "signal") && f["kbps"] == 100; });
        EXPECT_EQ(frame["camera"], "main");
        EXPECT_EQ(frame["state"], "live");
    }
    EXPECT_LT(outlet_.broadcasts(Audience::Staff, "signal"), 50U);
    EXPECT_THAT(everything_heard(bob), Not(HasSubstr("signal")));
}

}  // namespace
}  // namespace wardcast::hub
