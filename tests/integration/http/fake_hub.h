#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "hub/hub.h"

namespace wardcast::http {

// A hub that knows the meetings it is given, answers every command, and remembers what it was asked.
class FakeHub final : public hub::Hub {
  public:
    struct Joined {
        meeting::Slug slug;
        hub::Visitor visitor;
        std::optional<std::uint64_t> since;
        hub::SubscriberKey key;
    };
    struct Submitted {
        meeting::Slug slug;
        hub::Visitor visitor;
        hub::CommandRequest request;
    };

    struct Carried {
        meeting::Slug slug;
        meeting::CommandId id;
        meeting::Command command;
    };

    // Before the server starts: {"title","phase",…} as state shows it; slug is added.
    void add_meeting(const std::string& slug, Json state);
    // What commands are answered with; else `done` with question q_1.
    void answer_with(hub::CommandReply reply);
    // What read_question() finds for q_1.
    void add_question(Json question);
    // What captions() finds; else it is a meeting without any.
    void caption(const std::string& slug, hub::CaptionReading reading);
    // Commands, reads and lists are not answered any more.
    void fall_silent();

    void broadcast(const std::string& slug, const std::string& text,
                   meeting::Audience audience = meeting::Audience::Public,
                   std::vector<meeting::ParticipantId> except = {});
    void direct(const hub::SubscriberKey& key, const std::string& text);

    // Waits until so many joins, leaves or commands have come; the last one.
    Joined wait_for_join(std::size_t count = 1);
    hub::SubscriberKey wait_for_leave(std::size_t count = 1);
    Submitted wait_for_command(std::size_t count = 1);
    Carried wait_for_carried(std::size_t count = 1);
    std::vector<meeting::CommandId> carried_ids();

    std::size_t add_outlet(hub::Outlet& outlet) override;
    void join(const meeting::Slug& slug, hub::Visitor visitor, std::optional<std::uint64_t> since,
              hub::SubscriberKey subscriber) override;
    void leave(const meeting::Slug& slug, hub::SubscriberKey subscriber) override;
    void submit(const meeting::Slug& slug, hub::Visitor visitor, hub::CommandRequest request,
                std::function<void(hub::CommandReply)> replied) override;
    void tell(const meeting::Slug&, meeting::Command) override {}
    void carry_out(const meeting::Slug& slug, meeting::CommandId id, meeting::Command command,
                   Settled settled) override;
    void signal(const meeting::Slug&, const std::string&, Json) override {}
    void bulletin(const meeting::Slug&, const std::string&, const std::string&, Json) override {}
    void inspect(const meeting::Slug&, std::function<void(const meeting::State&)>) override {}
    void read(const meeting::Slug& slug, hub::Visitor visitor, std::function<void(Result<Json>)> done) override;
    void read_question(const meeting::Slug& slug, const meeting::QuestionId& question,
                       std::function<void(Result<hub::QuestionReading>)> done) override;
    void record(const meeting::Slug& slug, std::function<void(Result<hub::RecordReading>)> done) override;
    void captions(const meeting::Slug& slug, std::function<void(Result<hub::CaptionReading>)> done) override;
    void create(hub::NewMeeting meeting, std::function<void(Result<hub::MeetingSummary>)> created) override;
    void list(std::function<void(Result<std::vector<hub::MeetingSummary>>)> listed) override;
    void watch(Watcher) override {}
    void stop() override {}

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<hub::Outlet*> outlets_;
    std::map<std::string, Json> meetings_;
    std::map<std::string, hub::CaptionReading> captions_;
    std::optional<Json> question_;
    std::optional<hub::CommandReply> reply_;
    bool is_silent_ = false;
    std::vector<Joined> joins_;
    std::vector<hub::SubscriberKey> leaves_;
    std::vector<Submitted> commands_;
    std::vector<Carried> carried_;
};

}  // namespace wardcast::http
