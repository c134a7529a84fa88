#include <gmock/gmock.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;

struct Captions : testing::Test {
    Captions() { static_cast<void>(scene.act(kChair, StartMeeting{})); }

    Decided<std::vector<Event>> say(const std::string& text, std::optional<Timestamp> from = std::nullopt,
                                    const char* id = nullptr) {
        NewCaption caption{.text = text, .from = from};
        if (id != nullptr) caption.id = CaptionId(id);
        return scene.act(kCaptioner, TakeCaptions{{caption}});
    }
    [[nodiscard]] const Caption& last() const { return scene.state.captions.back(); }

    Scene scene;
};

Decided<Command> parsed(const char* name, const Json& data) {
    return parse_command(name, data);
}

TEST_F(Captions, StandInTheLogWithTheTimeAtWhichTheyWereSaid) {
    const auto then = scene.now;
    ASSERT_TRUE(say("Good evening.", then));
    EXPECT_EQ(last().text, "Good evening.");
    EXPECT_EQ(last().said, (Showing{then, then + 1'500ms}));
    EXPECT_EQ(last().came_at, scene.now);
    EXPECT_EQ(from_log(name_of(scene.log.back().event), to_log(scene.log.back().event)), scene.log.back().event);
}

TEST_F(Captions, WithoutATimeWereSaidNow) {
    ASSERT_TRUE(say("Good evening."));
    EXPECT_EQ(last().said.from, scene.now);
}

TEST_F(Captions, StayLongEnoughToBeRead) {
    const std::string text(100, 'x');
    ASSERT_TRUE(scene.act(kCaptioner, TakeCaptions{{{.text = text, .from = scene.now, .to = scene.now + 100ms}}}));
    EXPECT_EQ(last().said.to - last().said.from, 4'000ms);
}

TEST_F(Captions, ThatWereTypedLateAreShownLiveUntilTheyCanHaveBeenRead) {
    ASSERT_TRUE(say(std::string(50, 'x'), scene.now - 0s));
    scene.now += 10s;
    const auto said = scene.now - 3s;
    ASSERT_TRUE(say(std::string(50, 'y'), said));
    EXPECT_EQ(last().live, (Showing{said, last().came_at + 3s}));
}

TEST_F(Captions, WaitLiveUntilTheOnesBeforeHaveBeenRead) {
    ASSERT_TRUE(say(std::string(100, 'x'), scene.now));
    const auto first = last().live;
    ASSERT_TRUE(say("And then?", scene.now));
    EXPECT_EQ(last().live.from, first.to);
    EXPECT_GE(last().live.to - last().live.from, 1s);
}

TEST_F(Captions, ThatComeMinutesLaterAreForTheRecordingAlone) {
    const auto said = scene.now;
    scene.now += 5min;
    ASSERT_TRUE(say("Good evening.", said));
    EXPECT_EQ(last().live.from, last().live.to);
}

TEST_F(Captions, OfTwoLanguagesDoNotWaitForEachOther) {
    const auto said = scene.now;
    ASSERT_TRUE(say("Good evening.", said));
    ASSERT_TRUE(
        scene.act(kCaptioner, TakeCaptions{{{.lang = CaptionLanguage::Cy, .text = "Noswaith dda.", .from = said}}}));
    EXPECT_EQ(last().live.from, said);
}

TEST_F(Captions, AreCorrectedInPublicAndAfterTheEndToo) {
    ASSERT_TRUE(say("Good evenin."));
    const auto id = last().id;
    ASSERT_TRUE(scene.act(kChair, EndMeeting{}));
    ASSERT_TRUE(scene.act(kCaptioner, CorrectCaption{id, "Good evening."}));
    ASSERT_TRUE(scene.act(kClerk, CorrectCaption{id, "Good evening!"}));
    EXPECT_EQ(last().text, "Good evening!");
    EXPECT_EQ(last().original, "Good evenin.");
    EXPECT_EQ(scene.act(kCaptioner, CorrectCaption{id, "Good evening!"}).error().code, RefusalCode::AlreadyDone);
    EXPECT_EQ(scene.act(kCaptioner, CorrectCaption{CaptionId("cap_x"), "No"}).error().code, RefusalCode::NotFound);
}

TEST_F(Captions, WithAnIdOfTheirSendersAreReplacedByLaterWordsUnderIt) {
    const auto said = scene.now;
    ASSERT_TRUE(say("Good even", said, "r:1"));
    ASSERT_TRUE(say("Good evening", said, "r:1"));
    ASSERT_EQ(scene.state.captions.size(), 1U);
    EXPECT_EQ(last().text, "Good evening");
    const auto again = say("Good evening", said, "r:1");
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->empty()) << "the sender did not hear that it was taken";
}

TEST_F(Captions, ThatCannotBeTrueAreRefusedWithCauseAndCure) {
    const auto ahead = say("Later.", scene.now + 60s);
    ASSERT_FALSE(ahead);
    EXPECT_EQ(ahead.error().code, RefusalCode::BadMessage);
    EXPECT_THAT(ahead.error().message, testing::HasSubstr("EXT-X-PROGRAM-DATE-TIME"));
    EXPECT_FALSE(say("Earlier.", *scene.state.started_at - 1s));
    EXPECT_FALSE(scene.act(kCaptioner, TakeCaptions{{{.text = "x", .from = scene.now, .to = scene.now}}}));
    EXPECT_FALSE(scene.act(kCaptioner, TakeCaptions{{{.text = "x", .from = scene.now, .to = scene.now + 31s}}}));
    EXPECT_TRUE(scene.state.captions.empty());
}

TEST_F(Captions, BeginWithTheMeeting) {
    Scene planned;
    const auto refused = planned.act(kCaptioner, TakeCaptions{{{.text = "Testing."}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::WrongState);
}

TEST_F(Captions, OfWhatWasSaidOffTheAirAreNeverTaken) {
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    const auto secret = scene.now;
    EXPECT_EQ(say("In confidence.").error().code, RefusalCode::WrongState);
    ASSERT_TRUE(scene.act(kChair, GoOnAir{}));
    EXPECT_EQ(say("In confidence.", secret).error().code, RefusalCode::WrongState);
    EXPECT_TRUE(say("Back again."));
}

TEST_F(Captions, OfOneBatchAreTakenAllOrNone) {
    const auto refused = scene.act(
        kCaptioner, TakeCaptions{{{.text = "One.", .from = scene.now}, {.text = "Two.", .from = scene.now + 60s}}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::StartsWith("Caption 2: "));
    EXPECT_TRUE(scene.state.captions.empty());
}

TEST_F(Captions, ComeNoFasterThanAnybodySpeaks) {
    std::optional<Refusal> refusal;
    for (int i = 0; i < 300 && !refusal; ++i) {
        scene.now -= 1s;  // act() lets a second pass.
        if (auto said = say("Word."))
            continue;
        else
            refusal = said.error();
    }
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, RefusalCode::SlowDown);
    EXPECT_EQ(scene.state.captions.size(), kMaxCaptionRate);
    scene.now += *refusal->retry_after;
    EXPECT_TRUE(say("Word."));
}

TEST_F(Captions, AreToldToTheCaptionerAloneAndTheirLanguagesToEverybody) {
    ASSERT_TRUE(say("Good evening."));
    const auto& step = scene.steps.back();
    const auto told = event_view(scene.state, step.record, step.effects, Audience::Captioner);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->at("data")["caption"]["text"], "Good evening.");
    const auto all = event_view(scene.state, step.record, step.effects, Audience::Public);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->at("data"), (Json{{"set", {{"captioned", {"en"}}}}}));

    ASSERT_TRUE(say("Welcome."));
    const auto& second = scene.steps.back();
    EXPECT_FALSE(event_view(scene.state, second.record, second.effects, Audience::Public));
    EXPECT_FALSE(event_view(scene.state, second.record, second.effects, Audience::Staff));
}

TEST_F(Captions, StandInNobodysStateButTheLastOnesInTheCaptioners) {
    for (int i = 0; i < 60; ++i) {
        ASSERT_TRUE(say("Line " + std::to_string(i)));
    }
    EXPECT_FALSE(state_view(scene.state, Audience::Public, nullptr, 0).contains("captions"));
    EXPECT_FALSE(state_view(scene.state, Audience::Staff, nullptr, 0).contains("captions"));
    const auto captions = state_view(scene.state, Audience::Captioner, nullptr, 0)["captions"];
    ASSERT_EQ(captions.size(), 50U);
    EXPECT_EQ(captions.back()["text"], "Line 59");
}

TEST_F(Captions, ThatWereTakenAwayDoNotShowWhatTheySaid) {
    ASSERT_TRUE(say("A slip."));
    ASSERT_TRUE(scene.act(kCaptioner, CorrectCaption{last().id, ""}));
    const auto shown = state_view(scene.state, Audience::Captioner, nullptr, 0)["captions"][0];
    EXPECT_EQ(shown["text"], "");
    EXPECT_FALSE(shown.contains("original"));
}

TEST(CaptionCommands, AreReadFromTheWire) {
    const auto one =
        parsed("caption", {{"text", " Noswaith\ndda. "}, {"lang", "cy"}, {"from", "2026-11-26T19:00:01Z"}});
    ASSERT_TRUE(one) << one.error().message;
    const auto& caption = std::get<TakeCaptions>(*one).captions.at(0);
    EXPECT_EQ(caption.text, "Noswaith dda.");
    EXPECT_EQ(caption.lang, CaptionLanguage::Cy);
    EXPECT_EQ(to_rfc3339(*caption.from), "2026-11-26T19:00:01.000Z");
    EXPECT_FALSE(caption.to);

    const auto many = parsed("captions", {{"captions", {{{"text", "a"}, {"id", "r-1"}}, {{"text", "b"}}}}});
    ASSERT_TRUE(many);
    EXPECT_EQ(std::get<TakeCaptions>(*many).captions.at(0).id, CaptionId("r-1"));
}

TEST(CaptionCommands, NameWhatIsWrong) {
    EXPECT_EQ(parsed("caption", {{"text", "  "}}).error().code, RefusalCode::Empty);
    EXPECT_EQ(parsed("caption", {{"text", std::string(501, 'x')}}).error().code, RefusalCode::TooLong);
    EXPECT_EQ(parsed("caption", {{"text", "x"}, {"lang", "fr"}}).error().code, RefusalCode::BadMessage);
    EXPECT_EQ(parsed("caption", {{"text", "x"}, {"id", "a b"}}).error().code, RefusalCode::BadMessage);
    EXPECT_EQ(parsed("caption", {{"text", "x"}, {"from", "yesterday"}}).error().code, RefusalCode::BadMessage);
    const auto second = parsed("captions", {{"captions", {{{"text", "a"}}, {{"text", ""}}}}});
    EXPECT_THAT(second.error().message, testing::StartsWith("Caption 2: "));
    EXPECT_FALSE(parsed("captions", {{"captions", Json::array()}}));
}

}  // namespace
}  // namespace wardcast::meeting
