#include "meeting/command.h"

#include <gtest/gtest.h>

#include "meeting/text.h"

namespace wardcast::meeting {
namespace {

template <class C>
C parsed(std::string_view name, const char* data) {
    const auto command = parse_command(name, Json::parse(data));
    EXPECT_TRUE(command.has_value()) << name << ": " << command.error().message;
    EXPECT_TRUE(std::holds_alternative<C>(*command)) << name;
    return std::get<C>(*command);
}

void expect_refused(std::string_view name, const char* data, RefusalCode code, const std::string& reason = "") {
    const auto command = parse_command(name, Json::parse(data));
    ASSERT_FALSE(command.has_value()) << name << data;
    EXPECT_EQ(command.error().code, code) << name << data << command.error().message;
    EXPECT_NE(command.error().message.find(reason), std::string::npos) << command.error().message;
}

TEST(ParseCommand, KnowsEveryCommandOfTheProtocol) {
    const char* const kAbout = R"({"question":"q_1"})";
    EXPECT_EQ(parsed<Vote>("vote", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Unvote>("unvote", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Withdraw>("withdraw", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Approve>("approve", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Hold>("hold", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Unmerge>("unmerge", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Call>("call", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<Reopen>("reopen", kAbout).question.str(), "q_1");
    EXPECT_EQ(parsed<MarkAnswered>("answered", kAbout).question, QuestionId("q_1"));
    EXPECT_EQ(parsed<MarkAnswered>("answered", "{}").question, std::nullopt);
    EXPECT_EQ(parsed<PutBack>("put_back", R"({"question":null})").question, std::nullopt);
    EXPECT_EQ(parsed<Decline>("decline", R"({"question":"q_1","reason":"unclear"})").reason, DeclineReason::Unclear);
    EXPECT_EQ(parsed<Merge>("merge", R"({"question":"q_1","into":"q_2"})").into.str(), "q_2");
    EXPECT_EQ(parsed<Move>("move", R"({"question":"q_1","before":"q_2"})").before, QuestionId("q_2"));
    EXPECT_EQ(parsed<Move>("move", R"({"question":"q_1","before":null})").before, std::nullopt);
    EXPECT_EQ(parsed<OpenItem>("open_item", R"({"item":"i_1"})").item, ItemId("i_1"));
    EXPECT_EQ(parsed<OpenItem>("open_item", R"({"item":null})").item, std::nullopt);
    parsed<Undo>("undo", "null");
    parsed<GoOffAir>("off_air", "{}");
    EXPECT_EQ(parsed<SwitchCamera>("switch_camera", R"({"camera":"desk"})").camera, CameraId("desk"));
    EXPECT_EQ(parsed<SwitchCamera>("switch_camera", R"({"camera":null})").camera, std::nullopt);
    EXPECT_EQ(parsed<PickSound>("pick_sound", R"({"camera":"desk"})").camera, CameraId("desk"));
    EXPECT_EQ(parsed<ShowInstead>("show", R"({"what":"still"})").what, Shown::Still);
    EXPECT_TRUE(parsed<Rehearse>("rehearse", R"({"on":true})").on);
    parsed<GoOnAir>("on_air", "{}");
    parsed<OpenQuestions>("open_questions", "{}");
    parsed<CloseQuestions>("close_questions", "{}");
    parsed<StartMeeting>("start_meeting", "{}");
    parsed<EndMeeting>("end_meeting", "{}");
}

TEST(ParseCommand, NormalisesWhatIsAsked) {
    const auto ask = parsed<Ask>("ask", R"({"text":"  Why\r\nnow?\u0007 ","name":" Ann\nB ","colour":"red"})");
    EXPECT_EQ(ask.text, "Why\nnow?");
    EXPECT_EQ(ask.name, "Ann B");
    EXPECT_EQ(parsed<Ask>("ask", R"({"text":"Why?"})").name, "");
}

TEST(ParseCommand, RefusesTextsThatAreEmptyOrTooLong) {
    expect_refused("ask", R"({"text":" \n\u200b"})", RefusalCode::Empty, "question is empty");
    const std::string fits(kMaxQuestionLength, 'a');
    EXPECT_EQ(parsed<Ask>("ask", (R"({"text":")" + fits + R"("})").c_str()).text, fits);
    expect_refused("ask", (R"({"text":")" + fits + R"(a"})").c_str(), RefusalCode::TooLong, "501");
    const std::string name(kMaxNameLength, 'b');
    EXPECT_EQ(parsed<Ask>("ask", (R"({"text":"a","name":")" + name + R"("})").c_str()).name, name);
    expect_refused("ask", (R"({"text":"a","name":")" + name + R"(b"})").c_str(), RefusalCode::TooLong, "The name");
}

TEST(ParseCommand, EntersFromTheFloorApprovedUnlessToldOtherwise) {
    const auto floor = parsed<AskFor>("ask_for", R"({"text":"Why?"})");
    EXPECT_EQ(floor.channel, Channel::Floor);
    EXPECT_TRUE(floor.approved);
    const auto paper = parsed<AskFor>("ask_for", R"({"text":"Why?","channel":"paper","approved":false})");
    EXPECT_EQ(paper.channel, Channel::Paper);
    EXPECT_FALSE(paper.approved);
    expect_refused("ask_for", R"({"text":"Why?","channel":"web"})", RefusalCode::BadMessage, "floor, paper, proxy");
    expect_refused("ask_for", R"({"text":"Why?","approved":"yes"})", RefusalCode::BadMessage, "'approved'");
}

TEST(ParseCommand, ReadsAnAgendaWithOldAndNewItems) {
    const auto agenda = parsed<SetAgenda>(
        "set_agenda", R"({"items":[{"id":"i_1","title":" Buses ","opened_at":"x"},{"title":"Bins"}]})");
    EXPECT_EQ(agenda.items, (std::vector<AgendaItem>{{ItemId("i_1"), "Buses"}, {ItemId(), "Bins"}}));
    EXPECT_TRUE(parsed<SetAgenda>("set_agenda", R"({"items":[]})").items.empty());
}

TEST(ParseCommand, RefusesAgendasThatAreNotOnes) {
    expect_refused("set_agenda", "{}", RefusalCode::BadMessage, "'items'");
    expect_refused("set_agenda", R"({"items":["Buses"]})", RefusalCode::BadMessage, "objects");
    expect_refused("set_agenda", R"({"items":[{}]})", RefusalCode::BadMessage, "'title'");
    expect_refused("set_agenda", R"({"items":[{"title":" "}]})", RefusalCode::Empty);
    expect_refused("set_agenda", R"({"items":[{"id":"i","title":"a"},{"id":"i","title":"b"}]})",
                   RefusalCode::BadMessage, "twice");
    Json items = Json::array();
    for (std::size_t i = 0; i < kMaxAgendaItems; ++i)
        items.push_back({{"title", "Item"}});
    EXPECT_TRUE(parse_command("set_agenda", {{"items", items}}).has_value());
    items.push_back({{"title", "One more"}});
    expect_refused("set_agenda", Json{{"items", items}}.dump().c_str(), RefusalCode::BadMessage, "101");
}

TEST(ParseCommand, ChangesOfAMeetingOnlyWhatIsNamed) {
    const auto title = parsed<ChangeMeeting>("change_meeting", R"({"title":"New"})").change;
    EXPECT_EQ(title.title, "New");
    EXPECT_FALSE(title.starts.has_value());
    EXPECT_FALSE(title.hashtags.has_value());
    const auto cleared = parsed<ChangeMeeting>("change_meeting", R"({"starts":null})").change;
    ASSERT_TRUE(cleared.starts.has_value());
    EXPECT_FALSE(cleared.starts->has_value());
    const auto rest =
        parsed<ChangeMeeting>("change_meeting", R"({"starts":"2026-11-26T19:00:00Z","hashtags":["#Ward","Ward"]})");
    EXPECT_EQ(rest.change.starts, from_rfc3339("2026-11-26T19:00:00Z").value());
    EXPECT_EQ(rest.change.hashtags, std::vector<std::string>{"Ward"});
    expect_refused("change_meeting", "{}", RefusalCode::BadMessage, "Nothing to change");
    expect_refused("change_meeting", R"({"starts":"soon"})", RefusalCode::BadMessage, "'starts'");
    expect_refused("change_meeting", R"({"title":""})", RefusalCode::Empty);
    expect_refused("change_meeting", R"({"hashtags":["two words"]})", RefusalCode::BadMessage, "one word");
    expect_refused("change_meeting", R"({"hashtags":[5]})", RefusalCode::BadMessage, "strings");
}

TEST(ParseCommand, RefusesNamesThatItDoesNotKnowAndThoseOfTheServer) {
    for (const char* name : {"", "Ask", "camera_live", "camera_lost", "finish_recording", "drop"}) {
        expect_refused(name, "{}", RefusalCode::UnknownCommand);
    }
}

TEST(ParseCommand, RefusesWhatIsMissingOrOfTheWrongType) {
    expect_refused("ask", "[]", RefusalCode::BadMessage, "object");
    expect_refused("ask", "{}", RefusalCode::BadMessage, "'text'");
    expect_refused("ask", R"({"text":5})", RefusalCode::BadMessage, "'text'");
    expect_refused("ask", R"({"text":"a","name":5})", RefusalCode::BadMessage, "'name'");
    expect_refused("vote", "{}", RefusalCode::BadMessage, "'question'");
    expect_refused("vote", R"({"question":null})", RefusalCode::BadMessage, "'question'");
    expect_refused("vote", R"({"question":""})", RefusalCode::BadMessage, "'question'");
    expect_refused("vote", (R"({"question":")" + std::string(65, 'q') + R"("})").c_str(), RefusalCode::BadMessage);
    expect_refused("decline", R"({"question":"q_1"})", RefusalCode::BadMessage, "'reason'");
    expect_refused("decline", R"({"question":"q_1","reason":"bored"})", RefusalCode::BadMessage, "off_topic");
    expect_refused("merge", R"({"question":"q_1"})", RefusalCode::BadMessage, "'into'");
    expect_refused("move", R"({"question":"q_1"})", RefusalCode::BadMessage, "'before'");
    expect_refused("open_item", "{}", RefusalCode::BadMessage, "'item'");
    expect_refused("answered", R"({"question":7})", RefusalCode::BadMessage, "'question'");
}

}  // namespace
}  // namespace wardcast::meeting
