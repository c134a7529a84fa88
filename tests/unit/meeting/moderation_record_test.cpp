#include "meeting/moderation_record.h"

#include <gtest/gtest.h>

#include "unit/meeting/scene.h"

namespace wardcast::meeting {
namespace {

Json record_of(const Scene& scene) {
    std::vector<std::string> hashes;
    for (const Record& record : scene.log)
        hashes.push_back("hash" + std::to_string(record.seq));
    return moderation_record(scene.log, hashes);
}

TEST(ModerationRecord, SaysWhatWasDoneByWhomAndWhyWithItsHash) {
    Scene scene;
    const auto id = scene.ask(kAnn);
    ASSERT_TRUE(scene.act(kChair, Decline{id, DeclineReason::Personal}));
    const Json record = record_of(scene);
    EXPECT_EQ(record["entries"].back(), Json({{"seq", scene.state.seq},
                                              {"at", to_rfc3339(scene.now)},
                                              {"action", "question.declined"},
                                              {"by", "chair"},
                                              {"channel", "web"},
                                              {"reason", "personal"},
                                              {"hash", "hash" + std::to_string(scene.state.seq)}}));
    EXPECT_EQ(record["entries"][0]["by"], "asker");
    EXPECT_EQ(record["head"], "hash" + std::to_string(scene.state.seq));
}

TEST(ModerationRecord, CountsByActionReasonAndChannel) {
    Scene scene;
    ASSERT_TRUE(scene.act(kChair, Decline{scene.ask(), DeclineReason::Unclear}));
    ASSERT_TRUE(scene.act(kChair, Call{scene.approved()}));
    ASSERT_TRUE(scene.act(kClerk, AskFor{"Why?", "", Channel::Floor, false}));
    scene.post(scene.source(), "p1");
    const Json counts = record_of(scene)["counts"];
    EXPECT_EQ(counts["by_action"]["question.asked"], 4);
    EXPECT_EQ(counts["by_action"]["question.called"], 1);
    EXPECT_EQ(counts["by_reason"], Json({{"unclear", 1}}));
    EXPECT_EQ(counts["by_channel"], Json({{"web", {{"asked", 2}, {"taken", 1}}},
                                          {"floor", {{"asked", 1}, {"taken", 0}}},
                                          {"post", {{"asked", 1}, {"taken", 0}}}}));
}

TEST(ModerationRecord, WithholdsWordsNamesAndVotes) {
    Scene scene;
    ASSERT_TRUE(scene.act(kAnn, Ask{"My words", "My name"}));
    const auto id = scene.state.asked_order[0];
    ASSERT_TRUE(scene.act(kChair, Approve{id}));
    ASSERT_TRUE(scene.act(kChair, Edit{id, "Better words"}));
    ASSERT_TRUE(scene.act(kBob, Vote{id}));
    ASSERT_TRUE(scene.act(kChair, Block{kAnn.participant}));
    const std::string text = record_of(scene).dump();
    for (const char* secret : {"words", "name\"", "p_ann", "p_bob", "question.supported"})
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

TEST(ModerationRecord, SaysWhatCameFromSourcesAndWhatTheServerDid) {
    Scene scene;
    scene.post(scene.source(), "p1");
    ASSERT_TRUE(scene.act(kChair, Listen{1}));
    scene.now += std::chrono::minutes(1);
    ASSERT_TRUE(scene.act(kServer, EndListening{}));
    const Json entries = record_of(scene)["entries"];
    EXPECT_EQ(entries[0]["action"], "source.added");
    EXPECT_EQ(entries[1]["by"], "source");
    EXPECT_EQ(entries.back()["by"], "server");
}

TEST(ModerationRecord, OfAMeetingWithoutQuestionsIsEmpty) {
    EXPECT_EQ(record_of(Scene())["entries"], Json::array());
    EXPECT_EQ(moderation_record({}, {})["head"], "");
}

}  // namespace
}  // namespace wardcast::meeting
