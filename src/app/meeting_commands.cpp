#include "app/meeting_commands.h"

#include <unistd.h>

#include "app/clerk_request.h"
#include "app/meeting_links.h"
#include "app/meetings.h"
#include "app/terminal_qr.h"

namespace wardcast::app {
namespace {

Json to_json(const hub::MeetingSummary& summary) {
    return {{"slug", summary.slug.str()},
            {"title", summary.title},
            {"starts", summary.starts ? Json(to_rfc3339(*summary.starts)) : Json(nullptr)},
            {"phase", to_string(summary.phase)},
            {"air", to_string(summary.air)}};
}

std::string to_text(const hub::MeetingSummary& summary) {
    const auto starts = summary.starts ? "  starts " + to_rfc3339(*summary.starts) : std::string();
    return summary.slug.str() + "  " + std::string(to_string(summary.phase)) + starts + "  " + summary.title;
}

void print(const MeetingLinks& links, const BaseUrls& urls, Format format, std::ostream& out) {
    if (format == Format::Json) {
        out << to_json(links).dump() << '\n';
    } else {
        out << to_text(links, urls);
    }
}

}  // namespace

Result<void> run(const CreateMeeting& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    std::optional<meeting::Slug> slug;
    if (command.slug) slug = meeting::Slug(*command.slug);
    const auto created = (*meetings)->create(
        {.title = command.title, .slug = slug, .starts = command.starts, .hashtags = command.hashtags});
    if (!created) return tl::unexpected(created.error());
    const auto urls = link_urls((*meetings)->folder(), config);
    print(links_of(created->slug.str(), created->title, (*meetings)->access(), urls), urls, command.format, out);
    return {};
}

Result<void> run(const ListMeetings& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto list = (*meetings)->list();
    if (!list) return tl::unexpected(list.error());
    if (command.format == Format::Json) {
        auto array = Json::array();
        for (const auto& summary : *list)
            array.push_back(to_json(summary));
        out << array.dump() << '\n';
        return {};
    }
    for (const auto& summary : *list)
        out << to_text(summary) << '\n';
    if (list->empty()) out << "No meetings yet: wardcast meeting create --title \"Ward meeting\"\n";
    return {};
}

Result<void> run(const ShowLinks& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    const auto urls = link_urls((*meetings)->folder(), config);
    const auto links = links_of(summary->slug.str(), summary->title, (*meetings)->access(), urls);
    print(links, urls, command.format, out);
    if (!command.qr || command.format == Format::Json) return {};
    const auto code = terminal_qr(links.camera, isatty(STDOUT_FILENO) == 1 ? Colours::Ansi : Colours::Plain);
    if (!code) return tl::unexpected(code.error());
    out << *code;
    return {};
}

Result<void> run(const EndMeeting& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    const auto answer = clerk_command(**meetings, summary->slug, "end_meeting", Json::object());
    if (!answer) return tl::unexpected(answer.error());
    if (answer->value("type", "") != "done") {
        return failure(ErrorKind::Conflict,
                       "meeting " + command.slug + " was not ended: " + answer->value("message", answer->dump()));
    }
    if (command.format == Format::Json) {
        out << Json{{"slug", command.slug}, {"phase", "ended"}}.dump() << '\n';
    } else {
        out << summary->title << " (" << command.slug << ") is ended.\n";
    }
    return {};
}

Result<void> run(const ShowOfficerLink& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto link = officer_link((*meetings)->access(), link_urls((*meetings)->folder(), config));
    if (command.format == Format::Json) {
        out << Json{{"officer", link}}.dump() << '\n';
    } else {
        out << link << '\n';
    }
    return {};
}

}  // namespace wardcast::app
