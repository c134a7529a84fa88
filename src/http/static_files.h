#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace wardcast::http {

// The front end's build, read into memory at start: nothing a request says ever reaches the file system.
// Threads: immutable; any.
class StaticFiles {
  public:
    // Reads all regular files below the folder. NotFound or Unavailable with the path and the cure.
    [[nodiscard]] static Result<StaticFiles> load(const std::filesystem::path& root);

    // A page's HTML, such as "watch.html". NotFound names the file and how to build it.
    [[nodiscard]] Result<std::string> page(std::string_view name) const;

    // Answers GET and HEAD of a path such as "/assets/app-1a2b3c.js": 200, 304 or 404. HTML is not served by name.
    [[nodiscard]] Response serve(const Request& request) const;

  private:
    struct File {
        SharedBytes bytes;
        SharedBytes gzip;  // Null where it would not be smaller.
        std::string content_type;
        std::string etag;
    };

    std::filesystem::path root_;
    std::map<std::string, File, std::less<>> files_;  // By path from the root, with the leading slash.
};

}  // namespace wardcast::http
