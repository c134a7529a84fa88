#include "meeting/text.h"

#include <memory>
#include <optional>
#include <vector>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace wardcast::meeting {
namespace {

constexpr UChar32 kPopFormatting = 0x202C;
constexpr UChar32 kPopIsolate = 0x2069;
constexpr UChar32 kBlackFlag = 0x1F3F4;  // Starts the flag of a part of a country, spelt in tags.

// UAX #9 allows 125; people who write need two, and each takes one more character to close.
constexpr std::size_t kMaxDirectionDepth = 4;

bool is_isolate_start(UChar32 c) {
    return c >= 0x2066 && c <= 0x2068;
}
bool is_embedding_start(UChar32 c) {
    return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
}
bool is_direction_mark(UChar32 c) {
    return c == 0x200E || c == 0x200F || c == 0x061C;
}
bool is_joiner(UChar32 c) {
    return c == 0x200C || c == 0x200D;
}
bool is_tag(UChar32 c) {
    return c >= 0xE0020 && c <= 0xE007F;
}

// Whether a joiner beside this character can change how it looks.
bool can_be_joined(UChar32 c) {
    if (is_joiner(c)) return false;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER)) {
        return true;
    }
    const auto joining = u_getIntPropertyValue(c, UCHAR_JOINING_TYPE);
    if (joining != U_JT_NON_JOINING && joining != U_JT_TRANSPARENT) return true;
    return u_getIntPropertyValue(c, UCHAR_INDIC_SYLLABIC_CATEGORY) != U_INSC_OTHER;
}

// Builds the cleaned text one code point at a time.
class Cleaner {
  public:
    explicit Cleaner(Lines lines) : lines_(lines) {}

    void put(UChar32 c) {
        if (pending_joiner_) settle_joiner(c);
        if (c == '\t' || (c == '\n' && lines_ == Lines::Joined)) return keep(' ');
        if (c == '\n') return keep(c);
        if (u_charType(c) == U_CONTROL_CHAR || U_IS_UNICODE_NONCHAR(c)) return;
        if (is_embedding_start(c) || is_isolate_start(c)) return open(c);
        if (c == kPopFormatting) return pop_formatting();
        if (c == kPopIsolate) return pop_isolate();
        if (is_joiner(c)) {
            pending_joiner_ = c;
            return;
        }
        if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !may_stay_unseen(c)) return;
        keep(c);
    }

    // Trims, closes what is open, and gives the text up; empty if nothing in it can be seen.
    icu::UnicodeString take() {
        std::size_t begin = 0;
        std::size_t end = kept_.size();
        while (begin < end && u_isUWhiteSpace(kept_[begin]))
            ++begin;
        while (end > begin && u_isUWhiteSpace(kept_[end - 1]))
            --end;
        icu::UnicodeString text;
        bool seen = false;
        for (std::size_t i = begin; i < end; ++i) {
            text.append(kept_[i]);
            seen = seen ||
                   !(u_isUWhiteSpace(kept_[i]) || u_hasBinaryProperty(kept_[i], UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
        }
        if (!seen) return {};
        while (!open_.empty()) {
            text.append(closer(open_.back()));
            open_.pop_back();
        }
        return text;
    }

  private:
    void keep(UChar32 c) { kept_.push_back(c); }

    void open(UChar32 c) {
        if (open_.size() >= kMaxDirectionDepth) return;
        open_.push_back(c);
        keep(c);
    }

    // UAX #9 X7: closes an embedding or override, unless an isolate was opened inside it.
    void pop_formatting() {
        if (open_.empty() || is_isolate_start(open_.back())) return;
        open_.pop_back();
        keep(kPopFormatting);
    }

    // UAX #9 X6a: closes the last isolate and all that was opened inside it.
    void pop_isolate() {
        std::size_t depth = open_.size();
        while (depth > 0 && !is_isolate_start(open_[depth - 1]))
            --depth;
        if (depth == 0) return;
        open_.resize(depth - 1);
        keep(kPopIsolate);
    }

    static UChar32 closer(UChar32 opener) { return is_isolate_start(opener) ? kPopIsolate : kPopFormatting; }

    // A joiner stays only between two characters that it joins; a variation selector may stand in between.
    void settle_joiner(UChar32 next) {
        const UChar32 joiner = *pending_joiner_;
        pending_joiner_.reset();
        std::size_t last = kept_.size();
        while (last > 0 && u_hasBinaryProperty(kept_[last - 1], UCHAR_VARIATION_SELECTOR))
            --last;
        if (last > 0 && can_be_joined(kept_[last - 1]) && can_be_joined(next)) keep(joiner);
    }

    [[nodiscard]] bool may_stay_unseen(UChar32 c) const {
        if (is_direction_mark(c)) return true;
        if (kept_.empty() || u_isUWhiteSpace(kept_.back())) return false;
        if (is_tag(c)) return kept_.back() == kBlackFlag || is_tag(kept_.back());
        return u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR);
    }

    Lines lines_;
    std::vector<UChar32> kept_;
    std::vector<UChar32> open_;  // Embeddings, overrides and isolates not yet closed.
    std::optional<UChar32> pending_joiner_;
};

// Nothing if the text is not valid UTF-8.
std::optional<icu::UnicodeString> cleaned(std::string_view text, Lines lines) {
    std::u16string utf16(text.size(), u'\0');  // Never longer in UTF-16 units than in UTF-8 bytes.
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(utf16.data(), static_cast<std::int32_t>(utf16.size()), &length, text.data(),
                  static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status) != 0) return std::nullopt;

    Cleaner cleaner(lines);
    const icu::UnicodeString source(utf16.data(), length);
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1))
        cleaner.put(source.char32At(i));
    return cleaner.take();
}

// Longer ones are no posts; at least 500 characters stay, however many marks each has.
constexpr std::size_t kMaxShortenedBytes = std::size_t{64} * 1024;

Decided<icu::UnicodeString> normalised(std::string_view text, Lines lines, std::string_view what) {
    const auto clean = cleaned(text, lines);
    if (!clean) return refuse(RefusalCode::BadMessage, std::string(what) + " is not valid UTF-8.");
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) return refuse(RefusalCode::Unavailable, "Text cannot be normalised: ICU has no data.");
    return nfc->normalize(*clean, status);
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

// At most so many bytes, without cutting a code point in two.
std::size_t whole_characters(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text.size();
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return bytes;
}

}  // namespace

Decided<std::string> normalise_text(std::string_view text, std::size_t max_length, Lines lines, std::string_view what) {
    const auto normal = normalised(text, lines, what);
    if (!normal) return tl::unexpected(normal.error());
    const auto length = static_cast<std::size_t>(normal->countChar32());
    if (length > max_length) {
        return refuse(RefusalCode::TooLong, std::string(what) + " has " + std::to_string(length) +
                                                " characters; at most " + std::to_string(max_length) +
                                                " are taken. Shorten it and try again.");
    }
    return utf8(*normal);
}

Decided<std::string> shorten_text(std::string_view text, std::size_t max_length, Lines lines, std::string_view what) {
    auto normal = normalised(text.substr(0, whole_characters(text, kMaxShortenedBytes)), lines, what);
    if (!normal) return tl::unexpected(normal.error());
    if (static_cast<std::size_t>(normal->countChar32()) <= max_length) return utf8(*normal);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> characters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status) != 0) return refuse(RefusalCode::Unavailable, "Text cannot be cut: ICU has no data.");
    characters->setText(*normal);
    for (auto room = static_cast<std::int32_t>(max_length) - 1;; --room) {
        const auto end = normal->moveIndex32(0, room);
        const auto fitting =
            normal->tempSubString(0, characters->isBoundary(end) != 0 ? end : characters->preceding(end));
        // Once more: what the cut has opened must be closed, and that takes room as well.
        auto cut = normalised(utf8(fitting), lines, what);
        if (!cut) return tl::unexpected(cut.error());
        if (room == 0 || static_cast<std::size_t>(cut->countChar32()) < max_length) return utf8(*cut) + "\u2026";
    }
}

}  // namespace wardcast::meeting
