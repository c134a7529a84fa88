#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "hub/access.h"
#include "hub/live_hub.h"
#include "store/sqlite_event_store.h"
#include "temporary_folder.h"
#include "unit/hub/fake_outlet.h"
#include "unit/hub/held_store.h"
#include "unit/hub/stopped_clock.h"

namespace wardcast::hub {

using namespace std::chrono_literals;

[[nodiscard]] inline bool is(const Json& frame, const std::string& type) {
    return frame.at("type") == type;
}

// Whether a frame holds this event, about this question if one is given.
[[nodiscard]] inline bool tells(const Json& frame, const std::string& event, const std::string& question = {}) {
    if (!is(frame, "events")) return false;
    for (const Json& element : frame.at("events")) {
        const bool about = question.empty() || element.at("data").value("/question/id"_json_pointer, "") == question;
        if (element.at("event") == event && about) return true;
    }
    return false;
}

// A hub on a real store in a folder of its own, with the meeting `east-ward` and one outlet of fake sockets.
class HubTest : public testing::Test {
  protected:
    HubTest() { start(); }
    ~HubTest() override { store_.release(); }

    static Visitor resident(const std::string& name) {
        return {{meeting::Role::Resident, meeting::ParticipantId("p_" + name)}, "keep_" + name, "192.0.2.1"};
    }
    static Visitor staff(meeting::Role role = meeting::Role::Chair) {
        return {{role, Access::staff_id(role)}, "", "192.0.2.2"};
    }

    // A fresh hub, as after a restart of the server; sockets stay what they were.
    void start(const HubOptions& options = {}) {
        hub_.reset();
        hub_ = make_hub(store_, clock_, options);
        outlet_index_ = hub_->add_outlet(outlet_);
        if (disk_->heads()->empty()) create("East Ward");
    }

    template <class T>
    static T wait(const std::function<void(std::function<void(T)>)>& call) {
        auto promise = std::make_shared<std::promise<T>>();
        auto future = promise->get_future();
        call([promise](T value) { promise->set_value(std::move(value)); });
        if (future.wait_for(10s) != std::future_status::ready) {
            ADD_FAILURE() << "no answer came";
            return {};
        }
        return future.get();
    }

    Result<MeetingSummary> create(const std::string& title, std::optional<meeting::Slug> slug = std::nullopt) {
        return wait<Result<MeetingSummary>>([&](auto done) { hub_->create({title, slug, {}, {}}, done); });
    }
    Result<std::vector<MeetingSummary>> list() {
        return wait<Result<std::vector<MeetingSummary>>>([&](auto done) { hub_->list(done); });
    }
    Result<Json> read(const Visitor& visitor, const meeting::Slug& slug = kWard) {
        return wait<Result<Json>>([&](auto done) { hub_->read(slug, visitor, done); });
    }

    // The number of a socket that has its welcome.
    std::uint64_t join(const Visitor& visitor, std::optional<std::uint64_t> since = std::nullopt) {
        const auto number = open(visitor, since);
        outlet_.wait_for(number, [](const Json& frame) { return is(frame, "welcome"); });
        return number;
    }
    std::uint64_t open(const Visitor& visitor, std::optional<std::uint64_t> since = std::nullopt,
                       const meeting::Slug& slug = kWard) {
        const auto number = ++last_socket_;
        outlet_.open(number, visitor.actor);
        hub_->join(slug, visitor, since, {outlet_index_, number});
        return number;
    }
    Json welcome(std::uint64_t number) {
        return outlet_.wait_for(number, [](const Json& frame) { return is(frame, "welcome"); });
    }

    CommandReply act(const Visitor& visitor, const std::string& command, const Json& data = Json::object(),
                     const std::string& id = {}) {
        return wait<CommandReply>([&](auto done) { send(visitor, command, data, done, id); });
    }
    void send(const Visitor& visitor, const std::string& command, const Json& data,
              std::function<void(CommandReply)> replied, const std::string& id = {}) {
        const auto fresh = "c" + std::to_string(++last_command_);
        hub_->submit(kWard, visitor, {meeting::CommandId(id.empty() ? fresh : id), command, data}, std::move(replied));
    }
    // The id of a question that waits.
    std::string ask(const std::string& name, const std::string& text = "When will the bridge reopen?") {
        return act(resident(name), "ask", {{"text", text}}).body.value("question", "");
    }
    std::string ask_and_approve(const std::string& name) {
        const auto question = ask(name);
        act(staff(), "approve", {{"question", question}});
        return question;
    }

    static inline const meeting::Slug kWard{"east-ward"};

    TemporaryFolder folder_;
    StoppedClock clock_;
    std::unique_ptr<store::SqliteEventStore> disk_ =
        std::move(*store::SqliteEventStore::create(folder_.path() / "wardcast.db"));
    HeldStore store_{*disk_};
    FakeOutlet outlet_;
    std::unique_ptr<Hub> hub_;
    std::size_t outlet_index_ = 0;
    std::atomic<std::uint64_t> last_socket_ = 0;
    std::atomic<std::uint64_t> last_command_ = 0;
};

}  // namespace wardcast::hub
