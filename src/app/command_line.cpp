#include "app/command_line.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/config_fields.h"
#include "app/version.h"

namespace wardcast::app {
namespace {

// The words of one invocation as CLI11 fills them in.
struct Words {
    std::string config_file;
    std::vector<Setting> options;
    CreateMeeting create;
    std::string starts;
    ListMeetings list;
    ShowLinks links;
    EndMeeting end;
    ListRecordings recordings;
    KeepRecording keep;
    Verify verify;
    ShowOfficerLink officer;
    AddSource add_source;
    ListSources list_sources;
    AddRelay add_relay;
    ListRelays list_relays;
    Check check;
};

// "listen_https" is set by --listen-https.
std::string option_name(std::string_view key) {
    std::string name = "--" + std::string(key);
    std::ranges::replace(name, '_', '-');
    return name;
}

// An option that sets a key. Values are checked here, so that a bad one counts as wrong usage.
void add_setting(CLI::App& app, Words& words, std::string_view key, const std::string& help, std::string name = "") {
    const auto* field = find_field(key);
    if (name.empty()) name = option_name(key);
    const auto set = [&words, field, name](const std::vector<std::string>& values) {
        Config scratch;
        if (auto assigned = assign(scratch, *field, values); !assigned) {
            throw CLI::ValidationError(name, assigned.error().message);
        }
        words.options.push_back({.key = std::string(field->key), .values = values, .origin = name});
    };
    if (std::holds_alternative<Flag>(field->kind)) {
        app.add_flag_function(
            name, [set](std::int64_t) { set({"true"}); }, help);
        return;
    }
    auto* option = app.add_option_function<std::vector<std::string>>(name, set, help);
    option->type_name(std::holds_alternative<List>(field->kind) ? "ADDRESS:PORT" : "TEXT")->allow_extra_args(false);
    if (!std::holds_alternative<List>(field->kind)) option->expected(1);
}

void add_format(CLI::App& app, Format& format, const char* what) {
    app.add_flag_function(
        "--json", [&format](std::int64_t) { format = Format::Json; }, std::string("Print exactly one JSON ") + what);
}

void add_slug(CLI::App& app, std::string& slug) {
    app.add_option("SLUG", slug, "The meeting's name in its links")->required()->type_name("");
}

void add_meeting(CLI::App& app, Words& words) {
    auto* meeting = app.add_subcommand("meeting", "Make and look after meetings, also beside a running server");
    meeting->require_subcommand(1);

    auto* create = meeting->add_subcommand("create", "Make a meeting and print its links");
    create->add_option("--title", words.create.title, "What the meeting is called")->required();
    create->add_option("--slug", words.create.slug, "Its name in links (default: made from the title)");
    create->add_option("--starts", words.starts, "When it is to start, as 2026-11-26T19:00:00Z")
        ->check([](const std::string& text) {
            const auto time = from_rfc3339(text);
            return time ? std::string() : time.error().message;
        });
    create->add_option("--hashtag", words.create.hashtags, "A hashtag that goes with it; may be repeated")
        ->allow_extra_args(false);
    add_format(*create, words.create.format, "object");

    auto* list = meeting->add_subcommand("list", "List the meetings");
    add_format(*list, words.list.format, "array");

    auto* links = meeting->add_subcommand("links", "Print a meeting's links");
    add_slug(*links, words.links.slug);
    links->add_flag("--qr", words.links.qr, "Draw the camera link as a QR code too");
    add_format(*links, words.links.format, "object");

    auto* end = meeting->add_subcommand("end", "End a meeting: intake closes, the recording is finished");
    add_slug(*end, words.end.slug);
    add_format(*end, words.end.format, "object");
}

void add_source(CLI::App& app, Words& words) {
    auto* source = app.add_subcommand("source", "Connect a meeting to where people ask elsewhere");
    source->require_subcommand(1);

    auto* add = source->add_subcommand("add", "Add a source to a meeting and switch it on");
    add_slug(*add, words.add_source.slug);
    add->add_option("KIND", words.add_source.kind, "mastodon, bluesky, x, youtube, feed, or hook (SMS, mail)")
        ->required()
        ->check(CLI::IsMember({"mastodon", "bluesky", "x", "youtube", "feed", "hook"}))
        ->type_name("");
    add->add_option("--server", words.add_source.server, "Server (mastodon), feed or video, as people write it")
        ->type_name("URL");
    add->add_option("--hashtag", words.add_source.hashtags,
                    "What to look for (default: the meeting's hashtags); may be repeated")
        ->allow_extra_args(false);
    add->add_option("--token", words.add_source.token, "Access token or API key, where the service wants one");
    add->add_option("--label", words.add_source.label, "What the clerk's page calls it");
    add_format(*add, words.add_source.format, "object");

    auto* list = source->add_subcommand("list", "List a meeting's sources and how they do");
    add_slug(*list, words.list_sources.slug);
    add_format(*list, words.list_sources.format, "array");
}

void add_relay(CLI::App& app, Words& words) {
    auto* relay =
        app.add_subcommand("relay", "Push a meeting's programme to YouTube, Facebook or another server as well");
    relay->require_subcommand(1);

    auto* add = relay->add_subcommand("add", "Add a relay to a meeting and switch it on");
    add_slug(*add, words.add_relay.slug);
    add->add_option("ADDRESS", words.add_relay.address, "rtmp://, rtmps:// or srt://")->required()->type_name("");
    add->add_option("--key", words.add_relay.key, "Stream key; with SRT the stream id");
    add->add_option("--label", words.add_relay.label, "What the clerk's page calls it");
    add_format(*add, words.add_relay.format, "object");

    auto* list = relay->add_subcommand("list", "List a meeting's relays and how they do");
    add_slug(*list, words.list_relays.slug);
    add_format(*list, words.list_relays.format, "array");
}

void add_recording(CLI::App& app, Words& words) {
    auto* recording = app.add_subcommand("recording", "Look after what is recorded, also beside a running server");
    recording->require_subcommand(1);

    auto* list = recording->add_subcommand("list", "List the recordings, the oldest first");
    add_format(*list, words.recordings.format, "array");

    auto* keep =
        recording->add_subcommand("keep", "Never remove a meeting's recording, whatever keep_days and quota_gb");
    add_slug(*keep, words.keep.slug);
    keep->add_flag_function(
        "--off", [&words](std::int64_t) { words.keep.keep = false; }, "Let it be removed again");
    add_format(*keep, words.keep.format, "object");
}

void add_everything(CLI::App& app, Words& words) {
    app.set_version_flag("--version", std::string("wardcast ") + kVersion);
    app.set_help_flag("-h,--help", "Print this help");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(
        "Each option of `serve`, and --data, --public-url and --log-level, is also a key of the configuration file and "
        "an "
        "environment variable: --data is `data` and WARDCAST_DATA.");
    app.add_option("--config", words.config_file, "Configuration file; config/wardcast.toml explains each key")
        ->envname("WARDCAST_CONFIG");
    add_setting(app, words, "data", "Folder for everything that lasts (default: data)");
    add_setting(app, words, "public_url", "Under which address everybody reaches the server");
    add_setting(app, words, "log_level", "trace, debug, info, warn, error or off (default: info)");

    auto* serve = app.add_subcommand("serve", "Run the server");
    add_setting(*serve, words, "listen", "Where to answer http; may be repeated (default: 0.0.0.0:8080 and [::]:8080)");
    add_setting(*serve, words, "listen_https",
                "Where to answer https; may be repeated (default: port 8443, unless --listen is given)");
    add_setting(*serve, words, "media.srt.listen",
                "Where to listen for encoders that send by SRT, as ADDRESS:PORT (default: nowhere)", "--srt");
    add_setting(*serve, words, "demo", "Keep a meeting 'demo' on the air with a synthetic camera");
    add_setting(*serve, words, "first_meeting", "Title of the meeting to make when there is none");
    add_setting(*serve, words, "show_links", "Print the meetings' links and the camera's QR code");

    serve->footer("Further options, such as --config and --data: wardcast --help");

    add_meeting(app, words);
    add_source(app, words);
    add_relay(app, words);
    add_recording(app, words);

    auto* verify = app.add_subcommand(
        "verify", "Prove that what is kept of a meeting is as it was written, or name the first thing that is not");
    add_slug(*verify, words.verify.slug);
    add_format(*verify, words.verify.format, "object");

    auto* officer = app.add_subcommand("officer", "Print the officer's link, with which meetings are made");
    add_format(*officer, words.officer.format, "object");

    auto* check = app.add_subcommand("check", "Say what is wrong with this installation, and the cure");
    check->add_option("--health", words.check.health, "Only ask the server at this URL whether it is alive")
        ->type_name("URL");
    add_format(*check, words.check.format, "array");
}

Result<Config> read_config(const Words& words, const char* const* environment) {
    std::vector<Setting> settings;
    if (!words.config_file.empty()) {
        auto from_file = settings_from_file(words.config_file);
        if (!from_file) return tl::unexpected(from_file.error());
        settings = std::move(*from_file);
    }
    for (auto& setting : settings_from_environment(environment))
        settings.push_back(std::move(setting));
    settings.insert(settings.end(), words.options.begin(), words.options.end());
    return configure(settings);
}

decltype(Invocation::command) command_of(const CLI::App& app, Words& words) {
    const auto& meeting = *app.get_subcommand("meeting");
    if (app.got_subcommand("check")) return words.check;
    if (app.got_subcommand("source")) {
        if (app.get_subcommand("source")->got_subcommand("list")) return words.list_sources;
        return words.add_source;
    }
    if (app.got_subcommand("relay")) {
        if (app.get_subcommand("relay")->got_subcommand("list")) return words.list_relays;
        return words.add_relay;
    }
    if (app.got_subcommand("officer")) return words.officer;
    if (app.got_subcommand("verify")) return words.verify;
    if (app.got_subcommand("recording")) {
        if (app.get_subcommand("recording")->got_subcommand("keep")) return words.keep;
        return words.recordings;
    }
    if (!app.got_subcommand("meeting")) return Serve{};
    if (meeting.got_subcommand("list")) return words.list;
    if (meeting.got_subcommand("links")) return words.links;
    if (meeting.got_subcommand("end")) return words.end;
    if (!words.starts.empty()) words.create.starts = *from_rfc3339(words.starts);
    return words.create;
}

}  // namespace

tl::expected<Invocation, int> parse_command_line(int argc, const char* const* argv, const char* const* environment,
                                                 std::ostream& out, std::ostream& err) {
    Words words;
    CLI::App app("Live meetings for a ward: a phone's picture, residents' questions, one room screen", "wardcast");
    try {  // CLI11 reports by exceptions; they end here.
        add_everything(app, words);
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(app.exit(error, out, err) == 0 ? kExitOk : kExitUsage);
    }
    return Invocation{.config = read_config(words, environment), .command = command_of(app, words)};
}

}  // namespace wardcast::app
