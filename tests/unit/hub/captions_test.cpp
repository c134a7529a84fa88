#include <gmock/gmock.h>

#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

class HubCaptions : public HubTest {
  protected:
    HubCaptions() { act(staff(), "start_meeting"); }

    static Visitor captioner() { return staff(meeting::Role::Captioner); }
    CommandReply say(const std::string& text, const std::string& id = {}) {
        return act(captioner(), "caption", {{"text", text}}, id);
    }
    Result<CaptionReading> captions(const meeting::Slug& slug = kWard) {
        return wait<Result<CaptionReading>>([&](auto done) { hub_->captions(slug, done); });
    }
};

TEST_F(HubCaptions, AreReadAsTheyStand) {
    const auto said = say("Good evenin");
    ASSERT_EQ(said.http_status, 200) << said.body;
    act(captioner(), "correct_caption", {{"caption", said.body.at("caption")}, {"text", "Good evening"}});
    const auto reading = captions();
    ASSERT_TRUE(reading);
    ASSERT_EQ(reading->captions->size(), 1U);
    EXPECT_EQ(reading->captions->front().text, "Good evening");
    EXPECT_EQ(reading->title, "East Ward");
    EXPECT_FALSE(reading->has_ended);
}

TEST_F(HubCaptions, OfAMeetingThatHasLeftMemoryAreReadFromItsLog) {
    say("Good evening");
    act(staff(), "end_meeting");
    start();
    const auto reading = captions();
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->captions->size(), 1U);
    EXPECT_TRUE(reading->has_ended);
    EXPECT_EQ(captions(meeting::Slug("nowhere")).error().kind, ErrorKind::NotFound);
}

TEST_F(HubCaptions, SentAgainAreTakenOnce) {
    say("Good evening", "same");
    say("Good evening", "same");
    EXPECT_EQ(captions()->captions->size(), 1U);
}

TEST_F(HubCaptions, ReachTheCaptionerAndNobodyElse) {
    const auto writer = join(captioner());
    const auto ann = join(resident("ann"));
    const auto chair = join(staff());
    say("First");
    say("Second");
    outlet_.wait_for(writer, [](const Json& frame) {
        return is(frame, "events") && frame.dump().find("\"Second\"") != std::string::npos;
    });
    for (const auto socket : {ann, chair}) {
        for (const auto& frame : outlet_.frames(socket))
            EXPECT_EQ(frame.dump().find("Second"), std::string::npos);
    }
    EXPECT_EQ(welcome(join(captioner())).at("state").at("captions").size(), 2U);
    EXPECT_FALSE(welcome(join(resident("bob"))).at("state").contains("captions"));
}

TEST_F(HubCaptions, AreNotForResidentsToWrite) {
    EXPECT_EQ(act(resident("ann"), "caption", {{"text", "Hello"}}).http_status, 403);
    EXPECT_EQ(act(staff(meeting::Role::Chair), "caption", {{"text", "Hello"}}).http_status, 403);
}

TEST_F(HubCaptions, TheCaptionerSeesNoMoreOfQuestionsThanThePublic) {
    const auto waiting = ask("ann");
    const auto seen = welcome(join(captioner())).at("state");
    EXPECT_EQ(seen.dump().find(waiting), std::string::npos);
    EXPECT_FALSE(seen.contains("blocked"));
}

}  // namespace
}  // namespace wardcast::hub
