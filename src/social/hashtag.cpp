#include "social/hashtag.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace wardcast::social {
namespace {

// Letters, marks, digits and '_': what the services take as part of a hashtag.
bool is_part(UChar32 letter) {
    return letter == '_' || u_isalnum(letter) != 0 || u_charType(letter) == U_NON_SPACING_MARK ||
           u_charType(letter) == U_COMBINING_SPACING_MARK;
}

}  // namespace

std::string folded_hashtag(std::string_view tag) {
    while (tag.starts_with('#'))
        tag.remove_prefix(1);
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())));
    UErrorCode error = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(error);
    text.foldCase();
    if (U_SUCCESS(error)) text = nfc->normalize(text, error);
    std::string folded;
    text.toUTF8String(folded);
    return folded;
}

bool has_hashtag(std::string_view text, const std::vector<std::string>& folded) {
    const auto letters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    for (auto hash = letters.indexOf(u'#'); hash >= 0; hash = letters.indexOf(u'#', hash + 1)) {
        auto end = hash + 1;
        while (end < letters.length() && is_part(letters.char32At(end)))
            end = letters.moveIndex32(end, 1);
        std::string tag;
        letters.tempSubStringBetween(hash + 1, end).toUTF8String(tag);
        if (!tag.empty() && std::ranges::find(folded, folded_hashtag(tag)) != folded.end()) return true;
    }
    return false;
}

}  // namespace wardcast::social
