#include "meeting/view.h"

#include <set>

#include <gtest/gtest.h>

#include "unit/meeting/client.h"
#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

const Json* shown(const Json& state, const QuestionId& id) {
    for (const Json& question : state["questions"]) {
        if (question["id"] == id.str()) return &question;
    }
    return nullptr;
}

// What the last command's last record looks like to an audience.
std::optional<Json> last_event(const Scene& scene, Audience audience) {
    return event_view(scene.state, scene.steps.back().record, scene.steps.back().effects, audience);
}
std::optional<Json> last_event(const Scene& scene, const Actor& resident) {
    return own_event_view(scene.state, scene.steps.back().record, scene.steps.back().effects, resident.participant);
}

TEST(StateView, HasEveryMemberOfTheProtocol) {
    Scene scene;
    const Json view = state_view(scene.state, Audience::Public, nullptr, 87);
    EXPECT_EQ(view, Json::parse(R"({
        "slug":"ward","title":"Ward","starts":null,"hashtags":[],"phase":"planned","started_at":null,"ended_at":null,
        "air":{"state":"none","since":null},"recording":"none","questions_open":true,"items":[],"item":null,
        "asking":null,"asking_since":null,"rehearsal":false,"captioned":[],"away":[],"order":"oldest","listening":null,
        "rules":{"naming":"optional","slow_s":0},"queue":[],"questions":[],"watching":87})"));
}

TEST(StateView, ShowsAMeetingUnderWay) {
    Scene scene;
    scene.happen(MeetingChanged{"Billesley", std::optional(scene.now), std::vector<std::string>{"B"}}, kClerk, {});
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kClerk, SetAgenda{{{ItemId(), "Buses"}}}));
    ASSERT_TRUE(scene.act(kChair, OpenItem{scene.state.items[0].id}));
    const auto opened = to_rfc3339(scene.now);
    const auto asked = scene.in(Status::Asking);
    const auto since = to_rfc3339(scene.now);
    const auto next = scene.approved(kBob);
    const Json view = state_view(scene.state, Audience::Public, nullptr, 0);
    EXPECT_EQ(view["title"], "Billesley");
    EXPECT_EQ(view["starts"], "2026-11-26T19:00:00.000Z");
    EXPECT_EQ(view["hashtags"], Json({"B"}));
    EXPECT_EQ(view["phase"], "live");
    EXPECT_EQ(view["air"]["state"], "live");
    EXPECT_EQ(view["air"]["since"], view["started_at"]);
    EXPECT_EQ(view["recording"], "running");
    EXPECT_EQ(view["items"], Json::array({{{"id", view["item"]}, {"title", "Buses"}, {"opened_at", opened}}}));
    EXPECT_EQ(view["asking"], asked.str());
    EXPECT_EQ(view["asking_since"], since);
    EXPECT_EQ(view["queue"], Json({next.str()}));
}

TEST(QuestionView, HasWhatTheProtocolNames) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kBob, Vote{id}));
    const auto asked_at = to_rfc3339(scene.question(id).asked_at);
    Json expected{{"id", id.str()},       {"text", "Why?"},       {"name", "Ann"},
                  {"channel", "web"},     {"status", "approved"}, {"supporters", 1},
                  {"asked_at", asked_at}, {"first", true},        {"nth", 1}};
    EXPECT_EQ(*shown(state_view(scene.state, Audience::Public, nullptr, 0), id), expected);
    expected["participant"] = "p_ann";
    EXPECT_EQ(*shown(state_view(scene.state, Audience::Staff, nullptr, 0), id), expected);
}

TEST(QuestionView, SaysWhatBecameOfIt) {
    Scene scene;
    const auto answered = scene.in(Status::Answered);
    const auto declined = scene.in(Status::Declined);
    const auto merged = scene.in(Status::Merged);
    const Json view = state_view(scene.state, Audience::Staff, nullptr, 0);
    EXPECT_EQ((*shown(view, answered))["answered_at"], to_rfc3339(*scene.question(answered).answered_at));
    EXPECT_EQ((*shown(view, answered))["called_at"], to_rfc3339(*scene.question(answered).called_at));
    EXPECT_FALSE(shown(view, declined)->contains("first"));
    EXPECT_EQ((*shown(view, declined))["reason"], "unclear");
    EXPECT_EQ((*shown(view, merged))["into"], scene.question(merged).into.str());
}

TEST(Visibility, FollowsTheStatusForEachAudience) {
    const std::set<Status> open{Status::Approved, Status::Asking, Status::Answered};
    for (const Status status : {Status::Waiting, Status::Approved, Status::Held, Status::Asking, Status::Answered,
                                Status::Declined, Status::Merged, Status::Withdrawn}) {
        Scene scene;
        const auto id = scene.in(status, kAnn);
        const auto sees = [&](Audience audience, const Actor* own) {
            return shown(state_view(scene.state, audience, own == nullptr ? nullptr : &own->participant, 0), id) !=
                   nullptr;
        };
        EXPECT_EQ(sees(Audience::Public, nullptr), open.contains(status)) << to_string(status);
        EXPECT_EQ(sees(Audience::Camera, nullptr), open.contains(status)) << to_string(status);
        EXPECT_EQ(sees(Audience::Public, &kBob), open.contains(status)) << to_string(status);
        EXPECT_TRUE(sees(Audience::Public, &kAnn)) << to_string(status);
        EXPECT_TRUE(sees(Audience::Staff, nullptr)) << to_string(status);
    }
}

TEST(Visibility, GivesEachRoleItsAudience) {
    EXPECT_EQ(audience_of(Role::Resident), Audience::Public);
    EXPECT_EQ(audience_of(Role::Room), Audience::Public);
    EXPECT_EQ(audience_of(Role::Camera), Audience::Camera);
    EXPECT_EQ(audience_of(Role::Chair), Audience::Staff);
    EXPECT_EQ(audience_of(Role::Clerk), Audience::Staff);
}

TEST(EventView, TellsThePublicNothingOfAWaitingQuestionAndItsAskerAll) {
    Scene scene;
    const auto id = scene.ask(kAnn);
    EXPECT_EQ(last_event(scene, Audience::Public), std::nullopt);
    EXPECT_EQ(last_event(scene, Audience::Camera), std::nullopt);
    EXPECT_EQ(last_event(scene, kBob), std::nullopt);
    EXPECT_EQ(own_audience(scene.state, scene.steps.back().effects), std::vector{kAnn.participant});
    const auto own = last_event(scene, kAnn);
    ASSERT_TRUE(own.has_value());
    EXPECT_EQ((*own)["event"], "question.asked");
    EXPECT_EQ((*own)["data"]["question"]["id"], id.str());
    EXPECT_FALSE((*own)["data"]["question"].contains("participant"));
    EXPECT_TRUE(last_event(scene, Audience::Staff).has_value());
}

TEST(EventView, OfAnApprovalCarriesTheQuestionAndItsPlace) {
    Scene scene;
    const auto id = scene.approved();
    const auto event = last_event(scene, Audience::Public);
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ((*event)["seq"], scene.state.seq);
    EXPECT_EQ((*event)["at"], to_rfc3339(scene.now));
    EXPECT_EQ((*event)["event"], "question.approved");
    EXPECT_EQ((*event)["data"]["question"]["status"], "approved");
    EXPECT_EQ((*event)["data"]["queue"], Json::array({{{"question", id.str()}, {"before", nullptr}}}));
    EXPECT_FALSE((*event)["data"].contains("set")) << "what staff can undo is not for the public";
    EXPECT_TRUE(own_audience(scene.state, scene.steps.back().effects).empty());
    EXPECT_EQ(last_event(scene, kAnn), event);
}

TEST(EventView, TakesAQuestionAwayFromThoseWhoMayNotSeeItAnyMore) {
    Scene scene;
    const auto id = scene.approved(kAnn);
    ASSERT_TRUE(scene.act(kChair, Decline{id, DeclineReason::Personal}));
    const auto seen = last_event(scene, Audience::Public);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ((*seen)["data"],
              Json({{"gone", {id.str()}}, {"queue", Json::array({{{"question", id.str()}, {"out", true}}})}}));
    EXPECT_EQ((*last_event(scene, kAnn))["data"]["question"]["reason"], "personal");
    EXPECT_EQ((*last_event(scene, Audience::Staff))["data"]["question"]["status"], "declined");
}

TEST(EventView, TellsStaffWhatUndoWouldTakeBackAndWhenItIsNothingAnyMore) {
    Scene scene;
    const auto id = scene.approved(kAnn);
    EXPECT_EQ((*last_event(scene, Audience::Staff))["data"]["set"]["undo"],
              Json({{"event", "question.approved"},
                    {"question", id.str()},
                    {"until", to_rfc3339(scene.now + std::chrono::seconds(60))}}));
    ASSERT_TRUE(scene.act(kAnn, Withdraw{id}));
    EXPECT_EQ((*last_event(scene, Audience::Staff))["data"]["set"], Json({{"undo", nullptr}}));
}

TEST(EventView, SaysNothingToAnybodyOfVotesNorOfACameraWhileOffAir) {
    Scene scene;
    const auto id = scene.approved();
    ASSERT_TRUE(scene.act(kServer, CameraLive{}));
    ASSERT_TRUE(scene.act(kChair, GoOffAir{}));
    for (const auto& [actor, command] :
         std::vector<std::pair<Actor, Command>>{{kBob, Vote{id}}, {kBob, Unvote{id}}, {kServer, CameraLost{}}}) {
        ASSERT_TRUE(scene.act(actor, command));
        for (const Audience audience : {Audience::Public, Audience::Staff, Audience::Camera}) {
            EXPECT_EQ(last_event(scene, audience), std::nullopt);
        }
    }
}

TEST(EventView, OfAMoveIsTheStepAndThatStaffMovedIt) {
    Scene scene;
    const auto one = scene.approved();
    const auto two = scene.approved();
    ASSERT_TRUE(scene.act(kChair, Move{two, one}));
    const Json data = (*last_event(scene, Audience::Public))["data"];
    EXPECT_EQ(data["queue"], Json::array({{{"question", two.str()}, {"before", one.str()}}}));
    EXPECT_EQ(data["question"]["moved"], true);
}

TEST(MineView, NamesWhatOnePersonAskedAndSupports) {
    Scene scene;
    const auto mine = scene.ask(kAnn);
    const auto other = scene.approved(kBob);
    const auto target = scene.approved(kCat);
    ASSERT_TRUE(scene.act(kAnn, Vote{other}));
    EXPECT_EQ(mine_view(scene.state, kAnn.participant), Json({{"asked", {mine.str()}}, {"supported", {other.str()}}}));
    EXPECT_EQ(mine_view(scene.state, kRoom.participant),
              Json({{"asked", Json::array()}, {"supported", Json::array()}}));
    ASSERT_TRUE(scene.act(kChair, Merge{other, target}));
    EXPECT_EQ(mine_view(scene.state, kAnn.participant)["supported"], Json({other.str(), target.str()}));
    ASSERT_TRUE(scene.act(kAnn, Unvote{target}));
    EXPECT_EQ(mine_view(scene.state, kAnn.participant)["supported"], Json::array());
}

TEST(VotesView, CountsOnlyWhatTheAudienceSees) {
    Scene scene;
    const auto open = scene.approved();
    const auto hidden = scene.in(Status::Held);
    ASSERT_TRUE(scene.act(kBob, Vote{open}));
    EXPECT_EQ(votes_view(scene.state, {open, hidden}, Audience::Public), Json({{open.str(), 1}}));
    EXPECT_EQ(votes_view(scene.state, {open, hidden}, Audience::Staff), Json({{open.str(), 1}, {hidden.str(), 0}}));
    EXPECT_EQ(votes_view(scene.state, {}, Audience::Staff), Json::object());
}

}  // namespace
}  // namespace wardcast::meeting
