// Any bytes as lines of a recording's index: what is taken comes back as it was, and a chain over it can be reckoned.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/index_line.h"
#include "media/recording_facts.h"
#include "media/recording_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    media::RecordingIndex index;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        (void)media::read_index_line(line);
        // As if its checksum were right.
        const auto entry = parse_json(line);
        if (!entry || !entry->is_object()) continue;
        (void)media::chain_hash(media::kChainStart, *entry);
        index.add(*entry);
    }
    (void)media::recording_facts(index);
    return 0;
}
