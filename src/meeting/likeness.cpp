#include "meeting/likeness.h"

#include <bit>
#include <string>

#include "meeting/folded_text.h"

namespace wardcast::meeting {
namespace {

// FNV-1a, 32 bits.
std::uint32_t hash(std::string_view bytes) {
    std::uint32_t hash = 2166136261U;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 16777619U;
    }
    return hash;
}

}  // namespace

Likeness::Likeness(std::string_view text) {
    // Spaces at both ends, so that beginnings and ends of words count.
    const std::string folded = " " + folded_text(text) + " ";
    for (std::size_t i = 0; i + 3 <= folded.size(); ++i) {
        const std::uint32_t bit = hash(std::string_view(folded).substr(i, 3)) % 2048U;
        bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

double Likeness::to(const Likeness& other) const noexcept {
    int both = 0;
    int either = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) {
        both += std::popcount(bits_[i] & other.bits_[i]);
        either += std::popcount(bits_[i] | other.bits_[i]);
    }
    return either == 0 ? 0.0 : static_cast<double>(both) / either;
}

}  // namespace wardcast::meeting
