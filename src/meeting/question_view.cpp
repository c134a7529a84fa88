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

Json note_view(const Note& note) {
    return {{"text", note.text}, {"at", to_rfc3339(note.at)}};
}

}  // namespace

bool shows_support(const State& state, Audience audience) {
    return !state.listening || audience == Audience::Staff;
}

Json question_view(const State& state, const Question& question, const Viewer& viewer) {
    Json view{{"id", question.id.str()},
              {"text", question.text},
              {"name", question.name},
              {"channel", to_string(question.channel)},
              {"status", to_string(question.status)},
              {"nth", question.nth},
              {"asked_at", to_rfc3339(question.asked_at)}};
    const bool is_staff = viewer.audience == Audience::Staff;
    if (shows_support(state, viewer.audience)) view["supporters"] = supporters(state, question);
    if (!question.area.empty()) view["area"] = question.area;
    if (question.moved) view["moved"] = true;
    if (question.edited) {
        view["edited"] = {{"original", question.edited->original}, {"at", to_rfc3339(question.edited->at)}};
    }
    if (question.answer) view["answer"] = note_view(*question.answer);
    if (question.verdict) view["verdict"] = to_string(*question.verdict);
    // Of a question that everybody sees, its asker gets what everybody gets.
    const bool is_own = viewer.own != nullptr && *viewer.own == question.participant && !is_public(question.status);
    if (question.appeal && (is_staff || is_own)) {
        view["appeal"] = note_view(*question.appeal);
    }
    if (question.origin) view["origin"] = origin_view(*question.origin);
    if (question.first) view["first"] = true;
    if (question.called_at) view["called_at"] = to_rfc3339(*question.called_at);
    if (question.answered_at) view["answered_at"] = to_rfc3339(*question.answered_at);
    if (question.reason) view["reason"] = to_string(*question.reason);
    if (question.status == Status::Merged) view["into"] = question.into.str();
    if (is_staff) {
        view["participant"] = question.participant.str();
        if (question.held_for) view["held_for"] = *question.held_for;
        for (const QuestionId& id : question.like)
            view["like"].push_back(id.str());
    }
    return view;
}

}  // namespace wardcast::meeting
