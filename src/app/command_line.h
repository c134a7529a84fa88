#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "app/config.h"
#include "base/clock.h"

namespace wardcast::app {

enum class Format { Text, Json };

// What the words after `wardcast` ask for.
struct Serve {};
struct CreateMeeting {
    std::string title;
    std::optional<std::string> slug;
    std::optional<Timestamp> starts;
    std::vector<std::string> hashtags;
    Format format = Format::Text;
};
struct ListMeetings {
    Format format = Format::Text;
};
struct ShowLinks {
    std::string slug;
    bool qr = false;
    Format format = Format::Text;
};
struct EndMeeting {
    std::string slug;
    Format format = Format::Text;
};
struct ListRecordings {
    Format format = Format::Text;
};
struct KeepRecording {
    std::string slug;
    bool keep = true;
    Format format = Format::Text;
};
struct Verify {
    std::string slug;
    Format format = Format::Text;
};
struct ShowOfficerLink {
    Format format = Format::Text;
};

struct AddSource {
    std::string slug;
    std::string kind;
    std::string server;
    std::vector<std::string> hashtags;
    std::string token;
    std::string label;
    Format format = Format::Text;
};
struct ListSources {
    std::string slug;
    Format format = Format::Text;
};
struct AddRelay {
    std::string slug;
    std::string address;
    std::string key;
    std::string label;
    Format format = Format::Text;
};
struct ListRelays {
    std::string slug;
    Format format = Format::Text;
};
struct Check {
    std::string health;  // A server's URL: ask only whether it is alive.
    Format format = Format::Text;
};

struct Invocation {
    Result<Config> config;  // check reports a broken one beside everything else, so it is no reason to stop here.
    std::variant<Serve, CreateMeeting, ListMeetings, ShowLinks, EndMeeting, ListRecordings, KeepRecording, Verify,
                 ShowOfficerLink, AddSource, ListSources, AddRelay, ListRelays, Check>
        command;
};

inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

// Reads the command line and, under it, the environment and the file that they name. Answers an exit status instead
// where nothing is left to do: help and version were printed to `out`, or what is wrong with the usage to `err`.
[[nodiscard]] tl::expected<Invocation, int> parse_command_line(int argc, const char* const* argv,
                                                               const char* const* environment, std::ostream& out,
                                                               std::ostream& err);

}  // namespace wardcast::app
