#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/json.h"

namespace wardcast::meeting {

// A client that knows docs/protocol.md section 2.4 and nothing else: it takes a welcome's state and applies patches.
class Client {
  public:
    explicit Client(const Json& state) : state_(state) {}

    void take(const Json& event) {
        for (const auto& [name, value] : event["data"].items()) {
            if (name == "question") insert(value);
            if (name == "gone") remove(value);
            if (name == "queue") reorder(value);
            if (name == "set") set(value);
        }
    }

    void tally(const Json& votes) {
        for (Json& question : state_["questions"]) {
            const auto vote = votes.find(question["id"].get<std::string>());
            if (vote != votes.end()) question["supporters"] = *vote;
        }
    }

    [[nodiscard]] Json state() const { return sorted(state_); }

    // Questions stand in no particular order: by id, two states can be compared.
    [[nodiscard]] static Json sorted(Json state) {
        auto& questions = state["questions"];
        std::sort(questions.begin(), questions.end(), [](const Json& a, const Json& b) { return a["id"] < b["id"]; });
        return state;
    }

  private:
    // While the meeting listens, nobody but staff knows a count.
    void set(const Json& members) {
        state_.update(members);
        const bool is_staff = state_.contains("undo");
        if (is_staff || !members.contains("listening") || members["listening"].is_null()) return;
        for (Json& question : state_["questions"])
            question.erase("supporters");
    }

    void insert(const Json& question) {
        remove(Json::array({question["id"]}));
        state_["questions"].push_back(question);
    }

    void remove(const Json& ids) {
        Json kept = Json::array();
        for (const Json& question : state_["questions"]) {
            if (std::find(ids.begin(), ids.end(), question["id"]) == ids.end()) kept.push_back(question);
        }
        state_["questions"] = std::move(kept);
    }

    void reorder(const Json& steps) {
        for (const Json& step : steps) {
            Json queue = Json::array();
            for (const Json& id : state_["queue"]) {
                if (id == step["question"]) continue;
                if (step.contains("before") && id == step["before"]) queue.push_back(step["question"]);
                queue.push_back(id);
            }
            if (step.contains("before") && step["before"].is_null()) queue.push_back(step["question"]);
            state_["queue"] = std::move(queue);
        }
    }

    Json state_;
};

}  // namespace wardcast::meeting
