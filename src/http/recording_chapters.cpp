#include "http/recording_chapters.h"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

#include "http/web_vtt.h"
#include "media/recording_position.h"

namespace wardcast::http {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kLongestTitle = 120;  // Bytes, of a question.

std::string text_of(const Json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// At most so many bytes, cut between words where there are any.
std::string shortened(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.size() <= kLongestTitle) return text;
    auto end = text.rfind(' ', kLongestTitle);
    if (end == std::string::npos || end == 0) end = kLongestTitle;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // Not within a character.
    return text.substr(0, end) + "…";
}

}  // namespace

std::vector<RecordingChapter> recording_chapters(const Json& state, const media::RecordingFacts& facts) {
    std::vector<RecordingChapter> chapters;
    const auto take = [&](const char* list, const char* time_member, const char* title_member, const char* kind) {
        const auto found = state.find(list);
        if (found == state.end() || !found->is_array()) return;
        for (const auto& entry : *found) {
            if (!entry.is_object()) continue;
            const auto time = from_rfc3339(text_of(entry, time_member));
            if (!time) continue;
            chapters.push_back(
                {facts.position_of(*time), *time, kind, text_of(entry, "id"), shortened(text_of(entry, title_member))});
        }
    };
    take("items", "opened_at", "title", "item");
    take("questions", "called_at", "text", "question");
    std::stable_sort(chapters.begin(), chapters.end(),
                     [](const auto& one, const auto& other) { return one.time < other.time; });
    // What came after the last picture is not to be found.
    std::erase_if(chapters, [&](const auto& chapter) { return chapter.at >= facts.duration; });
    return chapters;
}

std::string chapters_vtt(const std::vector<RecordingChapter>& chapters, milliseconds duration) {
    std::string vtt = "WEBVTT\n";
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const auto end = i + 1 < chapters.size() ? chapters[i + 1].at : duration;
        if (end <= chapters[i].at) continue;  // Another one begins at the same place.
        vtt += fmt::format("\n{}\n{} --> {}\n{}\n", chapters[i].id, vtt_time(chapters[i].at), vtt_time(end),
                           vtt_text(chapters[i].title));
    }
    return vtt;
}

}  // namespace wardcast::http
