#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "social/outgoing.h"

namespace wardcast::social {

// Answers requests from a script in the test and remembers what was asked.
class ScriptedOutgoing final : public Outgoing {
  public:
    using Script = std::function<Outcome<Answer>(const Request&)>;
    explicit ScriptedOutgoing(Script script) : script_(std::move(script)) {}

    Outcome<Answer> fetch(const Request& request, const std::stop_token&) override {
        asked.push_back(request.url);
        requests.push_back(request);
        return script_(request);
    }

    std::vector<std::string> asked;
    std::vector<Request> requests;

  private:
    Script script_;
};

inline Answer ok(std::string body, std::map<std::string, std::string, std::less<>> headers = {}) {
    return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
}

inline Answer status(int code) {
    return {.status = code, .headers = {}, .body = {}};
}

}  // namespace wardcast::social
