#include "meeting/question_view.h"

#include <utility>

namespace wardcast::meeting {

bool Viewer::sees(const Question& question) const {
    return audience == Audience::Staff || is_public(question.status) ||
           (own != nullptr && question.participant == *own);
}

namespace {

// What leads to the original and nothing that only the adapter needs.
Json origin_view(const Origin& origin) {
    Json view{{"source", origin.source}};
    for (const auto& [name, value] : {std::pair{"instance", &origin.instance},
                                      {"handle", &origin.handle},
                                      {"url", &origin.url},
                                      {"lang", &origin.lang}}) {
        if (!value->empty()) view[name] = *value;
    }
    return view;
}

}  // namespace

Json question_view(const State& state, const Question& question, const Viewer& viewer) {
    Json view{{"id", question.id.str()},
              {"text", question.text},
              {"name", question.name},
              {"channel", to_string(question.channel)},
              {"status", to_string(question.status)},
              {"supporters", supporters(state, question)},
              {"asked_at", to_rfc3339(question.asked_at)}};
    if (question.origin) view["origin"] = origin_view(*question.origin);
    if (question.first) view["first"] = true;
    if (question.called_at) view["called_at"] = to_rfc3339(*question.called_at);
    if (question.answered_at) view["answered_at"] = to_rfc3339(*question.answered_at);
    if (question.reason) view["reason"] = to_string(*question.reason);
    if (question.status == Status::Merged) view["into"] = question.into.str();
    if (viewer.audience == Audience::Staff) view["participant"] = question.participant.str();
    return view;
}

}  // namespace wardcast::meeting
