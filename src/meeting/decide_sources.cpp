#include "meeting/decide_sources.h"

namespace wardcast::meeting {
namespace {

bool needs_server(SourceKind kind) {
    return kind == SourceKind::Mastodon || kind == SourceKind::Youtube || kind == SourceKind::Feed;
}

// Without one it would bring all that the world writes.
bool needs_hashtag(SourceKind kind) {
    return kind == SourceKind::Mastodon || kind == SourceKind::Bluesky || kind == SourceKind::X;
}

std::string label_of(const AddSource& add) {
    if (!add.label.empty()) return add.label;
    std::string label(to_string(add.kind));
    if (!add.server.empty()) label += " " + add.server;
    return label;
}

tl::unexpected<Refusal> no_such_source() {
    return refuse(RefusalCode::NotFound, "There is no such source any more. Look at the list again.");
}

}  // namespace

Outcome decide_on(const Deciding& on, const AddSource& add) {
    if (on.state.sources.size() >= kMaxSources) {
        return refuse(RefusalCode::WrongState, "A meeting has at most " + std::to_string(kMaxSources) +
                                                   " sources. Remove one that is not needed any more.");
    }
    if (needs_server(add.kind) && add.server.empty()) {
        return refuse(RefusalCode::BadMessage,
                      "This kind of source needs the address of its server, feed or video as 'server'.");
    }
    SourceAdded added{.source = on.fresh<SourceId>("src_"),
                      .kind = add.kind,
                      .label = label_of(add),
                      .server = add.server,
                      .hashtags = add.hashtags,
                      .token = add.token};
    if (added.hashtags.empty() && needs_hashtag(add.kind)) added.hashtags = on.state.hashtags;
    if (added.hashtags.empty() && needs_hashtag(add.kind)) {
        return refuse(RefusalCode::BadMessage,
                      "This kind of source needs a hashtag. Give the meeting one, or the source its own.");
    }
    return Events{std::move(added)};
}

Outcome decide_on(const Deciding& on, const SwitchSource& change) {
    const Source* source = find_source(on.state, change.source);
    if (source == nullptr) return no_such_source();
    if (source->on == change.on) {
        return refuse(RefusalCode::AlreadyDone,
                      change.on ? "This source is on already." : "This source is off already.");
    }
    return Events{SourceSwitched{source->id, change.on}};
}

Outcome decide_on(const Deciding& on, const RemoveSource& remove) {
    const Source* source = find_source(on.state, remove.source);
    if (source == nullptr) return no_such_source();
    return Events{SourceRemoved{source->id}};
}

}  // namespace wardcast::meeting
