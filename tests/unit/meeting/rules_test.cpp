#include "meeting/rules.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

RefusalCode code(const Decided<std::vector<Event>>& decided) {
    EXPECT_FALSE(decided.has_value());
    return decided ? RefusalCode::Unavailable : decided.error().code;
}

SetRules words(std::vector<std::string> en, std::vector<std::string> cy = {}) {
    return {RulesChanged{.words = WordLists{std::move(en), std::move(cy)}}};
}

Json shown(const Scene& scene, Audience audience, const Actor* own = nullptr) {
    return state_view(scene.state, audience, own == nullptr ? nullptr : &own->participant, 0);
}

TEST(Naming, RequiredTakesANameOrTheWishToHaveNone) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, SetRules{{.naming = Naming::Required}}));
    EXPECT_EQ(code(scene.act(kAnn, Ask{"Why?", ""})), RefusalCode::NameNeeded);
    ASSERT_TRUE(scene.act(kAnn, Ask{"Why?", "Ann"}));
    ASSERT_TRUE(scene.act(kBob, Ask{.text = "How?", .name = "Bob", .anonymous = true}));
    EXPECT_EQ(scene.question(scene.state.asked_order[0]).name, "Ann");
    EXPECT_EQ(scene.question(scene.state.asked_order[1]).name, "") << "nobody learns it";
}

TEST(Naming, AnonymousKeepsNoNames) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, SetRules{{.naming = Naming::Anonymous}}));
    EXPECT_EQ(scene.question(scene.ask()).name, "");
}

TEST(SlowMode, LetsEachPersonAskOnceInItsTime) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, SetRules{{.slow_s = 60}}));
    ASSERT_TRUE(scene.act(kAnn, Ask{"One?", ""}));
    const auto second = scene.act(kAnn, Ask{"Two?", ""});
    EXPECT_EQ(code(second), RefusalCode::SlowDown);
    EXPECT_EQ(second.error().retry_after, std::chrono::seconds(59));
    ASSERT_TRUE(scene.act(kBob, Ask{"Mine?", ""})) << "others are not slowed down";
    scene.now += std::chrono::seconds(60);
    EXPECT_TRUE(scene.act(kAnn, Ask{"Two?", ""}));
}

TEST(WordLists, HoldAQuestionAndSayForWhichWord) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, words({"Scam", "free money"}, {"twyll"})));
    const auto held = scene.ask(kAnn, "Is this a SCÁM?");
    EXPECT_EQ(scene.status(held), Status::Held);
    EXPECT_EQ(shown(scene, Audience::Staff)["questions"][0]["held_for"], "Scam");
    EXPECT_FALSE(shown(scene, Audience::Public, &kAnn)["questions"][0].contains("held_for"));
    EXPECT_EQ(scene.status(scene.ask(kAnn, "Ydy hwn yn dwyll neu Twyll?")), Status::Held);
    EXPECT_EQ(scene.status(scene.ask(kAnn, "Get free  money!")), Status::Held);
    EXPECT_EQ(scene.status(scene.ask(kAnn, "Who scammed us, and is money free?")), Status::Waiting)
        << "whole words only";
    ASSERT_TRUE(scene.act(kAnn, Ask{"Why?", "Scam"}));
    EXPECT_EQ(scene.status(scene.state.asked_order.back()), Status::Held) << "also in a name";
}

TEST(WordLists, HoldPostsAlsoWhenTheyAreEdited) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, words({"scam"})));
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    Post edited = Scene::a_post("p1");
    edited.text = "A scam";
    edited.version = "2";
    ASSERT_TRUE(scene.act(kServer, TakePosts{source, {EditedPost{edited}}, "c"}));
    EXPECT_EQ(scene.status(id), Status::Held);
    EXPECT_EQ(scene.question(id).held_for, "scam");
}

TEST(WordLists, AreForStaffToSee) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, words({"scam"})));
    EXPECT_EQ(shown(scene, Audience::Staff)["rules"],
              Json({{"naming", "optional"}, {"slow_s", 0}, {"words", {{"en", {"scam"}}, {"cy", Json::array()}}}}));
    EXPECT_EQ(shown(scene, Audience::Public)["rules"], Json({{"naming", "optional"}, {"slow_s", 0}}));
}

TEST(WordLists, DoNotHoldWhatTheClerkEnters) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, words({"scam"})));
    ASSERT_TRUE(scene.act(kClerk, AskFor{"A scam?", "", Channel::Floor, true}));
    EXPECT_EQ(scene.status(scene.state.asked_order[0]), Status::Approved);
}

TEST(Block, RefusesQuestionsAndNothingElse) {
    Scene scene;
    const auto mine = scene.ask(kAnn);
    const auto other = scene.approved(kBob);
    ASSERT_TRUE(scene.act(kChair, Block{kAnn.participant}));
    EXPECT_EQ(code(scene.act(kAnn, Ask{"Again?", ""})), RefusalCode::Blocked);
    EXPECT_TRUE(scene.act(kAnn, Vote{other}));
    EXPECT_TRUE(scene.act(kAnn, Withdraw{mine}));
    EXPECT_EQ(code(scene.act(kChair, Block{kAnn.participant})), RefusalCode::AlreadyDone);
    EXPECT_EQ(code(scene.act(kChair, Block{ParticipantId("p_none")})), RefusalCode::NotFound);
    EXPECT_EQ(shown(scene, Audience::Staff)["blocked"][0]["participant"], "p_ann");
    EXPECT_FALSE(shown(scene, Audience::Public).contains("blocked"));
    ASSERT_TRUE(scene.act(kClerk, Unblock{kAnn.participant}));
    EXPECT_TRUE(scene.act(kAnn, Ask{"Again?", ""}));
    EXPECT_EQ(code(scene.act(kClerk, Unblock{kAnn.participant})), RefusalCode::AlreadyDone);
}

TEST(Block, KeepsPostsAndMessagesOfTheirAuthorOut) {
    Scene scene;
    const auto source = scene.source();
    const auto hook = scene.source(SourceKind::Hook, "");
    scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, Block{ParticipantId("x_dan")}));
    scene.post(source, "p2");
    EXPECT_EQ(scene.state.asked_order.size(), 1U);
    EXPECT_EQ(code(scene.act(kServer, TakeMessage{hook, "Why?", "", "", ParticipantId("x_dan"), "sms"})),
              RefusalCode::Blocked);
}

// ---- The listening window --------------------------------------------------------------------------------------

TEST(Listening, HidesCountsAndOrderFromAllButStaff) {
    Scene scene;
    std::vector<QuestionId> asked;
    for (int i = 0; i < 12; ++i)
        asked.push_back(scene.approved(kAnn));
    ASSERT_TRUE(scene.act(kBob, Vote{asked[3]}));
    ASSERT_TRUE(scene.act(kChair, Listen{10}));
    const auto until = to_rfc3339(scene.now + std::chrono::minutes(10));
    for (const Audience audience : {Audience::Public, Audience::Camera}) {
        const Json view = shown(scene, audience);
        EXPECT_EQ(view["listening"], Json({{"until", until}}));
        for (const Json& question : view["questions"])
            EXPECT_FALSE(question.contains("supporters"));
        EXPECT_TRUE(std::is_sorted(view["queue"].begin(), view["queue"].end()));
        EXPECT_EQ(votes_view(scene.state, asked, audience), Json::object());
    }
    EXPECT_FALSE(shown(scene, Audience::Public, &kAnn)["questions"][3].contains("supporters")) << "nor from its asker";
    const Json staff = shown(scene, Audience::Staff);
    EXPECT_EQ(staff["questions"][3]["supporters"], 1);
    EXPECT_EQ(staff["queue"][0], asked[0].str());
    EXPECT_EQ(votes_view(scene.state, {asked[3]}, Audience::Staff), Json({{asked[3].str(), 1}}));
}

TEST(Listening, TellsNobodyOfWhatStandsElsewhere) {
    Scene scene;
    scene.happen(OrderChanged{Order::Support}, kClerk, {});
    const auto one = scene.approved(kAnn);
    const auto two = scene.approved(kBob);
    ASSERT_TRUE(scene.act(kChair, Listen{10}));
    ASSERT_TRUE(scene.act(kCat, Vote{two}));
    ASSERT_TRUE(scene.act(kServer, Settle{}));
    const auto& step = scene.steps.back();
    EXPECT_EQ(event_view(scene.state, step.record, step.effects, Audience::Public), std::nullopt);
    EXPECT_TRUE(event_view(scene.state, step.record, step.effects, Audience::Staff).has_value());
    EXPECT_EQ(scene.state.queue, (std::vector{two, one}));
}

TEST(Listening, EndsWhenItsTimeIsUpOrStaffSaySo) {
    Scene scene;
    EXPECT_EQ(code(scene.act(kChair, Listen{0})), RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kChair, Listen{1}));
    EXPECT_EQ(code(scene.act(kServer, EndListening{})), RefusalCode::AlreadyDone) << "not yet";
    scene.now += std::chrono::minutes(1);
    ASSERT_TRUE(scene.act(kServer, EndListening{}));
    EXPECT_EQ(scene.state.listening, std::nullopt);
    ASSERT_TRUE(scene.act(kChair, Listen{1}));
    ASSERT_TRUE(scene.act(kChair, Listen{0}));
    EXPECT_EQ(scene.state.listening, std::nullopt);
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    EXPECT_EQ(code(scene.act(kChair, Listen{1})), RefusalCode::Ended);
}

// ---- From the wire ---------------------------------------------------------------------------------------------

TEST(RulesCommands, AreReadFromTheWire) {
    const auto parsed = [](const char* name, const char* data) { return parse_command(name, Json::parse(data)); };
    EXPECT_EQ(std::get<OrderBy>(*parsed("order_by", R"({"order":"support"})")).order, Order::Support);
    EXPECT_EQ(std::get<Listen>(*parsed("listen", R"({"minutes":15})")).minutes, 15);
    const auto set =
        parsed("set_rules", R"({"naming":"required","slow_s":30,"words":{"en":[" a ","", "b"],"cy":["c"]}})");
    EXPECT_EQ(std::get<SetRules>(*set).change, (RulesChanged{Naming::Required, 30U, WordLists{{"a", "b"}, {"c"}}}));
    EXPECT_EQ(std::get<Block>(*parsed("block", R"({"participant":"p_1"})")).participant, ParticipantId("p_1"));
    EXPECT_EQ(std::get<RemoveBurst>(*parsed("remove_burst", R"({"burst":"b_1"})")).burst, BurstId("b_1"));
    for (const auto& [name, data] :
         std::vector<std::pair<const char*, const char*>>{{"order_by", R"({"order":"mine"})"},
                                                          {"listen", R"({"minutes":121})"},
                                                          {"listen", R"({"minutes":-1})"},
                                                          {"listen", R"({"minutes":1.5})"},
                                                          {"listen", R"({"minutes":18446744073709551615})"},
                                                          {"set_rules", R"({})"},
                                                          {"set_rules", R"({"naming":"maybe"})"},
                                                          {"set_rules", R"({"slow_s":"1"})"},
                                                          {"set_rules", R"({"words":[]})"},
                                                          {"set_rules", R"({"words":{"en":[1]}})"},
                                                          {"block", R"({})"},
                                                          {"unblock", R"({"participant":1})"},
                                                          {"restore_burst", R"({})"}}) {
        const auto command = parsed(name, data);
        ASSERT_FALSE(command.has_value()) << name << data;
        EXPECT_EQ(command.error().code, RefusalCode::BadMessage) << name << data;
    }
    Json many{{"words", {{"en", Json::array()}}}};
    for (std::size_t i = 0; i <= kMaxHeldWords; ++i)
        many["words"]["en"].push_back("word");
    EXPECT_EQ(parse_command("set_rules", many).error().code, RefusalCode::BadMessage);
    EXPECT_EQ(parse_command("settle", Json::object()).error().code, RefusalCode::UnknownCommand);
}

}  // namespace
}  // namespace wardcast::meeting
