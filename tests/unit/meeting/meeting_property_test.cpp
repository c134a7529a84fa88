#include <array>
#include <cstdlib>
#include <functional>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "unit/meeting/client.h"
#include "unit/meeting/scene.h"

// What holds whatever people do, in any order: random commands by random people, most of them sensible.
namespace wardcast::meeting {
namespace {

// The same stories every time; RC_PARAMS="seed=…" or "max_success=10000" in the environment goes looking for others.
[[maybe_unused]] const int kSeeded = setenv("RC_PARAMS", "seed=2026", 0);

// One choice: the command, who gives it, and what it is about. Small numbers, so that failures shrink to short stories.
using Choice = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t, std::uint8_t>;
using Story = std::vector<Choice>;

// Up to a few hundred choices: merges into merged questions need some history.
rc::Gen<Story> stories() {
    return rc::gen::resize(250, rc::gen::arbitrary<Story>());
}

const std::array<Actor, 3> kResidents{kAnn, kBob, kCat};

class Players {
  public:
    explicit Players(Scene& scene) : scene_(scene) {}

    // Whether the command was allowed.
    bool play(const Choice& choice) {
        const auto [what, who, one, two] = choice;
        const auto& [circle, make] = kMoves[what % kMoves.size()];
        const Actor& actor = circle == Circle::Resident ? kResidents[who % 3]
                             : circle == Circle::Server ? kServer
                             : circle == Circle::Clerk  ? kClerk
                             : who % 2 == 0             ? kClerk
                                                        : kChair;
        scene_.now += std::chrono::seconds(two % 8 == 0 ? 40 : 0);
        return scene_.act(actor, make(*this, one, two)).has_value();
    }

  private:
    enum class Circle { Resident, Staff, Clerk, Server };
    struct Move_ {
        Circle circle;
        Command (*make)(Players&, std::uint8_t, std::uint8_t);
    };

    // An unknown id now and then.
    QuestionId question(std::uint8_t n) const {
        const auto& all = scene_.state.asked_order;
        return n % 32 == 31 || all.empty() ? QuestionId("q_none") : all[n % all.size()];
    }
    QuestionId queued(std::uint8_t n) const {
        const auto& queue = scene_.state.queue;
        return queue.empty() ? question(n) : queue[n % queue.size()];
    }
    ItemId item(std::uint8_t n) const {
        const auto& items = scene_.state.items;
        return items.empty() ? ItemId("i_none") : items[n % items.size()].id;
    }
    SourceId source(std::uint8_t n) const {
        const auto& sources = scene_.state.sources;
        return sources.empty() ? SourceId("src_none") : sources[n % sources.size()].id;
    }
    // A new, edited or deleted one of few posts by few authors.
    TakePosts posts(std::uint8_t a, std::uint8_t b) {
        Post post = Scene::a_post("u" + std::to_string(a % 8), "x_" + std::to_string(a % 3));
        post.text = secret();
        post.version = std::to_string(b % 4);
        TakePosts take{source(b), {}, "c"};
        if (b % 3 == 0) take.changes.emplace_back(NewPost{post});
        if (b % 3 == 1) take.changes.emplace_back(EditedPost{post});
        if (b % 3 == 2) take.changes.emplace_back(DeletedPost{post.uri});
        return take;
    }
    std::string secret() { return "secret" + std::to_string(++texts_) + "."; }

    static const std::array<Move_, 54> kMoves;

    Scene& scene_;
    int texts_ = 0;
};

const std::array<Players::Move_, 54> Players::kMoves{{
    {Circle::Resident,
     [](Players& p, auto, auto) -> Command {
         return Ask{p.secret(), "name of " + p.secret()};
     }},
    {Circle::Resident,
     [](Players& p, auto, auto) -> Command {
         return Ask{p.secret(), ""};
     }},
    {Circle::Resident,
     [](Players& p, auto, auto) -> Command {
         return Ask{p.secret(), ""};
     }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Approve{p.question(a)}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Approve{p.question(a)}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Approve{p.question(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Vote{p.queued(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Vote{p.queued(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Vote{p.question(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Unvote{p.question(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Unvote{p.queued(a)}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Withdraw{p.question(a)}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Hold{p.question(a)}; }},
    {Circle::Staff,
     [](Players& p, auto a, auto) -> Command {
         return Decline{p.question(a), DeclineReason::Unclear};
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         return Merge{p.question(a), p.queued(b)};
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         return Merge{p.queued(a), p.queued(b)};
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         return Merge{p.question(a), p.question(b)};
     }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Unmerge{p.question(a)}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Unmerge{p.question(a)}; }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         return Move{p.queued(a), p.queued(b)};
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto) -> Command {
         return Move{p.queued(a), std::nullopt};
     }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Call{p.queued(a)}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Call{p.queued(a)}; }},
    {Circle::Staff, [](Players&, auto, auto) -> Command { return MarkAnswered{}; }},
    {Circle::Staff, [](Players&, auto, auto) -> Command { return PutBack{}; }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Reopen{p.question(a)}; }},
    {Circle::Staff, [](Players&, auto, auto) -> Command { return Undo{}; }},
    {Circle::Staff, [](Players&, auto, auto) -> Command { return Undo{}; }},
    {Circle::Staff,
     [](Players& p, auto a, auto) -> Command {
         return AskFor{p.secret(), "", Channel::Floor, a % 2 == 0};
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         SetAgenda agenda{{{ItemId(), "New"}}};
         if (a % 2 == 0 && !p.scene_.state.items.empty()) agenda.items.push_back({p.item(b), "Old"});
         return agenda;
     }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command { return a % 4 == 0 ? OpenItem{std::nullopt} : OpenItem{p.item(b)}; }},
    {Circle::Staff,
     [](Players&, auto a, auto) -> Command { return a % 2 == 0 ? Command(GoOffAir{}) : Command(GoOnAir{}); }},
    {Circle::Staff,
     [](Players&, auto a, auto) -> Command {
         return a % 2 == 0 ? Command(OpenQuestions{}) : Command(CloseQuestions{});
     }},
    {Circle::Staff, [](Players&, auto, auto) -> Command { return StartMeeting{}; }},
    {Circle::Staff,
     [](Players&, auto a, auto) -> Command { return a % 4 == 0 ? Command(EndMeeting{}) : Command(StartMeeting{}); }},
    {Circle::Staff,
     [](Players& p, auto a, auto) -> Command {
         MeetingChanged change;
         if (a % 2 == 0) change.title = "Title " + std::to_string(a);
         if (a % 3 == 0) change.starts = p.scene_.now;
         if (a % 5 == 0) change.hashtags = std::vector<std::string>{"tag"};
         return ChangeMeeting{std::move(change)};
     }},
    {Circle::Server,
     [](Players&, auto a, auto) -> Command { return a % 2 == 0 ? Command(CameraLive{}) : Command(CameraLost{}); }},
    {Circle::Server, [](Players&, auto, auto) -> Command { return FinishRecording{}; }},
    {Circle::Staff,
     [](Players& p, auto a, auto b) -> Command {
         return DeclineMany{{p.question(a), p.question(b)}, DeclineReason::Duplicate};
     }},
    {Circle::Staff, [](Players& p, auto a, auto) -> Command { return Edit{p.question(a), p.secret()}; }},
    {Circle::Clerk,
     [](Players& p, auto a, auto b) -> Command { return WriteAnswer{p.question(a), b % 3 == 0 ? "" : p.secret()}; }},
    {Circle::Resident, [](Players& p, auto a, auto) -> Command { return Appeal{p.question(a), p.secret()}; }},
    {Circle::Resident,
     [](Players& p, auto a, auto b) -> Command { return GiveVerdict{p.question(a), static_cast<Verdict>(b % 3)}; }},
    {Circle::Staff, [](Players&, auto a, auto) -> Command { return OrderBy{static_cast<Order>(a % 3)}; }},
    {Circle::Staff, [](Players&, auto a, auto) -> Command { return Listen{a % 3 == 0 ? 0 : 1}; }},
    {Circle::Server, [](Players&, auto, auto) -> Command { return EndListening{}; }},
    {Circle::Server, [](Players&, auto, auto) -> Command { return Settle{}; }},
    {Circle::Clerk,
     [](Players&, auto a, auto b) -> Command {
         RulesChanged change;
         if (a % 2 == 0) change.naming = static_cast<Naming>(b % 3);
         if (a % 3 == 0) change.slow_s = b % 2;
         if (a % 5 == 0) change.words = WordLists{{"secret" + std::to_string(b)}, {}};
         return SetRules{std::move(change)};
     }},
    {Circle::Staff,
     [](Players&, auto a, auto b) -> Command {
         const auto& who = kResidents[b % 3].participant;
         return a % 4 == 0 ? Command(Block{who}) : Command(Unblock{who});
     }},
    {Circle::Resident,
     [](Players& p, auto a, auto) -> Command {
         return Ask{.text = p.secret(), .name = "", .area = "place" + std::to_string(a % 3), .anonymous = a % 2 == 0};
     }},
    {Circle::Server, [](Players&, auto, auto) -> Command { return ForgetRecording{}; }},
    {Circle::Clerk,
     [](Players& p, auto a, auto) -> Command {
         if (a % 4 == 0 && !p.scene_.state.sources.empty()) return SwitchSource{p.source(a), a % 8 == 0};
         return AddSource{.kind = SourceKind::Mastodon, .label = {}, .server = "m", .hashtags = {"w"}, .token = {}};
     }},
    {Circle::Server, [](Players& p, auto a, auto b) -> Command { return p.posts(a, b); }},
    {Circle::Server, [](Players& p, auto a, auto b) -> Command { return p.posts(a, b); }},
}};

// Plays the story and calls seen after each command that was allowed, and once more at the end.
void play(Scene& scene, const Story& story, const std::function<void(bool last)>& seen) {
    Players players(scene);
    for (const Choice& choice : story) {
        if (players.play(choice)) seen(false);
    }
    seen(true);
}

// The counts of a question that only its asker sees are told to nobody, so its asker's page keeps the last ones.
Json without_own_counts(Json state) {
    for (Json& question : state["questions"]) {
        const auto status = status_from(question["status"].get<std::string>());
        if (status && !is_public(*status)) question.erase("supporters");
    }
    return state;
}

RC_GTEST_PROP(AnyMeeting, LeadsClientsOfEveryAudienceToExactlyTheirState, (std::uint8_t late)) {
    const Story story = *stories();
    Scene scene;
    struct Watcher {
        Audience audience;
        const ParticipantId* own;
        std::optional<Client> client;
    };
    std::vector<Watcher> watchers{{Audience::Public, nullptr, {}},
                                  {Audience::Camera, nullptr, {}},
                                  {Audience::Staff, nullptr, {}},
                                  {Audience::Public, &kAnn.participant, {}},
                                  {Audience::Public, &kBob.participant, {}},
                                  {Audience::Public, &kCat.participant, {}}};
    const auto welcome = [&](const Watcher& watcher) {
        return state_view(scene.state, watcher.audience, watcher.own, 0);
    };
    scene.applied = [&](const Scene::Step& step) {
        const auto own = own_audience(scene.state, step.effects);
        for (Watcher& watcher : watchers) {
            if (!watcher.client) continue;
            const bool gets_own =
                watcher.own != nullptr && std::find(own.begin(), own.end(), *watcher.own) != own.end();
            const auto event = gets_own ? own_event_view(scene.state, step.record, step.effects, *watcher.own)
                                        : event_view(scene.state, step.record, step.effects, watcher.audience);
            if (event) watcher.client->take(*event);
            watcher.client->tally(votes_view(scene.state, step.effects.tallies, watcher.audience));
        }
    };
    std::size_t waited = 0;
    play(scene, story, [&](bool last) {
        for (Watcher& watcher : watchers) {
            if (!watcher.client && waited >= late % 16U) watcher.client.emplace(welcome(watcher));
            // Comparing whole states takes far longer than patching them; the last command is always compared.
            if (!watcher.client || (!last && waited % 8 != 0)) continue;
            const auto wanted = Client::sorted(welcome(watcher));
            if (watcher.own == nullptr) {
                RC_ASSERT(watcher.client->state() == wanted);
            } else {
                RC_ASSERT(without_own_counts(watcher.client->state()) == without_own_counts(wanted));
            }
        }
        ++waited;
    });
}

RC_GTEST_PROP(AnyMeeting, ShowsResidentsNothingThatIsNotPublic, ()) {
    const Story story = *stories();
    Scene scene;
    std::vector<std::string> frames;
    scene.applied = [&](const Scene::Step& step) {
        for (const Audience audience : {Audience::Public, Audience::Camera}) {
            const auto event = event_view(scene.state, step.record, step.effects, audience);
            if (event) frames.push_back(event->dump());
        }
    };
    play(scene, story, [&](bool) {
        std::vector<std::string> seen{state_view(scene.state, Audience::Public, nullptr, 0).dump(),
                                      state_view(scene.state, Audience::Camera, nullptr, 0).dump()};
        seen.insert(seen.end(), frames.begin(), frames.end());
        frames.clear();
        const auto of_bob = state_view(scene.state, Audience::Public, &kBob.participant, 0).dump();
        for (const auto& [id, question] : scene.state.questions) {
            if (is_public(question.status)) continue;
            for (const std::string& frame : seen)
                RC_ASSERT(frame.find(question.text) == std::string::npos);
            if (question.participant != kBob.participant) RC_ASSERT(of_bob.find(question.text) == std::string::npos);
        }
        seen.push_back(of_bob);
        for (const std::string& frame : seen) {
            RC_ASSERT(frame.find("p_") == std::string::npos);
            RC_ASSERT(frame.find("\"undo\"") == std::string::npos);
        }
    });
}

RC_GTEST_PROP(AnyMeeting, IsTheFoldOfItsLogAsItStandsOnDisk, ()) {
    const Story story = *stories();
    Scene scene;
    play(scene, story, [](bool) {});
    State folded;
    for (Record record : scene.log) {
        const auto text = to_log(record.event).dump();
        const auto event = from_log(name_of(record.event), Json::parse(text));
        RC_ASSERT(event.has_value());
        RC_ASSERT(*event == record.event);
        record.event = *event;
        apply(folded, record);
    }
    RC_ASSERT(folded == scene.state);
}

RC_GTEST_PROP(AnyMeeting, AsksAtMostOneQuestionAndQueuesExactlyTheApproved, ()) {
    const Story story = *stories();
    Scene scene;
    play(scene, story, [&](bool) {
        const State& state = scene.state;
        std::size_t asking = 0;
        std::size_t approved = 0;
        for (const auto& [id, question] : state.questions) {
            asking += question.status == Status::Asking ? 1U : 0U;
            approved += question.status == Status::Approved ? 1U : 0U;
            RC_ASSERT((question.status == Status::Asking) == (state.asking == id));
            RC_ASSERT((question.status == Status::Merged) == !question.into.empty());
            RC_ASSERT((question.status == Status::Declined) == question.reason.has_value());
            RC_ASSERT((question.status == Status::Answered) == question.answered_at.has_value());
            for (const QuestionId& merged : question.merged)
                RC_ASSERT(state.questions.at(merged).into == id);
        }
        RC_ASSERT(asking <= 1U);
        RC_ASSERT(state.asking.has_value() == state.asking_since.has_value());
        RC_ASSERT(state.queue.size() == approved);
        const std::set<QuestionId> distinct(state.queue.begin(), state.queue.end());
        RC_ASSERT(distinct.size() == approved);
        for (const QuestionId& id : state.queue)
            RC_ASSERT(state.questions.at(id).status == Status::Approved);
        RC_ASSERT(state.asked_order.size() == state.questions.size());
    });
}

RC_GTEST_PROP(AnyMeeting, CountsEachSupporterOnce, ()) {
    const Story story = *stories();
    Scene scene;
    play(scene, story, [&](bool) {
        for (const auto& [id, question] : scene.state.questions) {
            std::size_t people = 0;
            for (const Actor& resident : kResidents) {
                const bool supports = !support_of(scene.state, question, resident.participant).empty();
                people += supports ? 1U : 0U;
                const Json mine = mine_view(scene.state, resident.participant)["supported"];
                RC_ASSERT(supports == (std::find(mine.begin(), mine.end(), id.str()) != mine.end()));
            }
            RC_ASSERT(people == supporters(scene.state, question));
        }
    });
}

// The order in which questions were merged into this one is seen by nobody.
Question essence(Question question) {
    std::sort(question.merged.begin(), question.merged.end());
    question.like.clear();  // Looked for anew whenever the words change.
    return question;
}

RC_GTEST_PROP(AnyMeeting, IsAsItWasAfterUndo, (std::uint8_t who)) {
    const Story story = *stories();
    Scene scene;
    std::optional<State> before;
    State last = scene.state;
    Players players(scene);
    for (const Choice& choice : story) {
        last = scene.state;
        if (players.play(choice)) before = last;
    }
    if (!before || !scene.state.undoable || scene.state.undoable->seq != scene.state.seq) return;
    scene.now = scene.state.undoable->at;
    RC_ASSERT(scene.act(who % 2 == 0 ? kChair : kClerk, Undo{}).has_value());
    for (const auto& [id, question] : before->questions)
        RC_ASSERT(essence(scene.question(id)) == essence(question));
    RC_ASSERT(scene.state.queue == before->queue);
    RC_ASSERT(scene.state.asking == before->asking);
    RC_ASSERT(scene.state.asking_since == before->asking_since);
    RC_ASSERT(scene.state.undoable == std::nullopt);
}

}  // namespace
}  // namespace wardcast::meeting
