#include "meeting/decide_meeting.h"

#include <algorithm>
#include <utility>

namespace wardcast::meeting {
namespace {

const AgendaItem* find_item(const State& state, const ItemId& id) {
    const auto found =
        std::find_if(state.items.begin(), state.items.end(), [&](const AgendaItem& item) { return item.id == id; });
    return found == state.items.end() ? nullptr : &*found;
}

tl::unexpected<Refusal> no_such_item() {
    return refuse(RefusalCode::NotFound, "There is no such item on the agenda any more. Look at it again.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const SetAgenda& agenda) {
    AgendaChanged changed{agenda.items};
    for (AgendaItem& item : changed.items) {
        if (item.id.empty()) {
            item.id = on.fresh<ItemId>("i_");
            continue;
        }
        const AgendaItem* known = find_item(on.state, item.id);
        if (known == nullptr) return no_such_item();
        item.opened_at = known->opened_at;
    }
    return Events{std::move(changed)};
}

Outcome decide_on(const Deciding& on, const OpenItem& open) {
    if (open.item && find_item(on.state, *open.item) == nullptr) return no_such_item();
    if (open.item == on.state.item) {
        return refuse(RefusalCode::AlreadyDone,
                      open.item ? "This item is open already." : "No item is open, so none was closed.");
    }
    return Events{ItemOpened{open.item}};
}

Outcome decide_on(const Deciding& on, const OpenQuestions&) {
    if (on.state.phase == Phase::Ended) return has_ended();
    if (on.state.questions_open) return refuse(RefusalCode::AlreadyDone, "Questions are taken already.");
    return Events{QuestionsOpened{}};
}

Outcome decide_on(const Deciding& on, const CloseQuestions&) {
    if (!on.state.questions_open) return refuse(RefusalCode::AlreadyDone, "No questions are taken already.");
    return Events{QuestionsClosed{}};
}

Outcome decide_on(const Deciding& on, const StartMeeting&) {
    if (on.state.phase == Phase::Live) return refuse(RefusalCode::AlreadyDone, "The meeting is under way already.");
    Events events;
    if (on.state.rehearsal) events.emplace_back(RehearsalChanged{false});
    events.emplace_back(MeetingStarted{});
    if (on.state.closed_by_end) events.emplace_back(QuestionsOpened{});
    return events;
}

Outcome decide_on(const Deciding& on, const EndMeeting&) {
    if (on.state.phase == Phase::Ended) return has_ended();
    Events events;
    if (on.state.rehearsal) events.emplace_back(RehearsalChanged{false});
    if (on.state.asking) events.emplace_back(QuestionAnswered{*on.state.asking});
    events.emplace_back(MeetingEnded{});
    if (on.state.questions_open) events.emplace_back(QuestionsClosed{});
    return events;
}

Outcome decide_on(const Deciding&, const ChangeMeeting& change) {
    return Events{change.change};
}

}  // namespace wardcast::meeting
