#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "meeting/apply.h"
#include "meeting/decide.h"
#include "meeting/view.h"

// A meeting for tests to act in: carries commands out as the hub does, with a clock and ids that can be foretold.
namespace wardcast::meeting {

inline const Actor kAnn{Role::Resident, ParticipantId("p_ann")};
inline const Actor kBob{Role::Resident, ParticipantId("p_bob")};
inline const Actor kCat{Role::Resident, ParticipantId("p_cat")};
inline const Actor kRoom{Role::Room, ParticipantId("s_room")};
inline const Actor kCamera{Role::Camera, ParticipantId("s_camera")};
inline const Actor kChair{Role::Chair, ParticipantId("s_chair")};
inline const Actor kClerk{Role::Clerk, ParticipantId("s_clerk")};
inline const Actor kCaptioner{Role::Captioner, ParticipantId("s_captioner")};
inline const Actor kServer{Role::System, ParticipantId()};

class Scene {
  public:
    struct Step {
        Record record;
        Effects effects;
    };

    Scene() {
        happen(MeetingCreated{.slug = Slug("ward"), .title = "Ward", .starts = {}, .hashtags = {}}, kServer, {});
    }

    // Decides and, if it may be done, applies; the steps of the last command stay in `steps`.
    Decided<std::vector<Event>> act(const Actor& actor, const Command& command) {
        return act(actor, command, CommandId("c" + std::to_string(++commands_)));
    }
    Decided<std::vector<Event>> act(const Actor& actor, const Command& command, const CommandId& id) {
        steps.clear();
        now += std::chrono::seconds(1);
        auto decided =
            decide(state, command, actor,
                   {.now = now, .fresh_id = [this] { return "id" + std::to_string(++ids_); }, .network = network});
        if (!decided) return decided;
        const CommandId cause = actor.role == Role::System ? CommandId() : id;
        for (const Event& event : *decided)
            happen(event, actor, cause);
        return decided;
    }

    Effects happen(const Event& event, const Actor& actor, CommandId command) {
        log.push_back(
            {.seq = log.size() + 1, .at = now, .actor = actor, .command = std::move(command), .event = event});
        steps.push_back({log.back(), apply(state, log.back())});
        if (applied) applied(steps.back());
        return steps.back().effects;
    }

    // Asks and returns the new question's id; in the given state where one is named.
    QuestionId ask(const Actor& asker = kAnn, const std::string& text = "Why?") {
        static_cast<void>(act(asker, Ask{text, "Ann"}));
        return state.asked_order.back();
    }
    QuestionId approved(const Actor& asker = kAnn) {
        auto id = ask(asker);
        static_cast<void>(act(kChair, Approve{id}));
        return id;
    }
    QuestionId in(Status status, const Actor& asker = kAnn) {
        auto id = status == Status::Waiting ? ask(asker) : approved(asker);
        switch (status) {
            case Status::Waiting:
            case Status::Approved:
                break;
            case Status::Held:
                static_cast<void>(act(kChair, Hold{id}));
                break;
            case Status::Asking:
                static_cast<void>(act(kChair, Call{id}));
                break;
            case Status::Answered:
                static_cast<void>(act(kChair, Call{id}));
                static_cast<void>(act(kChair, MarkAnswered{}));
                break;
            case Status::Declined:
                static_cast<void>(act(kChair, Decline{id, DeclineReason::Unclear}));
                break;
            case Status::Merged:
                static_cast<void>(act(kChair, Merge{id, approved(kCat)}));
                break;
            case Status::Withdrawn:
                static_cast<void>(act(asker, Withdraw{id}));
                break;
        }
        return id;
    }

    // A source that is on.
    SourceId source(SourceKind kind = SourceKind::Mastodon, const std::string& server = "m.example") {
        static_cast<void>(
            act(kClerk, AddSource{.kind = kind, .label = {}, .server = server, .hashtags = {"ward"}, .token = {}}));
        return state.sources.back().id;
    }
    // One post of that source, as it becomes a question.
    QuestionId post(const SourceId& source, const std::string& uri, const std::string& author = "x_dan") {
        static_cast<void>(act(kServer, TakePosts{source, {NewPost{a_post(uri, author)}}, "c"}));
        return state.asked_order.back();
    }
    static Post a_post(const std::string& uri, const std::string& author = "x_dan") {
        Post post;
        post.uri = uri;
        post.id = "id of " + uri;
        post.version = "1";
        post.instance = "m.example";
        post.handle = "@dan@m.example";
        post.name = "Dan";
        post.text = "Why " + uri + "?";
        post.lang = "en";
        post.url = "https://m.example/" + uri;
        post.author = ParticipantId(author);
        return post;
    }

    [[nodiscard]] const Question& question(const QuestionId& id) const { return state.questions.at(id); }
    [[nodiscard]] Status status(const QuestionId& id) const { return question(id).status; }

    std::string network;  // From which commands come.
    State state;
    std::vector<Record> log;
    std::vector<Step> steps;
    std::function<void(const Step&)> applied;  // Called after each record, with the state as it is then.
    Timestamp now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 26) + std::chrono::hours(19)};

  private:
    int commands_ = 0;
    int ids_ = 0;
};

}  // namespace wardcast::meeting
