#include "meeting/decide_relays.h"

namespace wardcast::meeting {
namespace {

tl::unexpected<Refusal> no_such_relay() {
    return refuse(RefusalCode::NotFound, "There is no such relay any more. Look at the list again.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const AddRelay& add) {
    if (on.state.relays.size() >= kMaxRelays) {
        return refuse(RefusalCode::WrongState, "A meeting has at most " + std::to_string(kMaxRelays) +
                                                   " relays. Remove one that is not needed any more.");
    }
    return Events{RelayAdded{.relay = on.fresh<RelayId>("rel_"),
                             .label = add.label.empty() ? add.address : add.label,
                             .address = add.address,
                             .sealed = add.sealed,
                             .key = add.key}};
}

Outcome decide_on(const Deciding& on, const SwitchRelay& change) {
    const Relay* relay = find_relay(on.state, change.relay);
    if (relay == nullptr) return no_such_relay();
    if (relay->on == change.on) {
        return refuse(RefusalCode::AlreadyDone, change.on ? "This relay is on already." : "This relay is off already.");
    }
    return Events{RelaySwitched{relay->id, change.on}};
}

Outcome decide_on(const Deciding& on, const RemoveRelay& remove) {
    const Relay* relay = find_relay(on.state, remove.relay);
    if (relay == nullptr) return no_such_relay();
    return Events{RelayRemoved{relay->id}};
}

}  // namespace wardcast::meeting
