// Any bytes as words from people: what is kept of them is short enough, and clean when it is looked at once more.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "meeting/folded_text.h"
#include "meeting/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::meeting;
    constexpr std::size_t kMost = 60;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto lines : {Lines::Kept, Lines::Joined}) {
        if (const auto kept = normalise_text(text, kMost, lines)) {
            const auto again = normalise_text(*kept, kMost, lines);
            if (!again || *again != *kept) std::abort();
        }
        const auto shortened = shorten_text(text, kMost, lines);
        if (shortened && !normalise_text(*shortened, kMost, lines)) std::abort();
    }
    (void)folded_text(text);
    return 0;
}
