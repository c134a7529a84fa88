#include "app/recording_commands.h"

#include <spdlog/fmt/fmt.h>

#include "app/data_folder.h"
#include "base/json.h"
#include "media/recording_shelf.h"

namespace wardcast::app {
namespace {

std::string gigabytes(std::uint64_t bytes) {
    return fmt::format("{:.2f} GB", static_cast<double>(bytes) / 1e9);
}

}  // namespace

Result<void> run(const ListRecordings& command, const Config& config, std::ostream& out) {
    const auto folder = DataFolder::open(config.data);
    if (!folder) return tl::unexpected(folder.error());
    const auto list = media::list_recordings(folder->recordings());
    if (command.format == Format::Json) {
        auto array = Json::array();
        for (const auto& recording : list) {
            array.push_back({{"slug", recording.meeting},
                             {"bytes", recording.bytes},
                             {"last_written", to_rfc3339(recording.last_written)},
                             {"keep", recording.keep}});
        }
        out << array.dump() << '\n';
        return {};
    }
    std::uint64_t total = 0;
    for (const auto& recording : list) {
        total += recording.bytes;
        out << recording.meeting << "  " << gigabytes(recording.bytes) << "  " << to_rfc3339(recording.last_written)
            << (recording.keep ? "  kept" : "") << '\n';
    }
    out << fmt::format("{} together{}{}\n", gigabytes(total),
                       config.media.quota_gb > 0 ? fmt::format(" of {} GB", config.media.quota_gb) : "",
                       config.media.keep_days > 0 ? fmt::format("; kept for {} days", config.media.keep_days) : "");
    return {};
}

Result<void> run(const KeepRecording& command, const Config& config, std::ostream& out) {
    const auto folder = DataFolder::open(config.data);
    if (!folder) return tl::unexpected(folder.error());
    if (auto marked = media::mark_recording(folder->recordings(), command.slug, command.keep); !marked) return marked;
    if (command.format == Format::Json) {
        out << Json{{"slug", command.slug}, {"keep", command.keep}}.dump() << '\n';
    } else {
        out << "The recording of " << command.slug
            << (command.keep ? " is kept whatever keep_days and quota_gb say.\n"
                             : " may be removed as keep_days and quota_gb say.\n");
    }
    return {};
}

}  // namespace wardcast::app
