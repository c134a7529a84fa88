#include "meeting/folded_text.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace wardcast::meeting {
namespace {

icu::UnicodeString folded(std::string_view text) {
    auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) != 0) return source;
    const auto apart = decompose->normalize(casefold->normalize(source, status), status);
    return U_FAILURE(status) != 0 ? source : apart;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
    const icu::UnicodeString apart = folded(text);
    std::vector<std::string> words;
    icu::UnicodeString word;
    const auto end_word = [&] {
        if (!word.isEmpty()) word.toUTF8String(words.emplace_back());
        word.remove();
    };
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 c = apart.char32At(i);
        if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) continue;
        if (u_isalnum(c) != 0) {
            word.append(c);
        } else {
            end_word();
        }
    }
    end_word();
    return words;
}

std::string folded_text(std::string_view text) {
    std::string joined;
    for (const std::string& word : folded_words(text)) {
        if (!joined.empty()) joined += ' ';
        joined += word;
    }
    return joined;
}

bool contains_words(const std::vector<std::string>& words, const std::vector<std::string>& phrase) {
    return !phrase.empty() && std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

}  // namespace wardcast::meeting
