#include <gmock/gmock.h>

#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class Bulletins : public HubTest {
  protected:
    void put(const std::string& id, const std::string& state) {
        hub_->bulletin(kWard, "source", id, {{"state", state}, {"taken", 3}});
    }
    static bool says(const Json& frame, const std::string& id, const std::string& state) {
        return is(frame, "source") && frame.at("source") == id && frame.at("state") == state;
    }
};

TEST_F(Bulletins, ReachStaffAndNobodyElse) {
    const auto clerk = join(staff(meeting::Role::Clerk));
    const auto ann = join(resident("ann"));
    put("src_1", "ok");
    const auto frame = outlet_.wait_for(clerk, [](const Json& each) { return says(each, "src_1", "ok"); });
    EXPECT_EQ(frame.at("taken"), 3);
    EXPECT_EQ(outlet_.broadcasts(meeting::Audience::Public, "source"), 0U);
    for (const auto& each : outlet_.frames(ann))
        EXPECT_FALSE(is(each, "source"));
}

TEST_F(Bulletins, StandForStaffWhoComeLaterTheNewestOfEach) {
    put("src_1", "waiting");
    put("src_1", "trouble");
    put("src_2", "ok");
    const auto clerk = join(staff(meeting::Role::Clerk));
    outlet_.wait_for(clerk, [](const Json& each) { return says(each, "src_2", "ok"); });
    outlet_.wait_for(clerk, [](const Json& each) { return says(each, "src_1", "trouble"); });
    EXPECT_THAT(read(staff())->at("bulletins"), SizeIs(2));
    EXPECT_FALSE(read(resident("ann"))->contains("bulletins"));
}

TEST_F(Bulletins, AreTakenDown) {
    put("src_1", "ok");
    hub_->bulletin(kWard, "source", "src_1", nullptr);
    EXPECT_THAT(read(staff())->at("bulletins"), IsEmpty());
}

class SourceSecrets : public HubTest {
  protected:
    const std::string secret_ = *disk_->secret();
    const Access access_{secret_};
};

TEST_F(SourceSecrets, AreSealedInTheLogAndHeldBackFromEveryScreen) {
    const auto clerk = join(staff(meeting::Role::Clerk));
    const auto reply = act(staff(meeting::Role::Clerk), "add_source",
                           {{"kind", "mastodon"}, {"server", "m.example"}, {"hashtags", {"ward"}}, {"token", "hush"}});
    ASSERT_EQ(reply.http_status, 200) << reply.body;
    outlet_.wait_for(clerk, [](const Json& frame) { return tells(frame, "source.added"); });
    for (const auto& frame : outlet_.frames(clerk))
        EXPECT_THAT(frame.dump(), testing::Not(testing::HasSubstr("hush")));
    const auto log = disk_->read(kWard, 0);
    ASSERT_TRUE(log);
    const auto* added = std::get_if<meeting::SourceAdded>(&log->back().event);
    ASSERT_NE(added, nullptr);
    EXPECT_THAT(added->token, testing::Not(testing::HasSubstr("hush")));
    EXPECT_EQ(access_.unseal(added->token), "hush");
}

TEST_F(SourceSecrets, OfCamerasAndRelaysAreSealedInTheLogAndHeldBackFromEveryScreen) {
    const auto clerk = join(staff(meeting::Role::Clerk));
    const Json camera = {{"name", "Balcony"}, {"kind", "rtsp"}, {"address", "rtsp://ann:hush@10.0.0.5/stream1?k=hush"}};
    const Json relay = {{"address", "rtmp://live.example/app/hush"}, {"key", "hush-hush"}};
    const auto made_camera = act(staff(meeting::Role::Clerk), "add_camera", camera);
    const auto made_relay = act(staff(meeting::Role::Clerk), "add_relay", relay);
    outlet_.wait_for(clerk, [](const Json& frame) { return tells(frame, "relay.added"); });
    auto told = outlet_.frames(clerk);
    told.push_back(made_camera.body);
    told.push_back(made_relay.body);
    told.push_back(*read(staff()));
    for (const auto& frame : told)
        EXPECT_THAT(frame.dump(), testing::Not(testing::HasSubstr("hush")));
    EXPECT_THAT(read(staff())->dump(), testing::HasSubstr("rtsp://10.0.0.5/stream1"));
    EXPECT_THAT(read(staff())->dump(), testing::HasSubstr("rtmp://live.example/app/"));

    const auto log = disk_->read(kWard, 0);
    ASSERT_TRUE(log);
    for (const auto& record : *log)
        EXPECT_THAT(to_log(record.event).dump(), testing::Not(testing::HasSubstr("hush")));
    const auto* added = std::get_if<meeting::RelayAdded>(&log->back().event);
    ASSERT_NE(added, nullptr);
    EXPECT_EQ(access_.unseal(added->sealed), "rtmp://live.example/app/hush");
    EXPECT_EQ(access_.unseal(added->key), "hush-hush");
    const auto* watched = std::get_if<meeting::CameraAdded>(&(*log)[log->size() - 2].event);
    ASSERT_NE(watched, nullptr);
    EXPECT_EQ(access_.unseal(watched->sealed.value_or("")), "rtsp://ann:hush@10.0.0.5/stream1?k=hush");
}

TEST_F(SourceSecrets, OfAHookAreToldOnceItIsMade) {
    const auto reply = act(staff(meeting::Role::Clerk), "add_source", {{"kind", "hook"}});
    const auto source = meeting::SourceId(reply.body.value("source", ""));
    EXPECT_EQ(reply.body.at("url"), "/hooks/east-ward." + source.str());
    EXPECT_EQ(reply.body.at("secret"), access_.hook_secret(kWard, source));
    EXPECT_FALSE(act(staff(meeting::Role::Clerk), "switch_source", {{"source", source.str()}, {"on", false}})
                     .body.contains("secret"));
}

TEST_F(SourceSecrets, AreEachSourcesOwn) {
    const meeting::SourceId one("src_1");
    EXPECT_TRUE(access_.hook_secret(kWard, one).starts_with("whsec_"));
    EXPECT_EQ(access_.hook_key(kWard, one).size(), 32U);
    EXPECT_NE(access_.hook_key(kWard, one), access_.hook_key(kWard, meeting::SourceId("src_2")));
    EXPECT_NE(access_.hook_key(kWard, one), access_.hook_key(meeting::Slug("west-ward"), one));
}

TEST_F(SourceSecrets, SealedTextsOpenOnlyUnderTheirSecretAndWhole) {
    const auto sealed = access_.seal("hush");
    EXPECT_NE(sealed, access_.seal("hush"));
    EXPECT_EQ(access_.unseal(sealed), "hush");
    EXPECT_EQ(access_.unseal(""), "");
    EXPECT_EQ(access_.seal(""), "");
    EXPECT_FALSE(Access(std::string(32, 'x')).unseal(sealed));
    EXPECT_FALSE(access_.unseal(sealed.substr(1)));
    EXPECT_FALSE(access_.unseal("hush"));
    EXPECT_FALSE(access_.unseal(std::string(100'000, 'A')));
}

TEST_F(SourceSecrets, PeopleElsewhereAreKnownByAHashThatIsThisMeetingsOwn) {
    const auto ann = access_.participant_from(kWard, "message", "+441214960000");
    EXPECT_TRUE(ann.str().starts_with("x_"));
    EXPECT_EQ(ann, access_.participant_from(kWard, "message", "+441214960000"));
    EXPECT_NE(ann, access_.participant_from(meeting::Slug("west-ward"), "message", "+441214960000"));
    EXPECT_NE(ann, access_.participant_from(kWard, "post", "+441214960000"));
    EXPECT_THAT(ann.str(), testing::Not(testing::HasSubstr("4960000")));
}

}  // namespace
}  // namespace wardcast::hub
