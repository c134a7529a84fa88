#include "meeting/event.h"

#include <set>

#include <gtest/gtest.h>

namespace wardcast::meeting {
namespace {

using namespace std::chrono_literals;

const Timestamp kSeven{std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + 19h + 123ms};
const QuestionId kQuestion("q_1");
const QuestionId kOther("q_2");

const SourceId kSource("src_1");
const Origin kOrigin{.source = "mastodon",
                     .by = kSource,
                     .uri = "https://m.example/1",
                     .id = "1",
                     .version = "v1",
                     .instance = "m.example",
                     .handle = "@ann@m.example",
                     .lang = "cy",
                     .url = "https://m.example/@ann/1",
                     .reply_to = "0"};

// Every kind of event, with every member set, and those with optional members also without them.
std::vector<Event> every_event() {
    return {
        MeetingCreated{Slug("ward"), "Ward ŵ", kSeven, {"Ward"}},
        MeetingCreated{Slug("ward"), "Ward", std::nullopt, {}},
        MeetingChanged{"New title", std::optional(kSeven), std::vector<std::string>{"a", "b"}},
        MeetingChanged{std::nullopt, std::optional<Timestamp>(), std::nullopt},
        MeetingChanged{},
        MeetingStarted{},
        MeetingEnded{},
        QuestionsOpened{},
        QuestionsClosed{},
        AgendaChanged{{{ItemId("i_1"), "Buses", kSeven}, {ItemId("i_2"), "Bins", std::nullopt}}},
        AgendaChanged{},
        ItemOpened{ItemId("i_1")},
        ItemOpened{},
        AirLive{},
        AirLost{},
        AirOff{},
        AirOn{},
        RecordingReady{},
        RecordingRemoved{},
        QuestionAsked{kQuestion, "Why?\nReally?", "Ann", Channel::Proxy, ParticipantId("p_ann")},
        QuestionAsked{kQuestion, "Why?", "Ann", Channel::Post, ParticipantId("x_ann"), kOrigin},
        SourceAdded{kSource, SourceKind::Feed, "Parish news", "https://parish.example/feed", {"ward"}, "sealed"},
        SourceSwitched{kSource, false},
        SourceRemoved{kSource},
        SourceAdvanced{kSource, "{\"min_id\":\"7\"}"},
        QuestionEditedAtSource{kQuestion, "Why not?", "Ann", "2"},
        MeetingCreated{Slug("ward"), "Ward", std::nullopt, {}, Order::Support},
        QuestionAsked{.question = kQuestion,
                      .text = "Why?",
                      .name = "",
                      .channel = Channel::Web,
                      .participant = ParticipantId("p_ann"),
                      .area = "Mill Street",
                      .held_for = "scam",
                      .network = "n"},
        QuestionSupported{kQuestion, ParticipantId("p_bob"), "n"},
        QuestionApproved{kQuestion, kOther},
        QuestionUnmerged{kQuestion, kOther},
        QuestionReopened{kQuestion, kOther},
        QuestionEdited{kQuestion, "Why not?"},
        QuestionAnswerWritten{kQuestion, "Because."},
        QuestionAppealed{kQuestion, "No."},
        QuestionVerdict{kQuestion, Verdict::Partly},
        QuestionEditedAtSource{kQuestion, "Why not?", "Ann", "2", "scam"},
        OrderChanged{Order::Oldest},
        QueueSettled{{{kQuestion, kOther}, {kOther, std::nullopt}}},
        ListeningChanged{kSeven},
        ListeningChanged{},
        RulesChanged{Naming::Required, 30U, WordLists{{"scam"}, {"twyll"}}},
        RulesChanged{},
        ParticipantBlocked{ParticipantId("p_ann")},
        ParticipantUnblocked{ParticipantId("p_ann")},
        BurstFlagged{BurstId("b_1"), "n", kSeven},
        BurstRemoved{BurstId("b_1")},
        BurstRestored{BurstId("b_1")},
        QuestionSupported{kQuestion, ParticipantId("p_bob")},
        QuestionUnsupported{kQuestion, ParticipantId("p_bob")},
        QuestionApproved{kQuestion},
        QuestionHeld{kQuestion},
        QuestionDeclined{kQuestion, DeclineReason::NotAQuestion},
        QuestionMerged{kQuestion, kOther},
        QuestionUnmerged{kQuestion},
        QuestionMoved{kQuestion, kOther},
        QuestionMoved{kQuestion, std::nullopt},
        QuestionCalled{kQuestion},
        QuestionAnswered{kQuestion},
        QuestionPutBack{kQuestion},
        QuestionReopened{kQuestion},
        QuestionWithdrawn{kQuestion},
        QuestionRestored{kQuestion, 42, Status::Merged, kOther, kSeven, kSeven + 1s, DeclineReason::Unlawful, kOther,
                         Status::Held, true, "Why?", "Who?", kSeven},
        QuestionRestored{kQuestion, 42},
        CameraAdded{CameraId("cam2"), "Balcony", CameraKind::Rtsp, "rtsp://10.0.0.5/", "sealed"},
        RelayAdded{RelayId("rel_1"), "YouTube", "rtmps://a.example/live2", "sealed", "sealed"},
        RelaySwitched{RelayId("rel_1"), false},
        RelayRemoved{RelayId("rel_1")},
        StillChanged{"0123abcd"},
        StillChanged{},
        CameraChanged{CameraId("cam2"), "Gallery"},
        CameraRemoved{CameraId("cam2")},
        ProgrammeSwitched{CameraId("main"), CameraId("desk"), Shown::Still},
        ProgrammeSwitched{},
        RehearsalChanged{true},
        RehearsalChanged{false},
        CaptionSaid{CaptionId("cap_1"), CaptionLanguage::Cy, "Noswaith dda.", kSeven, kSeven + 2s},
        CaptionCorrected{CaptionId("cap_1"), ""},
    };
}

std::string refusal(std::string_view name, const char* data) {
    const auto event = from_log(name, Json::parse(data));
    return event ? "" : event.error().message;
}

TEST(EventLog, ReadsBackWhatItWroteForEveryEvent) {
    std::set<std::size_t> kinds;
    for (const Event& event : every_event()) {
        kinds.insert(event.index());
        const auto text = to_log(event).dump();
        EXPECT_EQ(from_log(name_of(event), Json::parse(text)), event) << name_of(event) << text;
    }
    EXPECT_EQ(kinds.size(), std::variant_size_v<Event>) << "an event is missing from this test";
}

TEST(EventLog, GivesEveryKindOfEventANameOfItsOwn) {
    std::set<std::string> names;
    std::set<std::size_t> kinds;
    for (const Event& event : every_event()) {
        kinds.insert(event.index());
        names.insert(name_of(event));
    }
    EXPECT_EQ(names.size(), kinds.size());
    EXPECT_STREQ(name_of(QuestionPutBack{}), "question.put_back");
}

TEST(EventLog, WritesWordsAndTimesForPeopleToRead) {
    EXPECT_EQ(to_log(QuestionDeclined{kQuestion, DeclineReason::OffTopic}),
              Json::parse(R"({"question":"q_1","reason":"off_topic"})"));
    EXPECT_EQ(to_log(MeetingChanged{.title = {}, .starts = std::optional<Timestamp>(), .hashtags = {}}),
              Json::parse(R"({"starts":null})"));
    EXPECT_EQ(to_log(ItemOpened{}), Json::object());
}

TEST(EventLog, RefusesANameThatItDoesNotKnow) {
    EXPECT_EQ(refusal("question.eaten", "{}"), "unknown event 'question.eaten'");
}

TEST(EventLog, RefusesAMemberThatIsMissing) {
    EXPECT_EQ(refusal("question.merged", R"({"question":"q_1"})"), "event question.merged: member 'into' is missing");
}

TEST(EventLog, RefusesAMemberThatItDoesNotKnow) {
    EXPECT_EQ(refusal("question.held", R"({"question":"q_1","why":"?"})"),
              "event question.held: it has a member that this event does not have");
    EXPECT_NE(refusal("agenda.changed", R"({"items":[{"id":"i_1","title":"T","colour":"red"}]})"), "");
}

TEST(EventLog, RefusesMembersOfTheWrongTypeOrValue) {
    EXPECT_EQ(refusal("question.held", R"({"question":7})"),
              "event question.held: member 'question' has the wrong type or value");
    EXPECT_NE(refusal("question.held", R"({"question":""})"), "");
    EXPECT_NE(refusal("question.held", "[]"), "");
    EXPECT_NE(refusal("question.declined", R"({"question":"q_1","reason":"bored"})"), "");
    EXPECT_NE(refusal("meeting.changed", R"({"starts":"tomorrow"})"), "");
    EXPECT_NE(refusal("meeting.changed", R"({"starts":5})"), "");
    EXPECT_NE(refusal("meeting.changed", R"({"hashtags":"Ward"})"), "");
    EXPECT_NE(refusal("meeting.changed", R"({"title":null})"), "");
    EXPECT_NE(refusal("question.restored", R"({"question":"q_1","undoes":-1,"status":"held"})"), "");
    EXPECT_NE(refusal("agenda.changed", R"({"items":["Buses"]})"), "");
}

}  // namespace
}  // namespace wardcast::meeting
