#include "store/schema.h"

#include <array>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include "store/chain_check.h"

namespace wardcast::store {
namespace {

constexpr std::int64_t kApplicationId = 0x57434c47;  // "WCLG"; `file` and we know the log by it.

// Step n brings a log from schema n to n + 1. Once released, a step never changes.
//
// record: the primary key is what keeps two processes from writing the same number. Without rowid, a meeting's records
// lie side by side in the order in which they are read. record_first gives the meetings without reading their logs.
//
// hash: store/chain.h; records from before it are given theirs.
struct Step {
    const char* sql;
    Result<void> (*then)(Connection& log);
};
constexpr std::array kSteps = {
    Step{"CREATE TABLE record ("
         "  slug TEXT NOT NULL, seq INTEGER NOT NULL CHECK (seq > 0), at INTEGER NOT NULL,"  // at: ms since 1970, UTC.
         "  role TEXT NOT NULL, participant TEXT NOT NULL, command TEXT NOT NULL,"
         "  event TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (slug, seq)) STRICT, WITHOUT ROWID;"
         "CREATE INDEX record_first ON record (slug) WHERE seq = 1;"
         "CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), bytes BLOB NOT NULL) STRICT;"
         "CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;"
         "PRAGMA application_id = 0x57434c47; PRAGMA user_version = 1;",
         nullptr},
    Step{"ALTER TABLE record ADD COLUMN hash BLOB NOT NULL DEFAULT x''; PRAGMA user_version = 2;", chain_old_records},
};
constexpr std::int64_t kVersion = kSteps.size();

// SQLite takes a missing or empty file for a new database and drops a write-ahead log that lies beside it, and with
// that the last hours of a meeting.
Result<void> refuse_orphaned_wal(const std::string& path) {
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    const auto wal_size = std::filesystem::file_size(path + "-wal", none);
    const bool has_main = size != static_cast<std::uintmax_t>(-1) && size > 0;
    const bool has_wal = wal_size != static_cast<std::uintmax_t>(-1) && wal_size > 0;
    if (has_wal && !has_main) {
        return tl::unexpected(damaged(path, "the file is gone or empty, but its companion -wal holds records"));
    }
    return {};
}

// The log holds the secret that signs every link: for its owner alone. SQLite gives -wal and -shm the same mode.
void create_private(const std::string& path) {
    // Only where it is new: closing a second descriptor of a file drops this process's locks on it (POSIX).
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
}

Result<void> check_is_ours(Connection& log) {
    // One view of the file: another process may be creating the schema at this moment.
    if (auto begun = log.execute("BEGIN"); !begun) return begun;
    const auto version = log.number("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    const auto application = log.number("PRAGMA application_id");
    if (!application) return tl::unexpected(application.error());
    const auto tables = log.number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tl::unexpected(tables.error());

    const bool is_new = *version == 0 && *application == 0 && *tables == 0;
    if (is_new) return log.execute("COMMIT");
    if (*application != kApplicationId) {
        return failure(ErrorKind::Conflict, log.path() + " is another program's database; choose another data folder");
    }
    if (*version > kVersion) {
        return failure(ErrorKind::Conflict, log.path() + " was written by a newer Wardcast (schema " +
                                                std::to_string(*version) + ", this one knows " +
                                                std::to_string(kVersion) + "); run that one, or restore a backup");
    }
    const auto sound = log.word("PRAGMA quick_check(1)");
    if (!sound) return tl::unexpected(sound.error());
    if (*sound != "ok") return tl::unexpected(damaged(log.path(), *sound));
    return log.execute("COMMIT");
}

Result<void> use_write_ahead_log(Connection& log) {
    const auto mode = log.word("PRAGMA journal_mode = WAL");
    if (!mode) return tl::unexpected(mode.error());
    if (*mode != "wal") {
        return failure(ErrorKind::Unavailable, log.path() +
                                                   " lies on a file system that cannot share memory between "
                                                   "processes; put the data folder on a local disk");
    }
    return log.execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
}

Result<void> migrate(Connection& log) {
    if (log.number("PRAGMA user_version") == kVersion) return {};
    // Under the write lock, so that of two processes that start together one migrates and the other sees it done.
    if (auto begun = log.execute("BEGIN IMMEDIATE"); !begun) return begun;
    const auto version = log.number("PRAGMA user_version");
    if (!version) return tl::unexpected(version.error());
    for (auto step = static_cast<std::size_t>(*version); step < kSteps.size(); ++step) {
        if (auto done = log.execute(kSteps[step].sql); !done) return done;
        if (kSteps[step].then == nullptr) continue;
        if (auto done = kSteps[step].then(log); !done) return done;
    }
    return log.execute("COMMIT");
}

Result<Connection> open_once(const std::string& path, std::chrono::milliseconds patience) {
    auto log = Connection::open(path, patience);
    if (!log) return log;
    if (auto ours = check_is_ours(*log); !ours) return tl::unexpected(ours.error());
    if (auto logging = use_write_ahead_log(*log); !logging) return tl::unexpected(logging.error());
    if (auto migrated = migrate(*log); !migrated) return tl::unexpected(migrated.error());
    return log;
}

}  // namespace

Result<Connection> open_event_log(const std::string& path, std::chrono::milliseconds patience) {
    if (auto whole = refuse_orphaned_wal(path); !whole) return tl::unexpected(whole.error());
    create_private(path);
    // SQLite does not wait by itself when two processes switch a new file to write-ahead logging at the same moment.
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto log = open_once(path, patience);
        const bool may_help_to_wait = !log && log.error().kind == ErrorKind::Unavailable;
        if (!may_help_to_wait || std::chrono::steady_clock::now() >= deadline) return log;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

}  // namespace wardcast::store
