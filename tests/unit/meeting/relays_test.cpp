#include <gtest/gtest.h>

#include "meeting/shown_address.h"
#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

RefusalCode code(const Decided<std::vector<Event>>& decided) {
    EXPECT_FALSE(decided.has_value());
    return decided ? RefusalCode::Unavailable : decided.error().code;
}

AddRelay an_add(const std::string& label = "YouTube") {
    return {.label = label, .address = "rtmps://a.example/live2", .sealed = "sealed-address", .key = "sealed-key"};
}

Decided<Command> parsed(const char* name, const char* data) {
    return parse_command(name, Json::parse(data));
}

TEST(Relays, AreAddedOnAndNamedInDone) {
    Scene scene;
    const CommandId id("add");
    ASSERT_TRUE(scene.act(kClerk, an_add(), id));
    ASSERT_EQ(scene.state.relays.size(), 1U);
    const Relay& relay = scene.state.relays.front();
    EXPECT_TRUE(relay.on);
    EXPECT_TRUE(relay.id.str().starts_with("rel_"));
    EXPECT_EQ(scene.state.done.at(done_key(kClerk.participant, id)).made, (Made{"relay", relay.id.str()}));
}

TEST(Relays, AreCalledByTheirAddressWhereTheyHaveNoLabel) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, an_add("")));
    EXPECT_EQ(scene.state.relays.front().label, "rtmps://a.example/live2");
}

TEST(Relays, AreTheClerksAffair) {
    Scene scene;
    EXPECT_EQ(code(scene.act(kChair, an_add())), RefusalCode::NotAllowed);
}

TEST(Relays, AreAtMostTwenty) {
    Scene scene;
    for (std::size_t i = 0; i < kMaxRelays; ++i)
        ASSERT_TRUE(scene.act(kClerk, an_add()));
    EXPECT_EQ(code(scene.act(kClerk, an_add())), RefusalCode::WrongState);
}

TEST(Relays, AreSwitchedAndRemoved) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, an_add()));
    const RelayId id = scene.state.relays.front().id;
    EXPECT_EQ(code(scene.act(kClerk, SwitchRelay{id, true})), RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, SwitchRelay{id, false}));
    EXPECT_FALSE(scene.state.relays.front().on);
    ASSERT_TRUE(scene.act(kClerk, RemoveRelay{id}));
    EXPECT_TRUE(scene.state.relays.empty());
    EXPECT_EQ(code(scene.act(kClerk, RemoveRelay{id})), RefusalCode::NotFound);
    EXPECT_EQ(code(scene.act(kClerk, SwitchRelay{id, true})), RefusalCode::NotFound);
}

TEST(Relays, AreShownToStaffAloneAndWithoutTheirSecrets) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, an_add()));
    const Json staff = state_view(scene.state, Audience::Staff, nullptr, 0);
    EXPECT_EQ(staff["relays"], Json::array({{{"id", scene.state.relays.front().id.str()},
                                             {"label", "YouTube"},
                                             {"address", "rtmps://a.example/live2"},
                                             {"on", true}}}));
    EXPECT_EQ(staff.dump().find("sealed"), std::string::npos);
    EXPECT_FALSE(state_view(scene.state, Audience::Public, nullptr, 0).contains("relays"));
    EXPECT_FALSE(state_view(scene.state, Audience::Camera, nullptr, 0).contains("relays"));
}

TEST(RelayCommands, AreReadFromTheWire) {
    const auto add = parsed("add_relay", R"({"address":" rtmp://a.example/live2 ","key":" k-1 ","label":" YouTube "})");
    ASSERT_TRUE(add.has_value());
    const auto& read = std::get<AddRelay>(*add);
    EXPECT_EQ(read.address, "rtmp://a.example/live2");
    EXPECT_EQ(read.key, "k-1");
    EXPECT_EQ(read.label, "YouTube");
    EXPECT_FALSE(std::get<SwitchRelay>(*parsed("switch_relay", R"({"relay":"rel_1","on":false})")).on);
    EXPECT_EQ(std::get<RemoveRelay>(*parsed("remove_relay", R"({"relay":"rel_1"})")).relay, RelayId("rel_1"));
}

TEST(RelayCommands, NeedNoKeyWhereTheAddressHasOne) {
    EXPECT_TRUE(parsed("add_relay", R"({"address":"rtmp://a.example/live2/the-key"})").has_value());
    EXPECT_TRUE(parsed("add_relay", R"({"address":"srt://ward.example:9000"})").has_value());
}

TEST(RelayCommands, RefuseWhatCannotBeATarget) {
    for (const char* data :
         {R"({})", R"({"address":7})", R"({"address":""})", R"({"address":"https://a.example/x","key":"k"})",
          R"({"address":"rtmp://","key":"k"})", R"({"address":"rtmp:///live","key":"k"})",
          R"({"address":"rtmp://a.example/live2"})", R"({"address":"rtmp://a.example/live2/"})",
          R"({"address":"rtmp://a.example/live2","key":"two words"})"}) {
        const auto refused = parsed("add_relay", data);
        ASSERT_FALSE(refused.has_value()) << data;
        EXPECT_EQ(refused.error().code, RefusalCode::BadMessage) << data;
    }
}

TEST(RelayAddress, IsShownWithoutWhatMayBeAKey) {
    EXPECT_EQ(shown_relay_address("rtmps://a.example:443/live2"), "rtmps://a.example:443/live2");
    EXPECT_EQ(shown_relay_address("rtmp://a.example/live2/the-key?x=1"), "rtmp://a.example/live2/…");
    EXPECT_EQ(shown_relay_address("rtmp://ann:pw@a.example/live2/the-key"), "rtmp://a.example/live2/…");
    EXPECT_EQ(shown_relay_address("srt://ward.example:9000?streamid=ward/token&passphrase=secret1234"),
              "srt://ward.example:9000");
    EXPECT_EQ(shown_relay_address("srt://ward.example:9000/odd/token"), "srt://ward.example:9000");
    EXPECT_EQ(shown_relay_address("nonsense"), "");
}

}  // namespace
}  // namespace wardcast::meeting
