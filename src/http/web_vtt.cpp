#include "http/web_vtt.h"

#include <spdlog/fmt/fmt.h>

namespace wardcast::http {

std::string vtt_time(std::chrono::milliseconds at) {
    const auto count = at.count();
    return fmt::format("{:02}:{:02}:{:02}.{:03}", count / 3'600'000, count / 60'000 % 60, count / 1000 % 60,
                       count % 1000);
}

std::string vtt_text(std::string_view plain) {
    std::string text;
    for (const char letter : plain) {
        switch (letter) {
            case '&':
                text += "&amp;";
                break;
            case '<':
                text += "&lt;";
                break;
            case '>':
                text += "&gt;";
                break;
            case '\n':
            case '\r':
                text += ' ';
                break;
            default:
                text += letter;
        }
    }
    return text;
}

}  // namespace wardcast::http
