#include <gtest/gtest.h>

#include "meeting/deciding.h"
#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

Post edited(Post post, const std::string& text, const std::string& version = "2") {
    post.text = text;
    post.version = version;
    return post;
}

Decided<std::vector<Event>> take(Scene& scene, const SourceId& source, std::vector<PostChange> changes) {
    return scene.act(kServer, TakePosts{source, std::move(changes), "cursor"});
}

std::size_t questions(const Scene& scene) {
    return scene.state.asked_order.size();
}

TEST(Posts, WaitWithWhereTheyCameFrom) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    const Question& question = scene.question(id);
    EXPECT_EQ(question.status, Status::Waiting);
    EXPECT_EQ(question.channel, Channel::Post);
    EXPECT_EQ(question.text, "Why p1?");
    EXPECT_EQ(question.name, "Dan");
    EXPECT_EQ(question.participant, ParticipantId("x_dan"));
    EXPECT_TRUE(question.first);
    EXPECT_EQ(question.origin->source, "mastodon");
    EXPECT_EQ(question.origin->by, source);
    EXPECT_FALSE(scene.question(scene.post(source, "p2")).first) << "the same author again";
}

TEST(Posts, ShowTheirHandleAndOriginalToWhoeverSeesThem) {
    Scene scene;
    const auto id = scene.post(scene.source(), "p1");
    const Json origin{{"source", "mastodon"},
                      {"instance", "m.example"},
                      {"handle", "@dan@m.example"},
                      {"url", "https://m.example/p1"},
                      {"lang", "en"}};
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["questions"][0]["origin"], origin);
    EXPECT_TRUE(state_view(scene.state, Audience::Public, nullptr, 0)["questions"].empty());
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    const Json shown = state_view(scene.state, Audience::Public, nullptr, 0)["questions"][0];
    EXPECT_EQ(shown["origin"], origin);
    EXPECT_EQ(shown.dump().find("id of p1"), std::string::npos);
}

TEST(Posts, MoveTheCursorInTheSameBatchAndLast) {
    Scene scene;
    const auto source = scene.source();
    ASSERT_TRUE(scene.act(kServer, TakePosts{source, {NewPost{Scene::a_post("p1")}}, "after p1"}));
    ASSERT_EQ(scene.steps.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<SourceAdvanced>(scene.steps.back().record.event));
    EXPECT_EQ(scene.state.sources.front().cursor, "after p1");
    ASSERT_TRUE(scene.act(kServer, TakePosts{source, {}, "further"}));
    EXPECT_EQ(scene.state.sources.front().cursor, "further");
    EXPECT_EQ(event_view(scene.state, scene.steps.back().record, scene.steps.back().effects, Audience::Staff),
              std::nullopt);
}

TEST(Posts, AreTakenOnceHoweverOftenAndByHoweverManySourcesOfAKindTheyCome) {
    Scene scene;
    const auto one = scene.source(SourceKind::Mastodon, "one.example");
    const auto two = scene.source(SourceKind::Mastodon, "two.example");
    ASSERT_TRUE(take(scene, one, {NewPost{Scene::a_post("p1")}, NewPost{Scene::a_post("p1")}}));
    ASSERT_TRUE(take(scene, one, {NewPost{Scene::a_post("p1")}}));
    ASSERT_TRUE(take(scene, two, {NewPost{edited(Scene::a_post("p1"), "As the other server has it")}}));
    EXPECT_EQ(questions(scene), 1U);
    EXPECT_EQ(scene.question(scene.state.asked_order[0]).text, "Why p1?");
    const auto feed = scene.source(SourceKind::Feed, "https://feed.example");
    ASSERT_TRUE(take(scene, feed, {NewPost{Scene::a_post("p1")}}));
    EXPECT_EQ(questions(scene), 2U) << "another kind has names of its own";
}

TEST(Posts, EditedWhilePublicAreOffTheScreensUntilSomebodyHasReadThem) {
    for (const Status status : {Status::Approved, Status::Asking, Status::Answered}) {
        Scene scene;
        const auto source = scene.source();
        const auto id = scene.post(source, "p1");
        ASSERT_TRUE(scene.act(kChair, Approve{id}));
        if (status != Status::Approved) {
            ASSERT_TRUE(scene.act(kChair, Call{id}));
        }
        if (status == Status::Answered) {
            ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
        }
        ASSERT_TRUE(take(scene, source, {EditedPost{edited(Scene::a_post("p1"), "New words")}}));
        EXPECT_EQ(scene.status(id), Status::Waiting);
        EXPECT_EQ(scene.question(id).text, "New words");
        EXPECT_TRUE(scene.state.queue.empty());
        EXPECT_EQ(scene.state.asking, std::nullopt);
        const auto& step = scene.steps.front();
        const auto seen = event_view(scene.state, step.record, step.effects, Audience::Public);
        ASSERT_TRUE(seen.has_value());
        EXPECT_EQ((*seen)["data"]["gone"], Json::array({id.str()}));
        EXPECT_EQ(seen->dump().find("New words"), std::string::npos);
    }
}

TEST(Posts, EditedWhileNotPublicStayWhereTheyAre) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, Decline{id, DeclineReason::Unclear}));
    ASSERT_TRUE(take(scene, source, {EditedPost{edited(Scene::a_post("p1"), "New words")}}));
    EXPECT_EQ(scene.status(id), Status::Declined);
    EXPECT_EQ(scene.question(id).text, "New words");
    EXPECT_EQ(scene.question(id).reason, DeclineReason::Unclear);
}

TEST(Posts, EditedToWhatTheyWereAlreadyOrUnknownOnesChangeNothing) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    ASSERT_TRUE(
        take(scene, source, {EditedPost{Scene::a_post("p1")}, EditedPost{Scene::a_post("p9")}, DeletedPost{"p9"}}));
    EXPECT_EQ(scene.steps.size(), 1U);
    EXPECT_EQ(scene.status(id), Status::Approved);
}

TEST(Posts, SentAnewWithOtherWordsByTheSameSourceAreEdits) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(take(scene, source, {NewPost{edited(Scene::a_post("p1"), "New words")}}));
    EXPECT_EQ(scene.question(id).text, "New words");
    EXPECT_EQ(questions(scene), 1U);
}

TEST(Posts, DeletedAtTheirSourceLeaveFromAnyStateAndDoNotComeBack) {
    for (const Status status : {Status::Waiting, Status::Approved, Status::Held, Status::Asking, Status::Answered,
                                Status::Declined, Status::Merged}) {
        Scene scene;
        const auto source = scene.source();
        const auto id = scene.post(source, "p1");
        if (status != Status::Waiting) {
            ASSERT_TRUE(scene.act(kChair, Approve{id}));
        }
        if (status == Status::Held) {
            ASSERT_TRUE(scene.act(kChair, Hold{id}));
        }
        if (status == Status::Asking || status == Status::Answered) {
            ASSERT_TRUE(scene.act(kChair, Call{id}));
        }
        if (status == Status::Answered) {
            ASSERT_TRUE(scene.act(kChair, MarkAnswered{}));
        }
        if (status == Status::Declined) {
            ASSERT_TRUE(scene.act(kChair, Decline{id, DeclineReason::Personal}));
        }
        if (status == Status::Merged) {
            ASSERT_TRUE(scene.act(kChair, Merge{id, scene.approved()}));
        }
        ASSERT_TRUE(take(scene, source, {DeletedPost{"p1"}, DeletedPost{"p1"}}));
        EXPECT_EQ(scene.status(id), Status::Withdrawn) << to_string(status);
        EXPECT_EQ(scene.state.asking, std::nullopt);
        ASSERT_TRUE(take(scene, source, {NewPost{Scene::a_post("p1")}, EditedPost{edited(Scene::a_post("p1"), "?")}}));
        EXPECT_EQ(scene.status(id), Status::Withdrawn);
        EXPECT_EQ(scene.state.posts.size(), 1U);
    }
}

TEST(Posts, DeletedLeaveThoseMergedIntoThemStandingForThemselves) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    const auto other = scene.approved(kBob);
    ASSERT_TRUE(scene.act(kChair, Merge{other, id}));
    ASSERT_TRUE(take(scene, source, {DeletedPost{"p1"}}));
    EXPECT_EQ(scene.status(other), Status::Approved);
}

TEST(Posts, BornEditedAndDeletedInOneBatchAreFollowedInOrder) {
    Scene scene;
    const auto source = scene.source();
    ASSERT_TRUE(take(scene, source,
                     {NewPost{Scene::a_post("p1")}, EditedPost{edited(Scene::a_post("p1"), "Second")},
                      NewPost{Scene::a_post("p2")}, DeletedPost{"p2"}}));
    EXPECT_EQ(scene.question(scene.state.asked_order[0]).text, "Second");
    EXPECT_EQ(scene.status(scene.state.asked_order[1]), Status::Withdrawn);
}

TEST(Posts, AreCutToWhatAQuestionMayHold) {
    Scene scene;
    const auto source = scene.source();
    Post post = Scene::a_post("p1");
    post.text = std::string(600, 'a');
    post.name = std::string(100, 'n');
    ASSERT_TRUE(take(scene, source, {NewPost{post}}));
    const Question& question = scene.question(scene.state.asked_order[0]);
    EXPECT_EQ(question.text, std::string(499, 'a') + "…");
    EXPECT_EQ(question.name, std::string(59, 'n') + "…");
}

TEST(Posts, WithNothingToReadAreNotTaken) {
    Scene scene;
    const auto source = scene.source();
    Post empty = Scene::a_post("p1");
    empty.text = " \u200b\n";
    Post broken = Scene::a_post("p2");
    broken.text = "\xff";
    ASSERT_TRUE(take(scene, source, {NewPost{empty}, NewPost{broken}}));
    EXPECT_EQ(questions(scene), 0U);
    const auto id = scene.post(source, "p3");
    ASSERT_TRUE(take(scene, source, {EditedPost{edited(Scene::a_post("p3"), "")}}));
    EXPECT_EQ(scene.status(id), Status::Withdrawn) << "emptied is taken back";
}

TEST(Posts, OfferNoLinkThatLeadsElsewhereThanToTheWeb) {
    Scene scene;
    const auto source = scene.source();
    Post post = Scene::a_post("p1");
    post.url = "javascript:alert(1)";
    ASSERT_TRUE(take(scene, source, {NewPost{post}}));
    EXPECT_EQ(scene.question(scene.state.asked_order[0]).origin->url, "");
}

TEST(Posts, AreNotTakenWhileNoQuestionsAreButTheirEndsAre) {
    Scene scene;
    const auto source = scene.source();
    const auto id = scene.post(source, "p1");
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    ASSERT_TRUE(take(scene, source, {NewPost{Scene::a_post("p2")}}));
    EXPECT_EQ(questions(scene), 1U);
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    ASSERT_TRUE(take(scene, source, {NewPost{Scene::a_post("p3")}, DeletedPost{"p1"}}));
    EXPECT_EQ(questions(scene), 1U);
    EXPECT_EQ(scene.status(id), Status::Withdrawn);
}

TEST(Posts, AreRefusedFromASourceThatIsOffOrUnknown) {
    Scene scene;
    const auto source = scene.source();
    ASSERT_TRUE(scene.act(kClerk, SwitchSource{source, false}));
    EXPECT_EQ(take(scene, source, {NewPost{Scene::a_post("p1")}}).error().code, RefusalCode::WrongState);
    EXPECT_EQ(take(scene, SourceId("src_none"), {}).error().code, RefusalCode::NotFound);
}

TEST(Messages, BecomeQuestionsThatSayHowTheyCame) {
    Scene scene;
    const auto source = scene.source(SourceKind::Hook, "");
    ASSERT_TRUE(scene.act(kServer, TakeMessage{source, "When is the bus?", "", "cy", ParticipantId("x_1"), "sms"}));
    const Question& question = scene.question(scene.state.asked_order[0]);
    EXPECT_EQ(question.channel, Channel::Message);
    EXPECT_EQ(question.participant, ParticipantId("x_1"));
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["questions"][0]["origin"],
              Json({{"source", "sms"}, {"lang", "cy"}}));
    EXPECT_TRUE(scene.state.posts.empty());
}

TEST(Messages, AreRefusedWhileNoQuestionsAreTakenAndWhereTheyAreEmpty) {
    Scene scene;
    const auto source = scene.source(SourceKind::Hook, "");
    const auto message = [&](const std::string& text) {
        return scene.act(kServer, TakeMessage{source, text, "", "", ParticipantId("x_1"), "sms"}).error().code;
    };
    EXPECT_EQ(message("  "), RefusalCode::Empty);
    ASSERT_TRUE(scene.act(kChair, CloseQuestions{}));
    EXPECT_EQ(message("When?"), RefusalCode::QuestionsClosed);
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    EXPECT_EQ(message("When?"), RefusalCode::Ended);
    ASSERT_TRUE(scene.act(kClerk, RemoveSource{source}));
    EXPECT_EQ(message("When?"), RefusalCode::NotFound);
}

TEST(Posts, AreLeftAsideOnceTheMeetingIsFullWhileTheirDeletionsAreHeeded) {
    Scene scene;
    const auto source = scene.source();
    const auto gone = scene.post(source, "p1");
    for (std::size_t i = questions(scene); i < kMaxQuestions - 1; ++i) {
        const QuestionId id("q_filler" + std::to_string(i));
        scene.state.questions.emplace(id, Question{.id = id});
    }
    ASSERT_TRUE(take(scene, source, {NewPost{Scene::a_post("last")}, NewPost{Scene::a_post("too many")}}));
    EXPECT_EQ(scene.state.questions.size(), kMaxQuestions);
    EXPECT_EQ(scene.act(kAnn, Ask{"Why?", "Ann"}).error().code, RefusalCode::QuestionsClosed);
    EXPECT_EQ(scene.act(kClerk, AskFor{"Why?", "Ben"}).error().code, RefusalCode::QuestionsClosed);
    ASSERT_TRUE(take(scene, source, {DeletedPost{Scene::a_post("p1").uri}}));
    EXPECT_EQ(scene.question(gone).status, Status::Withdrawn);
}

}  // namespace
}  // namespace wardcast::meeting
