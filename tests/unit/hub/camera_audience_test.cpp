#include <set>
#include <string>

#include <gmock/gmock.h>

#include "unit/hub/hub_test.h"

namespace wardcast::hub {
namespace {

using meeting::Role;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;
using Names = std::set<std::string>;

// What the page behind a camera's link hears of a meeting.
class CameraAudience : public HubTest {
  protected:
    // A bit of everything: what a camera is told, what everybody is, and what only staff are.
    void live_through_an_evening() {
        const auto clerk = staff(Role::Clerk);
        expect_done(act(clerk, "add_camera", {{"name", "Balcony"}}));
        expect_done(act(clerk, "add_source", {{"kind", "hook"}}));
        expect_done(act(clerk, "show", {{"what", "slate"}}));
        ask("ann", "Secret so far");
        ask_and_approve("bob");
        expect_done(act(staff(), "start_meeting"));
        expect_done(act(staff(), "off_air"));
        expect_done(act(clerk, "change_meeting", {{"title", "East Ward again"}}));
    }
    static void expect_done(const CommandReply& reply) {
        EXPECT_EQ(reply.body.value("type", ""), "done") << reply.body;
    }

    // All that this socket was told, once the last event has reached it.
    [[nodiscard]] Json events(std::uint64_t socket) {
        outlet_.wait_for(socket, [](const Json& frame) { return tells(frame, "meeting.changed"); });
        Json all = Json::array();
        for (const Json& frame : outlet_.frames(socket)) {
            if (!is(frame, "events")) continue;
            for (const Json& event : frame["events"])
                all.push_back(event);
        }
        return all;
    }
    // The members of the meeting that they set.
    static Names members(const Json& events) {
        Names names;
        for (const Json& event : events) {
            const auto set = event["data"].value("set", Json::object());
            for (const auto& [name, value] : set.items())
                names.insert(name);
        }
        return names;
    }
    static Names without(Names names, const Names& others) {
        for (const auto& other : others)
            names.erase(other);
        return names;
    }
};

TEST_F(CameraAudience, IsToldOfCamerasAndTheProgrammeAndOtherwiseOnlyWhatThePublicIs) {
    const auto camera = join(staff(Role::Camera));
    const auto resident_page = join(resident("cat"));
    const auto chair = join(staff());
    live_through_an_evening();
    const auto told = members(events(camera));
    const auto everybody = members(events(resident_page));
    EXPECT_THAT(everybody, IsSupersetOf({"phase", "started_at", "air", "title"}));
    EXPECT_THAT(told, IsSupersetOf(everybody));
    EXPECT_THAT(without(told, everybody), UnorderedElementsAre("cameras", "programme"));
    EXPECT_THAT(members(events(chair)), IsSupersetOf({"sources", "undo", "cameras", "programme"}));
    EXPECT_EQ(events(camera).dump().find("Secret"), std::string::npos);
}

TEST_F(CameraAudience, IsToldOfEachEventWithItsWordsAsTheySeeIt) {
    const auto camera = join(staff(Role::Camera));
    live_through_an_evening();
    std::map<std::string, Json> sets;
    for (const Json& event : events(camera))
        sets[event["event"]] = event["data"].value("set", Json());
    EXPECT_EQ(sets["camera.added"]["cameras"].back()["name"], "Balcony");
    EXPECT_FALSE(sets["camera.added"]["cameras"].back().contains("address"));
    EXPECT_EQ(sets["programme.switched"]["programme"]["show"], "slate");
    EXPECT_EQ(sets["meeting.started"]["phase"], "live");
    EXPECT_EQ(sets["air.off"]["air"]["state"], "off");
    EXPECT_FALSE(sets.contains("question.asked"));
    EXPECT_FALSE(sets.contains("source.added"));
    EXPECT_TRUE(sets.contains("question.approved")) << "the public sees it";
}

TEST_F(CameraAudience, IsToldTheSameWhereItComesBackLater) {
    const auto stayed = join(staff(Role::Camera));
    live_through_an_evening();
    EXPECT_EQ(welcome(join(staff(Role::Camera), 1))["events"], events(stayed));
}

}  // namespace
}  // namespace wardcast::hub
