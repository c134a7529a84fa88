// Any bytes, in any chunks: the splitter and what follows it must answer with pieces or an error.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

#include "media/fmp4_splitter.h"
#include "media/fragment_cut.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::media;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const std::size_t chunk = rest.empty() ? 1 : 1 + static_cast<std::uint8_t>(rest.front()) * std::size_t{16};
    Fmp4Splitter splitter;
    std::vector<Fmp4Splitter::Piece> pieces;
    while (!rest.empty()) {
        const auto now = rest.substr(0, std::min(chunk, rest.size()));
        if (!splitter.push(now, pieces)) break;
        rest.remove_prefix(now.size());
    }
    for (auto& piece : pieces) {
        auto* fragment = std::get_if<Fragment>(&piece);
        if (fragment == nullptr) continue;
        const auto duration = fragment->duration;
        std::uint64_t cut = 0;
        for (const auto& part : cut_fragment(std::move(*fragment), 1, 1200, false))
            cut += part.duration;
        if (cut != duration) std::abort();
    }
    return 0;
}
