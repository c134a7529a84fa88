#include "meeting/apply_sources.h"

#include <algorithm>

#include "meeting/apply_questions.h"

namespace wardcast::meeting {
namespace {

Source* find(State& state, const SourceId& id) {
    const auto found =
        std::find_if(state.sources.begin(), state.sources.end(), [&](const Source& each) { return each.id == id; });
    return found == state.sources.end() ? nullptr : &*found;
}

}  // namespace

void fold_in(Folding& fold, const SourceAdded& added) {
    fold.state.sources.push_back({.id = added.source,
                                  .kind = added.kind,
                                  .label = added.label,
                                  .server = added.server,
                                  .hashtags = added.hashtags,
                                  .token = added.token,
                                  .on = true,
                                  .cursor = {},
                                  .added_at = fold.record.at});
    fold.tell({Member::Sources});
    fold.made = Made{"source", added.source.str()};
}

void fold_in(Folding& fold, const SourceSwitched& switched) {
    Source* source = find(fold.state, switched.source);
    if (source != nullptr) fold.set(source->on, switched.on, Member::Sources);
}

void fold_in(Folding& fold, const SourceRemoved& removed) {
    std::erase_if(fold.state.sources, [&](const Source& source) { return source.id == removed.source; });
    fold.tell({Member::Sources});
}

void fold_in(Folding& fold, const SourceAdvanced& advanced) {
    if (Source* source = find(fold.state, advanced.source)) source->cursor = advanced.cursor;
}

void fold_in(Folding& fold, const QuestionEditedAtSource& edited) {
    fold.change(edited.question, [&](Question& question) {
        set_text(fold, question, edited.text);
        question.edited.reset();  // What staff had put right is not what it says now.
        question.held_for = edited.held_for;
        question.name = edited.name;
        if (question.origin) question.origin->version = edited.version;
        if (!is_public(question.status) && !(edited.held_for && question.status == Status::Waiting)) return;
        fold.become(question, edited.held_for ? Status::Held : Status::Waiting);
    });
}

}  // namespace wardcast::meeting
