#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "hub/hub.h"

// What the server puts into pages itself, so that they say something without JavaScript. Everything that people wrote
// is escaped by the template library.
namespace wardcast::http {

// What stands in the ask form again after it was refused.
struct Draft {
    std::string text;
    std::string name;
    std::string problem;  // Why it was refused, in words for the person.
};

// The watch page's fragment. read: {"seq","state","mine"} of Hub::read() for this resident.
[[nodiscard]] std::string watch_fragment(const Json& read, const Draft& draft);
[[nodiscard]] std::string home_fragment(const std::vector<hub::MeetingSummary>& meetings);

// What other sites show where somebody puts a link to a page; full addresses, or nothing.
struct Preview {
    std::string url;
    std::string image;
};

// What belongs into <head>: the title, a description, and what a link unfurls to.
[[nodiscard]] std::string head_fragment(std::string_view title, std::string_view description,
                                        const Preview& preview = {});

// A whole page that says in plain words what is wrong and what to do next.
[[nodiscard]] std::string error_page(std::string_view title, std::string_view what, std::string_view next);
[[nodiscard]] const char* error_css() noexcept;

// The shell with its two markers, <!--wardcast:head--> and <!--wardcast:server-part-->, replaced.
[[nodiscard]] std::string fill_shell(const std::string& shell, std::string_view head, std::string_view server_part);

}  // namespace wardcast::http
