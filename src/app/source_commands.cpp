#include "app/source_commands.h"

#include "app/clerk_request.h"
#include "app/meetings.h"

namespace wardcast::app {
namespace {

using namespace nlohmann::literals;

// The bulletin of a source among those of the meeting; null where there is none.
Json health_of(const Json& answer, const std::string& source) {
    if (const auto bulletins = answer.find("bulletins"); bulletins != answer.end()) {
        for (auto health : *bulletins) {
            if (health.value("type", "") != "source" || health.value("source", "") != source) continue;
            health.erase("type");
            health.erase("source");
            return health;
        }
    }
    return nullptr;
}

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
    if (!done) return tl::unexpected(done.error());
    if (done->value("type", "") != "done") {
        return failure(ErrorKind::Conflict, "the source was not added: " + done->value("message", done->dump()));
    }
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
    const auto read = clerk_read(**meetings, summary->slug);
    if (!read) return tl::unexpected(read.error());
    auto sources = read->value("/state/sources"_json_pointer, Json::array());
    for (auto& source : sources)
        source["health"] = health_of(*read, source.value("id", ""));
    if (command.format == Format::Json) {
        out << sources.dump() << '\n';
        return {};
    }
    for (const auto& source : sources)
        out << words_of(source) << '\n';
    if (sources.empty()) out << "No sources yet: wardcast source add " << command.slug << " mastodon --server …\n";
    return {};
}

}  // namespace wardcast::app
