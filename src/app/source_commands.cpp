#include "app/source_commands.h"

#include "app/clerk_request.h"
#include "app/meetings.h"

namespace wardcast::app {
namespace {

std::string words_of(const Json& source) {
    std::string words = source.value("id", "") + "  " + source.value("kind", "") + "  " + source.value("label", "");
    for (const auto& tag : source.value("hashtags", Json::array()))
        words += " #" + tag.get<std::string>();
    const auto& health = source["health"];
    if (!source.value("on", false)) return words + "  off";
    if (health.is_null()) return words + "  (no server is running)";
    words += "  " + health.value("state", "");
    words += ", " + std::to_string(health.value("taken", 0)) + " posts since the start";
    if (!health["last_post_at"].is_null()) words += ", the last of " + health["last_post_at"].get<std::string>();
    if (!health["error"].is_null()) words += "\n    " + health["error"].get<std::string>();
    if (!health["next_try_at"].is_null()) words += "\n    next try at " + health["next_try_at"].get<std::string>();
    return words;
}

}  // namespace

Result<void> run(const AddSource& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    Json data = {{"kind", command.kind}};
    if (!command.server.empty()) data["server"] = command.server;
    if (!command.hashtags.empty()) data["hashtags"] = command.hashtags;
    if (!command.token.empty()) data["token"] = command.token;
    if (!command.label.empty()) data["label"] = command.label;
    const auto done = clerk_command(**meetings, summary->slug, "add_source", data);
    if (!done) return failure(done.error().kind, "the source was not added: " + done.error().message);
    Json added = {{"source", (*done)["source"]}};
    if (const auto path = done->find("url"); path != done->end()) {
        added["url"] = link_urls((*meetings)->folder(), config).here + path->get<std::string>();
        added["secret"] = (*done)["secret"];
    }
    if (command.format == Format::Json) {
        out << added.dump() << '\n';
        return {};
    }
    out << added["source"].get<std::string>() << " reads " << command.kind << " for " << summary->title << ".\n";
    if (added.contains("url")) {
        out << "  address  " << added["url"].get<std::string>() << "\n  secret   " << added["secret"].get<std::string>()
            << '\n';
    }
    return {};
}

Result<void> run(const ListSources& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    const auto sources = clerk_list(**meetings, summary->slug, "source");
    if (!sources) return tl::unexpected(sources.error());
    if (command.format == Format::Json) {
        out << sources->dump() << '\n';
        return {};
    }
    for (const auto& source : *sources)
        out << words_of(source) << '\n';
    if (sources->empty()) out << "No sources yet: wardcast source add " << command.slug << " mastodon --server …\n";
    return {};
}

}  // namespace wardcast::app
