#include "app/web_root.h"

#include <system_error>

namespace wardcast::app {

std::filesystem::path web_root(const Config& config) {
    if (!config.web.root.empty()) return config.web.root;
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto installed = program.parent_path().parent_path() / "share" / "wardcast" / "web";
    if (!error && std::filesystem::is_directory(installed, error)) return installed;
    return WARDCAST_WEB_ROOT;
}

}  // namespace wardcast::app
