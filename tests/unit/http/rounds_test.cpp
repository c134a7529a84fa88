#include "http/rounds.h"

#include <memory>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using meeting::Audience;
using meeting::ParticipantId;
using meeting::Slug;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Slug kWard("ward");

hub::Broadcast broadcast(const std::string& text, Audience audience = Audience::Public, const Slug& slug = kWard,
                         std::vector<ParticipantId> except = {}) {
    return {slug, audience, share_bytes(text), std::move(except)};
}

// A listener that writes down what it hears.
struct Listener {
    explicit Listener(Rounds& rounds, Audience audience = Audience::Public, const std::string& participant = "p")
        : rounds_(rounds) {
        member.audience = audience;
        member.participant = ParticipantId(participant);
        rounds.admit(member);
    }
    const std::vector<std::string>& visited(const Slug& slug = kWard) {
        rounds_.visit(slug, member, [this](StagedFrame& frame) { heard.push_back(*frame.shared()); });
        return heard;
    }

    Member member;
    std::vector<std::string> heard;

  private:
    Rounds& rounds_;
};

std::vector<std::uint64_t> rest_of(Rounds& rounds) {
    std::vector<std::uint64_t> numbers;
    while (const auto number = rounds.next())
        numbers.push_back(*number);
    return numbers;
}

TEST(Rounds, NameEverybodyWhoWaitsInTheOrderInWhichTheBroadcastsBegan) {
    Rounds rounds;
    rounds.begin(broadcast("one"), {1, 2});
    rounds.begin(broadcast("two"), {2, 3});
    EXPECT_THAT(rest_of(rounds), ElementsAre(1, 2, 2, 3));
    EXPECT_EQ(rounds.size(), 0U);
}

TEST(Rounds, GiveAMemberEverythingItIsOwedOldestFirstAndOnce) {
    Rounds rounds;
    Listener listener(rounds);
    rounds.begin(broadcast("one"), {1});
    rounds.begin(broadcast("two"), {1});
    EXPECT_THAT(listener.visited(), ElementsAre("one", "two"));
    rounds.begin(broadcast("three"), {1});
    EXPECT_THAT(listener.visited(), ElementsAre("one", "two", "three"));
    rest_of(rounds);
    EXPECT_THAT(listener.visited(), ElementsAre("one", "two", "three"));
}

TEST(Rounds, OweNothingOfWhatBeganBeforeAMemberJoined) {
    Rounds rounds;
    rounds.begin(broadcast("before"), {1});
    Listener late(rounds);
    EXPECT_THAT(late.visited(), IsEmpty());
    rounds.begin(broadcast("after"), {1, 2});
    EXPECT_THAT(late.visited(), ElementsAre("after"));
}

TEST(Rounds, KeepMeetingsAudiencesAndExceptedParticipantsApart) {
    Rounds rounds;
    Listener resident(rounds);
    Listener asker(rounds, Audience::Public, "asker");
    Listener chair(rounds, Audience::Staff);
    Listener elsewhere(rounds);
    rounds.begin(broadcast("public", Audience::Public, kWard, {ParticipantId("asker")}), {});
    rounds.begin(broadcast("staff", Audience::Staff), {});
    rounds.begin(broadcast("other", Audience::Public, Slug("other")), {});
    EXPECT_THAT(resident.visited(), ElementsAre("public"));
    EXPECT_THAT(asker.visited(), IsEmpty());
    EXPECT_THAT(chair.visited(), ElementsAre("staff"));
    EXPECT_THAT(elsewhere.visited(Slug("other")), ElementsAre("other"));
}

TEST(Rounds, KeepAShortRoundUntilTheOlderLongOneIsOver) {
    Rounds rounds;
    Listener listener(rounds);
    rounds.begin(broadcast("long"), {1, 2});
    rounds.begin(broadcast("short"), {});
    EXPECT_EQ(rounds.next(), 1U);
    EXPECT_THAT(listener.visited(), ElementsAre("long", "short"));
    EXPECT_EQ(rounds.next(), 2U);
    EXPECT_EQ(rounds.next(), std::nullopt);
    EXPECT_EQ(rounds.size(), 0U);
}

// Members come, go and are spoken to at any moment, as a worker does it.
class RandomEvening {
  public:
    void join() { all_.push_back({std::make_unique<Listener>(rounds_), true, {}}); }
    void leave(std::size_t member) { all_[member].is_here = false; }
    void say(const std::string& text) {
        std::vector<std::uint64_t> waiting;
        std::vector<std::size_t> at_once;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (!all_[i].is_here) continue;
            all_[i].expected.push_back(text);
            if (i % 5 == 0) {
                at_once.push_back(i);
            } else {
                waiting.push_back(i);
            }
        }
        rounds_.begin(broadcast(text), std::move(waiting));
        for (const std::size_t member : at_once)
            expect_all_heard(member);
    }
    // False when nobody waits.
    bool serve_one() {
        const auto number = rounds_.next();
        if (number && all_[*number].is_here) all_[*number].listener->visited();
        return number.has_value();
    }
    void expect_all_heard(std::size_t member) {
        Person& person = all_[member];
        if (person.is_here) {
            EXPECT_EQ(person.listener->visited(), person.expected) << member;
        }
    }
    [[nodiscard]] std::size_t size() const { return all_.size(); }

  private:
    struct Person {
        std::unique_ptr<Listener> listener;
        bool is_here;
        std::vector<std::string> expected;
    };
    Rounds rounds_;
    std::vector<Person> all_;  // Their numbers are their places.
};

TEST(Rounds, LeaveNobodyOutWhateverHappensBetweenSlices) {
    std::mt19937 random(7);
    RandomEvening evening;
    evening.join();
    for (int step = 0; step < 20'000; ++step) {
        const std::size_t somebody = random() % evening.size();
        switch (random() % 200) {
            case 0:
                evening.join();
                break;
            case 1:
                evening.leave(somebody);
                break;
            case 2:
            case 3:
                evening.say(std::to_string(step));
                break;
            case 4:
            case 5:
                evening.expect_all_heard(somebody);
                break;
            default:
                evening.serve_one();
        }
    }
    while (evening.serve_one()) {
    }
    for (std::size_t i = 0; i < evening.size(); ++i)
        evening.expect_all_heard(i);
    EXPECT_GT(evening.size(), 50U);
}

}  // namespace
}  // namespace wardcast::http
