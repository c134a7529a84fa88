#include "hub/replay.h"

#include <algorithm>

#include "meeting/apply.h"

namespace wardcast::hub {

Replay replay(const std::vector<meeting::Record>& log, std::optional<std::uint64_t> told) {
    Replay replay;
    const std::uint64_t forgotten = log.size() - std::min<std::uint64_t>(log.size(), RecentEvents::kRemembered);
    for (const meeting::Record& record : log) {
        const auto effects = apply(replay.state, record);
        if (told && record.seq > *told) {
            replay.news.push_back(view_event(replay.state, record, effects));
            replay.unheard.push_back(record);
        } else if (!told && record.seq > forgotten) {
            replay.known.push_back(view_event(replay.state, record, effects));
        }
    }
    return replay;
}

}  // namespace wardcast::hub
