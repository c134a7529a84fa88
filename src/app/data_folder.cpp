#include "app/data_folder.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/json.h"

namespace wardcast::app {
namespace {

// Locks of the open file description: they can be asked for without being taken, and end with the process.
struct flock whole_file() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

std::string reason(int code) {
    return std::generic_category().message(code);
}

}  // namespace

Result<DataFolder> DataFolder::open(std::filesystem::path path) {
    std::error_code error;
    if (std::filesystem::create_directories(path, error)) {
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    }
    const int descriptor = ::open((path / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        const auto cause = reason(errno);
        return failure(ErrorKind::Unavailable, "the data folder " + path.string() + " cannot be used (" + cause +
                                                   "); make it writable for this user or name another with --data");
    }
    return DataFolder(std::move(path), descriptor);
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)), serves_(other.serves_) {}

DataFolder::~DataFolder() {
    if (lock_ < 0) return;
    if (serves_) {
        std::error_code ignored;
        std::filesystem::remove(path_ / "server.json", ignored);
    }
    close(lock_);
}

Result<void> DataFolder::lock() {
    auto lock = whole_file();
    if (fcntl(lock_, F_OFD_SETLK, &lock) == 0) {
        serves_ = true;
        return {};
    }
    if (errno == EAGAIN || errno == EACCES) {
        return failure(ErrorKind::Conflict, "another server is using the data folder " + path_.string() +
                                                "; stop it, or give this one a folder of its own with --data");
    }
    return failure(ErrorKind::Unavailable, "the data folder " + path_.string() + " cannot be locked (" + reason(errno) +
                                               "); use a file system that knows locks");
}

Result<void> DataFolder::announce(const Served& served) {
    const auto file = path_ / "server.json";
    const auto fresh = path_ / "server.json.new";
    std::ofstream stream(fresh);
    stream << Json{{"pid", getpid()},
                   {"here", served.links.here},
                   {"phones", served.links.phones},
                   {"local", served.local}}
                  .dump(2)
           << '\n';
    stream.close();
    std::error_code error;
    if (stream) std::filesystem::rename(fresh, file, error);
    if (!stream || error) {
        return failure(ErrorKind::Unavailable,
                       file.string() + " cannot be written; make room or the folder writable for this user");
    }
    return {};
}

std::optional<Served> DataFolder::served() const {
    auto lock = whole_file();
    if (fcntl(lock_, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) return std::nullopt;
    std::ifstream stream(path_ / "server.json");
    std::stringstream text;
    text << stream.rdbuf();
    const auto json = parse_json(text.str());
    if (!json || !json->is_object()) return std::nullopt;
    const auto text_of = [&](const char* name) {
        const auto found = json->find(name);
        return found != json->end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return Served{.links = {.here = text_of("here"), .phones = text_of("phones")}, .local = text_of("local")};
}

}  // namespace wardcast::app
