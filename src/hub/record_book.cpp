#include "hub/record_book.h"

#include <algorithm>
#include <utility>

#include "meeting/apply.h"
#include "meeting/moderation_record.h"

namespace wardcast::hub {

Result<RecordReading> RecordBook::read(const meeting::Slug& slug) {
    const auto known = std::find_if(pages_.begin(), pages_.end(), [&](const Page& page) { return page.slug == slug; });
    if (known != pages_.end()) {
        pages_.splice(pages_.begin(), pages_, known);
        const auto newer = store_.hashes(slug, known->seq);
        if (!newer) return tl::unexpected(newer.error());
        if (newer->empty()) return known->reading;
        pages_.pop_front();
    }
    auto page = make(slug);
    if (!page) return tl::unexpected(page.error());
    pages_.push_front(std::move(*page));
    if (pages_.size() > kKept) pages_.pop_back();
    return pages_.front().reading;
}

Result<RecordBook::Page> RecordBook::make(const meeting::Slug& slug) {
    const auto log = store_.read(slug, 0);
    if (!log) return tl::unexpected(log.error());
    if (log->empty()) return failure(ErrorKind::NotFound, "There is no such meeting.");
    const auto hashes = store_.hashes(slug, 0);
    if (!hashes) return tl::unexpected(hashes.error());
    meeting::State state;
    for (const meeting::Record& record : *log) {
        // Only what names it; the rest of the state is not needed.
        const bool names = std::holds_alternative<meeting::MeetingCreated>(record.event) ||
                           std::holds_alternative<meeting::MeetingChanged>(record.event);
        if (names) apply(state, record);
    }
    return Page{
        slug, log->back().seq, {state.title, std::make_shared<const Json>(meeting::moderation_record(*log, *hashes))}};
}

}  // namespace wardcast::hub
