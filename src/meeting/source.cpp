#include "meeting/source.h"

#include "meeting/words.h"

namespace wardcast::meeting {
namespace {

constexpr auto kKinds = words<SourceKind>("mastodon", "bluesky", "x", "youtube", "feed", "hook");

}  // namespace

std::string_view to_string(SourceKind kind) noexcept {
    return kKinds.of(kind);
}
std::optional<SourceKind> source_kind_from(std::string_view word) noexcept {
    return kKinds.find(word);
}

}  // namespace wardcast::meeting
