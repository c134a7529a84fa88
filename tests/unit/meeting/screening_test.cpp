#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

// What staff do with the words and the fate of questions, and what their askers say to that.
namespace wardcast::meeting {
namespace {

RefusalCode code(const Decided<std::vector<Event>>& decided) {
    EXPECT_FALSE(decided.has_value());
    return decided ? RefusalCode::Unavailable : decided.error().code;
}

Json shown(const Scene& scene, const QuestionId& id, Audience audience, const Actor* own = nullptr) {
    const Json state = state_view(scene.state, audience, own == nullptr ? nullptr : &own->participant, 0);
    for (const Json& question : state["questions"]) {
        if (question["id"] == id.str()) return question;
    }
    return nullptr;
}

TEST(Edit, KeepsTheFirstWordingAndSaysSoToAll) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kChair, Edit{id, "Why not?"}));
    ASSERT_TRUE(scene.act(kClerk, Edit{id, "Why ever not?"}));
    const Json view = shown(scene, id, Audience::Public);
    EXPECT_EQ(view["text"], "Why ever not?");
    EXPECT_EQ(view["edited"], Json({{"original", "Why?"}, {"at", to_rfc3339(scene.now)}}));
    EXPECT_EQ(code(scene.act(kClerk, Edit{id, "Why ever not?"})), RefusalCode::AlreadyDone);
}

TEST(Edit, IsUndoneToTheWordingBefore) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kChair, Edit{id, "First"}));
    const Question once = scene.question(id);
    ASSERT_TRUE(scene.act(kChair, Edit{id, "Second"}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.question(id), once);
    ASSERT_TRUE(scene.act(kChair, Edit{id, "Third"}));
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.question(id), once);
}

TEST(Edit, IsPossibleSaveForMergedAndWithdrawnOnes) {
    for (const Status status : {Status::Waiting, Status::Approved, Status::Held, Status::Asking, Status::Answered,
                                Status::Declined, Status::Merged, Status::Withdrawn}) {
        Scene scene;
        const auto id = scene.in(status);
        const bool possible = status != Status::Merged && status != Status::Withdrawn;
        EXPECT_EQ(scene.act(kChair, Edit{id, "New"}).has_value(), possible) << to_string(status);
        EXPECT_EQ(scene.status(id), status);
    }
}

TEST(DeclineMany, IsAllOrNothingAndUndoneAtOnce) {
    Scene scene;
    const auto one = scene.approved(kAnn);
    const auto two = scene.ask(kBob);
    const auto three = scene.approved(kCat);
    const auto answered = scene.in(Status::Answered);
    EXPECT_EQ(code(scene.act(kChair, DeclineMany{{one, answered}, DeclineReason::Duplicate})), RefusalCode::WrongState);
    EXPECT_EQ(code(scene.act(kChair, DeclineMany{{one, QuestionId("q_no")}, DeclineReason::Duplicate})),
              RefusalCode::NotFound);
    EXPECT_EQ(scene.status(one), Status::Approved);
    const State before = scene.state;
    ASSERT_TRUE(scene.act(kChair, DeclineMany{{one, two, three, one}, DeclineReason::Duplicate}));
    EXPECT_EQ(scene.status(two), Status::Declined);
    EXPECT_TRUE(scene.state.queue.empty());
    ASSERT_TRUE(scene.act(kChair, Undo{}));
    EXPECT_EQ(scene.state.questions, before.questions);
    EXPECT_EQ(scene.state.queue, before.queue);
}

TEST(WrittenAnswer, StandsBesideAQuestionOnceItIsPublicAndCanBeTakenAway) {
    for (const Status status : {Status::Waiting, Status::Approved, Status::Held, Status::Asking, Status::Answered,
                                Status::Declined, Status::Merged, Status::Withdrawn}) {
        Scene scene;
        const auto id = scene.in(status);
        EXPECT_EQ(scene.act(kClerk, WriteAnswer{id, "Because."}).has_value(), is_public(status)) << to_string(status);
    }
    Scene scene;
    const auto id = scene.in(Status::Answered);
    ASSERT_TRUE(scene.act(kClerk, WriteAnswer{id, "Because."}));
    EXPECT_EQ(shown(scene, id, Audience::Public)["answer"],
              Json({{"text", "Because."}, {"at", to_rfc3339(scene.now)}}));
    EXPECT_EQ(code(scene.act(kClerk, WriteAnswer{id, "Because."})), RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, WriteAnswer{id, ""}));
    EXPECT_FALSE(shown(scene, id, Audience::Public).contains("answer"));
    EXPECT_EQ(code(scene.act(kClerk, WriteAnswer{id, ""})), RefusalCode::AlreadyDone);
}

TEST(Appeal, IsMadeOnceByTheAskerOfADeclinedQuestionForStaffToRead) {
    Scene scene;
    const auto id = scene.in(Status::Declined, kAnn);
    EXPECT_EQ(code(scene.act(kBob, Appeal{id, "No!"})), RefusalCode::NotFound) << "nobody else knows of it";
    ASSERT_TRUE(scene.act(kAnn, Appeal{id, "It is on the agenda."}));
    const Json appeal{{"text", "It is on the agenda."}, {"at", to_rfc3339(scene.now)}};
    EXPECT_EQ(shown(scene, id, Audience::Staff)["appeal"], appeal);
    EXPECT_EQ(shown(scene, id, Audience::Public, &kAnn)["appeal"], appeal);
    EXPECT_EQ(code(scene.act(kAnn, Appeal{id, "Again"})), RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    EXPECT_FALSE(shown(scene, id, Audience::Public).contains("appeal"));
    EXPECT_EQ(code(scene.act(kAnn, Appeal{id, "Again"})), RefusalCode::WrongState);
    EXPECT_EQ(code(scene.act(kBob, Appeal{id, "Mine"})), RefusalCode::NotAllowed);
}

TEST(Verdict, IsTheAskersAloneOnceItIsAnswered) {
    Scene scene;
    const auto id = scene.in(Status::Asking, kAnn);
    EXPECT_EQ(code(scene.act(kAnn, GiveVerdict{id, Verdict::No})), RefusalCode::WrongState);
    ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
    EXPECT_EQ(code(scene.act(kBob, GiveVerdict{id, Verdict::No})), RefusalCode::NotAllowed);
    ASSERT_TRUE(scene.act(kAnn, GiveVerdict{id, Verdict::Partly}));
    EXPECT_EQ(shown(scene, id, Audience::Public)["verdict"], "partly");
    EXPECT_EQ(code(scene.act(kAnn, GiveVerdict{id, Verdict::Partly})), RefusalCode::AlreadyDone);
    EXPECT_TRUE(scene.act(kAnn, GiveVerdict{id, Verdict::Answered})) << "people may think again";
}

TEST(Asked, SaysTheHowManiethOfItsAskerItIsAndFromWhichNeighbourhood) {
    Scene scene;
    ASSERT_TRUE(scene.act(kAnn, Ask{.text = "One?", .name = {}, .area = "Mill Street"}));
    const auto first = scene.state.asked_order.back();
    const auto second = scene.ask(kAnn);
    const Json view = shown(scene, first, Audience::Staff);
    EXPECT_EQ(view["nth"], 1);
    EXPECT_EQ(view["area"], "Mill Street");
    EXPECT_EQ(shown(scene, second, Audience::Staff)["nth"], 2);
    EXPECT_FALSE(shown(scene, second, Audience::Staff).contains("area"));
}

TEST(LikelyDuplicates, AreShownToStaffTheLikestFirstAndNeverMerged) {
    Scene scene;
    const auto one = scene.ask(kAnn, "When will the bridge on Mill Street reopen?");
    scene.ask(kAnn, "Why are the bins not collected?");
    const auto two = scene.ask(kBob, "When is the bridge on Mill Street going to reopen?");
    const auto three = scene.ask(kCat, "When will the Mill Street bridge reopen?");
    EXPECT_EQ(shown(scene, two, Audience::Staff)["like"], Json({one.str()}));
    EXPECT_EQ(shown(scene, three, Audience::Staff)["like"].size(), 2U);
    EXPECT_FALSE(shown(scene, one, Audience::Staff).contains("like"));
    EXPECT_FALSE(shown(scene, two, Audience::Public, &kBob).contains("like"));
    EXPECT_EQ(scene.status(two), Status::Waiting);
}

TEST(LikelyDuplicates, AreLookedForAnewWhenTheWordingChanges) {
    Scene scene;
    const auto one = scene.ask(kAnn, "When will the bridge on Mill Street reopen?");
    const auto two = scene.ask(kBob, "And another thing?");
    ASSERT_TRUE(scene.act(kChair, Edit{two, "When will the bridge on Mill Street reopen again?"}));
    EXPECT_EQ(scene.question(two).like, std::vector{one});
}

TEST(ScreeningCommands, AreReadFromTheWire) {
    const auto parsed = [](const char* name, const char* data) { return parse_command(name, Json::parse(data)); };
    EXPECT_EQ(std::get<Edit>(*parsed("edit", R"({"question":"q_1","text":" New "})")).text, "New");
    EXPECT_EQ(std::get<DeclineMany>(*parsed("decline_many", R"({"questions":["q_1","q_2"],"reason":"unclear"})"))
                  .questions.size(),
              2U);
    EXPECT_EQ(std::get<WriteAnswer>(*parsed("write_answer", R"({"question":"q_1","text":""})")).text, "");
    EXPECT_EQ(std::get<Appeal>(*parsed("appeal", R"({"question":"q_1","text":"No"})")).text, "No");
    EXPECT_EQ(std::get<GiveVerdict>(*parsed("verdict", R"({"question":"q_1","verdict":"no"})")).verdict, Verdict::No);
    const auto ask = std::get<Ask>(*parsed("ask", R"({"text":"Why?","area":" Mill  Street ","anonymous":true})"));
    EXPECT_EQ(ask.area, "Mill  Street");
    EXPECT_TRUE(ask.anonymous);
    const auto refused = [&](const char* name, const Json& data) { return parse_command(name, data).error().code; };
    EXPECT_EQ(refused("edit", {{"question", "q_1"}, {"text", " "}}), RefusalCode::Empty);
    EXPECT_EQ(refused("write_answer", {{"question", "q_1"}, {"text", std::string(5001, 'a')}}), RefusalCode::TooLong);
    EXPECT_EQ(refused("appeal", {{"question", "q_1"}, {"text", std::string(501, 'a')}}), RefusalCode::TooLong);
    EXPECT_EQ(refused("verdict", {{"question", "q_1"}, {"verdict", "yes"}}), RefusalCode::BadMessage);
    EXPECT_EQ(refused("decline_many", {{"questions", Json::array()}, {"reason", "unclear"}}), RefusalCode::BadMessage);
    EXPECT_EQ(refused("decline_many", {{"questions", Json::array({1})}, {"reason", "unclear"}}),
              RefusalCode::BadMessage);
    EXPECT_EQ(refused("decline_many", {{"questions", std::vector<std::string>(201, "q")}, {"reason", "unclear"}}),
              RefusalCode::BadMessage);
    EXPECT_EQ(refused("ask", {{"text", "Why?"}, {"area", std::string(61, 'a')}}), RefusalCode::TooLong);
}

}  // namespace
}  // namespace wardcast::meeting
