#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

RefusalCode code(const Decided<std::vector<Event>>& decided) {
    EXPECT_FALSE(decided.has_value());
    return decided ? RefusalCode::Unavailable : decided.error().code;
}

AddSource an_add(SourceKind kind, const std::string& server = {}, std::vector<std::string> hashtags = {}) {
    return {.kind = kind, .label = {}, .server = server, .hashtags = std::move(hashtags), .token = {}};
}

Decided<Command> parsed(const char* name, const char* data) {
    return parse_command(name, Json::parse(data));
}

TEST(Sources, AreAddedOnAndNamedAfterWhatTheyAre) {
    Scene scene;
    ASSERT_TRUE(scene.act(kClerk, an_add(SourceKind::Mastodon, "m.example", {"ward"})));
    ASSERT_EQ(scene.state.sources.size(), 1U);
    const Source& source = scene.state.sources.front();
    EXPECT_TRUE(source.on);
    EXPECT_EQ(source.label, "mastodon m.example");
    EXPECT_EQ(source.added_at, scene.now);
    EXPECT_TRUE(source.id.str().starts_with("src_"));
}

TEST(Sources, AreNamedInDone) {
    Scene scene;
    const CommandId id("add");
    ASSERT_TRUE(scene.act(kClerk, an_add(SourceKind::Hook), id));
    EXPECT_EQ(scene.state.done.at(done_key(kClerk.participant, id)).made,
              (Made{"source", scene.state.sources.front().id.str()}));
}

TEST(Sources, TakeTheMeetingsHashtagsWhereTheyNeedSome) {
    Scene scene;
    EXPECT_EQ(code(scene.act(kClerk, an_add(SourceKind::Bluesky))), RefusalCode::BadMessage);
    ASSERT_TRUE(scene.act(kClerk, ChangeMeeting{{{}, {}, std::vector<std::string>{"Billesley"}}}));
    ASSERT_TRUE(scene.act(kClerk, an_add(SourceKind::Bluesky)));
    EXPECT_EQ(scene.state.sources.back().hashtags, std::vector<std::string>{"Billesley"});
    ASSERT_TRUE(scene.act(kClerk, an_add(SourceKind::Feed, "https://parish.example/feed")));
    EXPECT_TRUE(scene.state.sources.back().hashtags.empty()) << "of a feed, everything is taken";
}

TEST(Sources, NeedTheirServer) {
    Scene scene;
    for (const auto kind : {SourceKind::Mastodon, SourceKind::Youtube, SourceKind::Feed}) {
        EXPECT_EQ(code(scene.act(kClerk, an_add(kind, "", {"ward"}))), RefusalCode::BadMessage);
    }
}

TEST(Sources, AreAtMostTwenty) {
    Scene scene;
    for (std::size_t i = 0; i < kMaxSources; ++i)
        ASSERT_TRUE(scene.act(kClerk, an_add(SourceKind::Hook)));
    EXPECT_EQ(code(scene.act(kClerk, an_add(SourceKind::Hook))), RefusalCode::WrongState);
}

TEST(Sources, AreSwitchedAndRemoved) {
    Scene scene;
    const auto id = scene.source();
    EXPECT_EQ(code(scene.act(kClerk, SwitchSource{id, true})), RefusalCode::AlreadyDone);
    ASSERT_TRUE(scene.act(kClerk, SwitchSource{id, false}));
    EXPECT_FALSE(scene.state.sources.front().on);
    ASSERT_TRUE(scene.act(kClerk, RemoveSource{id}));
    EXPECT_TRUE(scene.state.sources.empty());
    EXPECT_EQ(code(scene.act(kClerk, RemoveSource{id})), RefusalCode::NotFound);
    EXPECT_EQ(code(scene.act(kClerk, SwitchSource{id, true})), RefusalCode::NotFound);
}

TEST(Sources, AreShownToStaffAloneAndWithoutTheirSecrets) {
    Scene scene;
    ASSERT_TRUE(scene.act(
        kClerk,
        AddSource{.kind = SourceKind::X, .label = "X", .server = {}, .hashtags = {"ward"}, .token = "sealed-token"}));
    ASSERT_TRUE(scene.act(kServer, TakePosts{scene.state.sources.front().id, {}, "the-cursor"}));
    const Json staff = state_view(scene.state, Audience::Staff, nullptr, 0);
    EXPECT_EQ(staff["sources"], Json::array({{{"id", scene.state.sources.front().id.str()},
                                              {"kind", "x"},
                                              {"label", "X"},
                                              {"server", ""},
                                              {"hashtags", {"ward"}},
                                              {"on", true}}}));
    EXPECT_EQ(staff.dump().find("sealed-token"), std::string::npos);
    EXPECT_EQ(staff.dump().find("the-cursor"), std::string::npos);
    EXPECT_FALSE(state_view(scene.state, Audience::Public, nullptr, 0).contains("sources"));
    EXPECT_FALSE(state_view(scene.state, Audience::Camera, nullptr, 0).contains("sources"));
}

TEST(Sources, TellStaffWhereAHookIsCalled) {
    Scene scene;
    const auto id = scene.source(SourceKind::Hook, "");
    EXPECT_EQ(state_view(scene.state, Audience::Staff, nullptr, 0)["sources"][0]["url"], "/hooks/ward." + id.str());
}

TEST(SourceCommands, AreReadFromTheWire) {
    const auto add = parsed("add_source", R"({"kind":"feed","address":"https://parish.example/feed","token":"t",
                                             "label":" Parish ","hashtags":["#ward"]})");
    ASSERT_TRUE(add.has_value());
    const auto& read = std::get<AddSource>(*add);
    EXPECT_EQ(read.kind, SourceKind::Feed);
    EXPECT_EQ(read.server, "https://parish.example/feed");
    EXPECT_EQ(read.label, "Parish");
    EXPECT_EQ(read.hashtags, std::vector<std::string>{"ward"});
    EXPECT_EQ(read.token, "t");
    EXPECT_FALSE(std::get<SwitchSource>(*parsed("switch_source", R"({"source":"src_1","on":false})")).on);
    EXPECT_EQ(std::get<RemoveSource>(*parsed("remove_source", R"({"source":"src_1"})")).source, SourceId("src_1"));
}

TEST(SourceCommands, RefuseWhatIsMissingOrWrong) {
    for (const auto& [name, data] :
         std::vector<std::pair<const char*, const char*>>{{"add_source", R"({})"},
                                                          {"add_source", R"({"kind":"myspace"})"},
                                                          {"add_source", R"({"kind":"feed","server":7})"},
                                                          {"add_source", R"({"kind":"feed","hashtags":"ward"})"},
                                                          {"add_source", R"({"kind":"feed","token":7})"},
                                                          {"switch_source", R"({"source":"src_1"})"},
                                                          {"switch_source", R"({"source":"src_1","on":"yes"})"},
                                                          {"remove_source", R"({})"}}) {
        const auto command = parsed(name, data);
        ASSERT_FALSE(command.has_value()) << name << data;
        EXPECT_EQ(command.error().code, RefusalCode::BadMessage) << name << data;
    }
    EXPECT_EQ(parsed("take_posts", "{}").error().code, RefusalCode::UnknownCommand) << "only the server does this";
}

}  // namespace
}  // namespace wardcast::meeting
