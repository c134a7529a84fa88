#include "app/relay_commands.h"

#include "app/clerk_request.h"
#include "app/meetings.h"

namespace wardcast::app {
namespace {

std::string words_of(const Json& relay) {
    std::string words = relay.value("id", "") + "  " + relay.value("label", "") + "  " + relay.value("address", "");
    const auto& health = relay["health"];
    if (!relay.value("on", false)) return words + "  off";
    if (health.is_null()) return words + "  (no server is running)";
    words += "  " + health.value("state", "");
    if (const int kbps = health.value("kbps", 0); kbps > 0) words += ", " + std::to_string(kbps) + " kbit/s";
    if (const int dropped = health.value("dropped", 0); dropped > 0) {
        words += ", " + std::to_string(dropped) + " pictures left out";
    }
    for (const auto& [name, before] : {std::pair{"error", "\n    "}, std::pair{"next_try_at", "\n    next try at "}}) {
        if (const auto found = health.find(name); found != health.end() && found->is_string()) {
            words += before + found->get<std::string>();
        }
    }
    return words;
}

}  // namespace

Result<void> run(const AddRelay& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    Json data = {{"address", command.address}};
    if (!command.key.empty()) data["key"] = command.key;
    if (!command.label.empty()) data["label"] = command.label;
    const auto done = clerk_command(**meetings, summary->slug, "add_relay", data);
    if (!done) return failure(done.error().kind, "the relay was not added: " + done.error().message);
    const auto relay = done->value("relay", std::string());
    if (command.format == Format::Json) {
        out << Json{{"relay", relay}}.dump() << '\n';
    } else {
        out << relay << " relays " << summary->title << " while it is on the air.\n";
    }
    return {};
}

Result<void> run(const ListRelays& command, const Config& config, std::ostream& out) {
    const auto meetings = Meetings::open(config);
    if (!meetings) return tl::unexpected(meetings.error());
    const auto summary = (*meetings)->find(command.slug);
    if (!summary) return tl::unexpected(summary.error());
    const auto relays = clerk_list(**meetings, summary->slug, "relay");
    if (!relays) return tl::unexpected(relays.error());
    if (command.format == Format::Json) {
        out << relays->dump() << '\n';
        return {};
    }
    for (const auto& relay : *relays)
        out << words_of(relay) << '\n';
    if (relays->empty()) out << "No relays yet: wardcast relay add " << command.slug << " ADDRESS --key …\n";
    return {};
}

}  // namespace wardcast::app
