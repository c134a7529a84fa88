#include "meeting/apply_relays.h"

namespace wardcast::meeting {

void fold_in(Folding& fold, const RelayAdded& added) {
    fold.state.relays.push_back({.id = added.relay,
                                 .label = added.label,
                                 .address = added.address,
                                 .sealed = added.sealed,
                                 .key = added.key,
                                 .on = true});
    fold.tell({Member::Relays});
    fold.made = Made{"relay", added.relay.str()};
}

void fold_in(Folding& fold, const RelaySwitched& switched) {
    for (Relay& relay : fold.state.relays) {
        if (relay.id == switched.relay) fold.set(relay.on, switched.on, Member::Relays);
    }
}

void fold_in(Folding& fold, const RelayRemoved& removed) {
    const auto gone = std::erase_if(fold.state.relays, [&](const Relay& relay) { return relay.id == removed.relay; });
    if (gone > 0) fold.tell({Member::Relays});
}

}  // namespace wardcast::meeting
