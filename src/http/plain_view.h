#pragma once

#include <string>

#include "base/json.h"
#include "http/page_words.h"
#include "hub/hub.h"

// Pages that the server writes whole and that need no script: a question's receipt and the moderation record.
namespace wardcast::http {

// What a form of the receipt was refused for: the form's name, why, and what was written.
struct ReceiptProblem {
    std::string form = {};  // "appeal", "verdict", "withdraw"; empty: none.
    std::string words = {};
    std::string draft = {};
};

// path: of the receipt. done: the form that was carried out just now, or empty.
[[nodiscard]] std::string receipt_fragment(const hub::QuestionReading& reading, const std::string& path,
                                           Language language, const std::string& done, const ReceiptProblem& problem);

// meeting: state of docs/protocol.md 2.2; record: 3.2.
[[nodiscard]] std::string record_fragment(const std::string& slug, const std::string& title, const Json& record,
                                          Language language);

}  // namespace wardcast::http
