#include "meeting/apply_meeting.h"

#include <algorithm>

#include "meeting/apply_air.h"

namespace wardcast::meeting {

void fold_in(Folding& fold, const MeetingCreated& created) {
    fold.state.slug = created.slug;
    fold.state.title = created.title;
    fold.state.starts = created.starts;
    fold.state.hashtags = created.hashtags;
    fold.state.order = created.order;
    fold.tell({Member::Title, Member::Starts, Member::Hashtags, Member::Order});
}

void fold_in(Folding& fold, const MeetingChanged& changed) {
    if (changed.title) fold.set(fold.state.title, *changed.title, Member::Title);
    if (changed.starts) fold.set(fold.state.starts, *changed.starts, Member::Starts);
    if (changed.hashtags) fold.set(fold.state.hashtags, *changed.hashtags, Member::Hashtags);
}

void fold_in(Folding& fold, const MeetingStarted&) {
    fold.set(fold.state.phase, Phase::Live, Member::Phase);
    if (!fold.state.started_at) fold.set(fold.state.started_at, {fold.record.at}, Member::StartedAt);
    fold.set(fold.state.ended_at, {}, Member::EndedAt);
    if (fold.state.camera_present) go_live(fold);
}

void fold_in(Folding& fold, const MeetingEnded&) {
    fold.set(fold.state.phase, Phase::Ended, Member::Phase);
    fold.set(fold.state.ended_at, {fold.record.at}, Member::EndedAt);
    set_air(fold, Air::None);
    fold.forget_undo();  // What was done in the meeting stands with its end.
}

void fold_in(Folding& fold, const QuestionsOpened&) {
    fold.set(fold.state.questions_open, true, Member::QuestionsOpen);
    fold.state.closed_by_end = false;
}

void fold_in(Folding& fold, const QuestionsClosed&) {
    fold.set(fold.state.questions_open, false, Member::QuestionsOpen);
    fold.state.closed_by_end = fold.state.phase == Phase::Ended;
}

void fold_in(Folding& fold, const AgendaChanged& changed) {
    fold.set(fold.state.items, changed.items, Member::Items);
    const bool open_item_stays = std::any_of(fold.state.items.begin(), fold.state.items.end(),
                                             [&](const AgendaItem& item) { return item.id == fold.state.item; });
    if (!open_item_stays) fold.set(fold.state.item, {}, Member::Item);
}

void fold_in(Folding& fold, const ItemOpened& opened) {
    fold.set(fold.state.item, opened.item, Member::Item);
    for (AgendaItem& item : fold.state.items) {
        if (item.id != opened.item) continue;
        item.opened_at = fold.record.at;
        fold.tell({Member::Items});
    }
}

}  // namespace wardcast::meeting
