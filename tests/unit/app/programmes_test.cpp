#include "app/programmes.h"

#include <mutex>

#include <gmock/gmock.h>

namespace wardcast::app {
namespace {

using meeting::Slug;
using testing::ElementsAre;
using testing::IsEmpty;

// Hub and studio write down what they are asked to, in one list.
struct Journal {
    std::mutex mutex;
    std::vector<std::string> entries;

    void add(std::string entry) {
        const std::scoped_lock lock(mutex);
        entries.push_back(std::move(entry));
    }
};

hub::MeetingSummary summary(const std::string& slug, const std::string& title,
                            meeting::Phase phase = meeting::Phase::Planned, meeting::Air air = meeting::Air::None,
                            meeting::Recording recording = meeting::Recording::None) {
    hub::MeetingSummary summary;
    summary.slug = Slug(slug);
    summary.title = title;
    summary.phase = phase;
    summary.air = air;
    summary.recording = recording;
    summary.cameras = meeting::first_cameras();
    return summary;
}

class FakeHub final : public hub::Hub {
  public:
    explicit FakeHub(Journal& journal) : journal_(journal) {}

    std::vector<hub::MeetingSummary> meetings;
    Watcher watcher;

    std::size_t add_outlet(hub::Outlet& /*outlet*/) override { return 0; }
    void join(const Slug& /*slug*/, hub::Visitor /*visitor*/, std::optional<std::uint64_t> /*since*/,
              hub::SubscriberKey /*subscriber*/) override {}
    void leave(const Slug& /*slug*/, hub::SubscriberKey /*subscriber*/) override {}
    void submit(const Slug& slug, hub::Visitor visitor, hub::CommandRequest request,
                std::function<void(hub::CommandReply)> replied) override {
        EXPECT_EQ(visitor.actor.role, meeting::Role::Clerk);
        EXPECT_NE(request.id, last_command_) << "a command sent again is done once";
        last_command_ = request.id;
        journal_.add(request.name + " " + slug.str());
        replied({});
    }
    void carry_out(const Slug&, meeting::CommandId, meeting::Command, Settled) override {}
    void read_question(const Slug&, const meeting::QuestionId&,
                       std::function<void(Result<hub::QuestionReading>)>) override {}
    void record(const Slug&, std::function<void(Result<hub::RecordReading>)>) override {}
    void captions(const Slug&, std::function<void(Result<hub::CaptionReading>)>) override {}
    void tell(const Slug& slug, meeting::Command command) override {
        const bool live = std::holds_alternative<meeting::CameraLive>(command);
        const bool lost = std::holds_alternative<meeting::CameraLost>(command);
        journal_.add((live ? "camera live " : lost ? "camera lost " : "recording finished ") + slug.str());
    }
    void bulletin(const Slug& slug, const std::string& kind, const std::string& id, Json body) override {
        journal_.add("bulletin " + slug.str() + " " + kind + " " + id + " " + body.dump());
    }
    void inspect(const Slug&, std::function<void(const meeting::State&)>) override {}
    void signal(const Slug& slug, const std::string& camera, Json signal) override {
        journal_.add("signal " + slug.str() + " " + camera + " " + signal.dump());
    }
    void read(const Slug& /*slug*/, hub::Visitor /*visitor*/, std::function<void(Result<Json>)> /*done*/) override {}
    void create(hub::NewMeeting meeting, std::function<void(Result<hub::MeetingSummary>)> created) override {
        for (const auto& present : meetings) {
            if (present.slug == meeting.slug) return created(failure(ErrorKind::Conflict, "taken"));
        }
        meetings.push_back(summary(meeting.slug->str(), meeting.title));
        journal_.add("create " + meeting.slug->str());
        created(meetings.back());
    }
    void list(std::function<void(Result<std::vector<hub::MeetingSummary>>)> listed) override { listed(meetings); }
    void watch(Watcher watch) override { watcher = std::move(watch); }
    void stop() override {}

  private:
    Journal& journal_;
    meeting::CommandId last_command_;
};

class FakeControlRoom final : public media::ControlRoom {
  public:
    explicit FakeControlRoom(Journal& journal) : journal_(journal) {}

    Result<void> start(const std::string& meeting, const std::string& title) override {
        journal_.add("start " + meeting + " '" + title + "'");
        return {};
    }
    void end(const std::string& meeting) override { journal_.add("end " + meeting); }
    // Only what staff chose is worth a line.
    void direct(const std::string& meeting, const media::Direction& direction) override {
        if (direction == media::Direction{}) return;
        journal_.add("direct " + meeting + " " + direction.camera.value_or("-") + " " + direction.sound.value_or("-"));
    }
    void rehearse(const std::string& meeting, const std::string&, bool on) override {
        journal_.add((on ? "rehearse " : "rehearsed ") + meeting);
    }
    bool is_rehearsing(const std::string&) const override { return false; }
    void set_air(const std::string& meeting, bool on_air) override {
        journal_.add((on_air ? "on air " : "off air ") + meeting);
    }
    Result<void> start_test_camera(const std::string& meeting) override {
        journal_.add("test camera " + meeting);
        return {};
    }
    void set_cameras(const std::string& meeting, std::vector<media::CameraSource> cameras) override {
        std::string entry = "cameras " + meeting;
        for (const auto& camera : cameras)
            entry += " " + camera.id + (camera.address.empty() ? "" : "=" + camera.address);
        journal_.add(entry);
    }
    // Only where there are some: on each change all are told.
    void set_relays(const std::string& meeting, std::vector<media::RelayTarget> targets) override {
        if (targets.empty() && !std::exchange(relayed_, false)) return;
        relayed_ = true;
        std::string entry = "relays " + meeting;
        for (const auto& target : targets)
            entry += " " + target.id + "=" + target.address + "|" + target.key;
        journal_.add(entry);
    }
    void set_still(const std::string& meeting, const std::string& name) override {
        journal_.add("still " + meeting + " " + name);
    }

  private:
    Journal& journal_;
    bool relayed_ = false;
};

struct ProgrammesTest : testing::Test {
    Journal journal;
    FakeHub hub{journal};
    FakeControlRoom control_room{journal};
    hub::Access access{std::string(32, 's')};
    Programmes programmes{hub, access};

    void SetUp() override { programmes.connect(control_room); }

    meeting::State state;

    void happens(meeting::Event event) {
        state.slug = Slug("ward");
        state.title = "Ward meeting";
        meeting::Record record;
        record.event = std::move(event);
        hub.watcher(state, record);
    }

    std::vector<std::string> heard() {
        programmes.stop();
        return journal.entries;
    }
};

TEST_F(ProgrammesTest, FollowAMeetingsAirInOrder) {
    happens(meeting::MeetingStarted{});
    happens(meeting::AirOff{});
    happens(meeting::AirOn{});
    happens(meeting::MeetingEnded{});
    EXPECT_THAT(heard(), ElementsAre("start ward 'Ward meeting'", "off air ward", "on air ward", "end ward"));
}

TEST_F(ProgrammesTest, DoNotHearWhatIsSaidOfQuestions) {
    happens(meeting::QuestionCalled{});
    happens(meeting::AirLive{});
    EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(ProgrammesTest, TellTheStudioWhichCamerasTheMeetingHas) {
    happens(meeting::MeetingCreated{.slug = Slug("ward"), .title = "Ward", .starts = {}, .hashtags = {}});
    state.cameras.push_back({.id = meeting::CameraId("cam2"),
                             .name = "Balcony",
                             .kind = meeting::CameraKind::Rtsp,
                             .address = "rtsp://ann:secret@10.0.0.5/"});
    happens(meeting::CameraAdded{});
    state.cameras.pop_back();
    happens(meeting::CameraRemoved{});
    EXPECT_THAT(heard(), ElementsAre("cameras ward main", "cameras ward main cam2=rtsp://ann:secret@10.0.0.5/",
                                     "cameras ward main"));
}

TEST_F(ProgrammesTest, GiveTheStudioThePasswordOfACameraThatTheLogHoldsSealed) {
    state.cameras.push_back({.id = meeting::CameraId("cam2"),
                             .name = "Balcony",
                             .kind = meeting::CameraKind::Rtsp,
                             .address = "rtsp://10.0.0.5/",
                             .sealed = access.seal("rtsp://ann:secret@10.0.0.5/")});
    happens(meeting::CameraAdded{});
    EXPECT_THAT(heard(), ElementsAre("cameras ward main cam2=rtsp://ann:secret@10.0.0.5/"));
}

TEST_F(ProgrammesTest, RelayToTheTargetsThatAreOn) {
    const auto relay = [&](const char* id, bool on) {
        return meeting::Relay{.id = meeting::RelayId(id),
                              .label = "L",
                              .address = "rtmp://live.example/app",
                              .sealed = access.seal("rtmp://live.example/app"),
                              .key = access.seal(std::string("key of ") + id),
                              .on = on};
    };
    state.relays = {relay("rel_1", true), relay("rel_2", true)};
    happens(meeting::RelayAdded{});
    state.relays = {relay("rel_1", true), relay("rel_2", false)};
    happens(meeting::RelaySwitched{});
    state.relays = {relay("rel_2", false)};
    happens(meeting::RelayRemoved{.relay = meeting::RelayId("rel_1")});
    EXPECT_THAT(heard(), ElementsAre("relays ward rel_1=rtmp://live.example/app|key of rel_1 "
                                     "rel_2=rtmp://live.example/app|key of rel_2",
                                     "relays ward rel_1=rtmp://live.example/app|key of rel_1",
                                     R"(bulletin ward relay rel_2 {"state":"off"})", "relays ward",
                                     R"(bulletin ward relay rel_2 {"state":"off"})", "bulletin ward relay rel_1 null"));
}

TEST_F(ProgrammesTest, TellStaffHowARelayDoes) {
    programmes.relay_health("ward", "rel_1",
                            {.state = media::RelayHealth::State::Trouble,
                             .since = Timestamp{},
                             .trouble = {.words = "The target refused the connection.",
                                         .code = "nothing_listens",
                                         .about = "a.example:1935"},
                             .next_try_at = Timestamp{} + std::chrono::seconds(2)});
    ASSERT_EQ(journal.entries.size(), 1U);
    EXPECT_THAT(journal.entries[0], testing::StartsWith("bulletin ward relay rel_1 {"));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"state\":\"trouble\""));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"error\":\"The target refused the connection.\""));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"code\":\"nothing_listens\""));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"about\":\"a.example:1935\""));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"next_try_at\":\"1970-01-01T00:00:02.000Z\""));
}

TEST_F(ProgrammesTest, ShowTheStillThatTheMeetingHasAlsoAfterARestart) {
    state.still = "abc";
    happens(meeting::StillChanged{"abc"});
    hub.meetings = {summary("ward", "W")};
    hub.meetings[0].still = "abc";
    ASSERT_TRUE(programmes.resume().has_value());
    EXPECT_THAT(heard(), ElementsAre("still ward abc", "cameras ward main", "still ward abc"));
}

TEST_F(ProgrammesTest, TellTheMeetingOfItsCameraAndRecording) {
    programmes.camera_live("ward");
    programmes.camera_lost("ward");
    programmes.recording_ready("ward");
    EXPECT_THAT(heard(), ElementsAre("camera live ward", "camera lost ward", "recording finished ward"));
}

TEST_F(ProgrammesTest, PassOnWhatTheServerHearsOfACamera) {
    programmes.camera_signal("ward", "main",
                             {.state = media::CameraSignal::State::Live,
                              .level_db = -21.5,
                              .kbps = 2140,
                              .fps = 30,
                              .alarms = {.silence = true, .black = false, .frozen = false, .not_on_air = true},
                              .viewers = {.delay_ms = 520, .fps = 30, .level_db = -18}});
    ASSERT_EQ(journal.entries.size(), 1U);
    EXPECT_THAT(journal.entries[0], testing::StartsWith("signal ward main {"));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"state\":\"live\""));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"level_db\":-21.5"));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"kbps\":2140"));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"alarms\":[\"silence\",\"not_on_air\"]"));
    EXPECT_THAT(journal.entries[0], testing::HasSubstr("\"delay_ms\":520"));
}

TEST_F(ProgrammesTest, TellWhyACameraCannotBeFetched) {
    media::CameraSignal signal;
    programmes.camera_signal("ward", "cam_1", signal);
    signal.trouble = {.words = "192.0.2.7 does not answer", .code = "no_answer", .about = "192.0.2.7"};
    programmes.camera_signal("ward", "cam_1", signal);
    ASSERT_EQ(journal.entries.size(), 2U);
    EXPECT_THAT(journal.entries[0], testing::Not(testing::HasSubstr("trouble")));
    EXPECT_THAT(journal.entries[1], testing::HasSubstr("\"trouble\":\"192.0.2.7 does not answer\""));
    EXPECT_THAT(journal.entries[1], testing::HasSubstr("\"trouble_code\":\"no_answer\""));
    EXPECT_THAT(journal.entries[1], testing::HasSubstr("\"trouble_about\":\"192.0.2.7\""));
}

TEST_F(ProgrammesTest, ResumeWhatWasOnAndFinishWhatWasNot) {
    using meeting::Air;
    using meeting::Phase;
    using meeting::Recording;
    hub.meetings = {summary("planned", "P"), summary("live", "L", Phase::Live, Air::Live),
                    summary("off", "O", Phase::Live, Air::Off),
                    summary("cut", "C", Phase::Ended, Air::None, Recording::Running),
                    summary("done", "D", Phase::Ended, Air::None, Recording::Ready)};
    ASSERT_TRUE(programmes.resume().has_value());
    EXPECT_THAT(journal.entries,
                ElementsAre("cameras planned main", "cameras live main", "start live 'L'", "camera lost live",
                            "cameras off main", "start off 'O'", "off air off", "camera lost off", "cameras cut main",
                            "start cut 'C'", "end cut", "cameras done main"));
}

TEST_F(ProgrammesTest, MakeTheDemonstrationAndPutItOnAir) {
    ASSERT_TRUE(programmes.put_demo_on_air().has_value());
    EXPECT_THAT(heard(), ElementsAre("create demo", "start_meeting demo", "test camera demo"));
}

TEST_F(ProgrammesTest, PutADemonstrationOnAirThatExists) {
    hub.meetings = {summary("demo", "Demonstration", meeting::Phase::Ended)};
    ASSERT_TRUE(programmes.put_demo_on_air().has_value());
    EXPECT_THAT(heard(), ElementsAre("start_meeting demo", "test camera demo"));
}

}  // namespace
}  // namespace wardcast::app
