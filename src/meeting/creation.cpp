#include "meeting/creation.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "meeting/slug.h"
#include "meeting/text.h"

namespace wardcast::meeting {
namespace {

bool is_hashtag(const std::string& tag) {
    const auto text = icu::UnicodeString::fromUTF8(tag);
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        const bool is_mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (u_isalnum(c) == 0 && !is_mark && c != '_') return false;
    }
    return !text.isEmpty();
}

}  // namespace

Decided<std::string> normalise_title(std::string_view title) {
    auto normal = normalise_text(title, kMaxTitleLength, Lines::Joined, "The title");
    if (normal && normal->empty()) return refuse(RefusalCode::Empty, "The title is empty. Write one and try again.");
    return normal;
}

Decided<std::string> normalise_hashtag(std::string_view hashtag) {
    auto normal = normalise_text(hashtag, kMaxHashtagLength, Lines::Joined, "The hashtag");
    if (!normal) return normal;
    if (normal->starts_with('#')) normal->erase(0, 1);
    if (!is_hashtag(*normal)) {
        return refuse(RefusalCode::BadMessage,
                      "A hashtag is one word of letters, digits and underscores; '" + *normal + "' is not.");
    }
    return normal;
}

Decided<std::vector<std::string>> normalise_hashtags(const std::vector<std::string>& hashtags) {
    std::vector<std::string> normal;
    for (const std::string& hashtag : hashtags) {
        auto one = normalise_hashtag(hashtag);
        if (!one) return tl::unexpected(one.error());
        if (std::find(normal.begin(), normal.end(), *one) == normal.end()) normal.push_back(*std::move(one));
    }
    if (normal.size() > kMaxHashtags) {
        return refuse(RefusalCode::BadMessage, "A meeting has at most " + std::to_string(kMaxHashtags) +
                                                   " hashtags; these are " + std::to_string(normal.size()) + ".");
    }
    return normal;
}

Decided<MeetingCreated> create_meeting(std::string_view title, std::optional<std::string_view> slug,
                                       std::optional<Timestamp> starts, const std::vector<std::string>& hashtags) {
    auto words = normalise_title(title);
    if (!words) return tl::unexpected(words.error());
    if (slug && !is_slug(*slug)) {
        return refuse(RefusalCode::BadMessage,
                      "A meeting's name in links has 1 to 60 characters, only a to z, 0 to 9 and hyphens.");
    }
    auto tags = normalise_hashtags(hashtags);
    if (!tags) return tl::unexpected(tags.error());
    return MeetingCreated{.slug = slug ? Slug(std::string(*slug)) : slug_from_title(*words),
                          .title = *std::move(words),
                          .starts = starts,
                          .hashtags = *std::move(tags),
                          .order = Order::Fair};
}

}  // namespace wardcast::meeting
