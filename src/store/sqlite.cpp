#include "store/sqlite.h"

#include <utility>

#include <sqlite3.h>

namespace wardcast::store {

std::int64_t Row::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Row::text(int column) const {
    // The pointer first: sqlite3_column_bytes counts the bytes of what the call before it made.
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    const int code = sqlite3_bind_int64(handle_.get(), parameter, value);
    if (code != SQLITE_OK) bind_code_ = code;
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    // A null pointer would bind NULL instead of an empty text.
    const char* bytes = text.empty() ? "" : text.data();
    const int code = sqlite3_bind_text64(handle_.get(), parameter, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) bind_code_ = code;
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
    const int code = sqlite3_bind_blob64(handle_.get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) bind_code_ = code;
    return *this;
}

Result<void> Statement::run() {
    return each([](const Row&) { return Result<void>{}; });
}

Result<void> Statement::each(const std::function<Result<void>(const Row&)>& on_row) {
    int code = std::exchange(bind_code_, SQLITE_OK);
    Result<void> seen;
    if (code == SQLITE_OK) {
        while (seen && (code = sqlite3_step(handle_.get())) == SQLITE_ROW)
            seen = on_row(Row(handle_.get()));
    }
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
    if (!seen) return seen;
    if (code != SQLITE_DONE) return tl::unexpected(sqlite_error(code, path_));
    return {};
}

void Connection::Close::operator()(sqlite3* connection) const noexcept {
    sqlite3_close_v2(connection);
}

Result<Connection> Connection::open(const std::string& path, std::chrono::milliseconds patience) {
    Connection connection(path);
    sqlite3* handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      SQLITE_OPEN_PRIVATECACHE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    connection.handle_.reset(handle);
    if (code != SQLITE_OK) return tl::unexpected(sqlite_error(code, path));
    sqlite3_busy_timeout(handle, static_cast<int>(patience.count()));
    // SQLite falls back to reading alone where the file may not be written, and would only say so at the first write.
    if (sqlite3_db_readonly(handle, "main") == 1) return tl::unexpected(sqlite_error(SQLITE_READONLY, path));
    return connection;
}

Result<void> Connection::execute(const char* sql) {
    const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(sqlite_error(code, path_));
    return {};
}

Result<Statement> Connection::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(sqlite_error(code, path_));
    return Statement(statement, path_);
}

Result<std::int64_t> Connection::number(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    std::int64_t number = 0;
    auto read = statement->each([&](const Row& row) {
        number = row.integer(0);
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    return number;
}

Result<std::string> Connection::word(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    std::string word;
    auto read = statement->each([&](const Row& row) {
        word = row.text(0);
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    return word;
}

void Connection::roll_back() noexcept {
    // A full disk or a read error makes SQLite roll back by itself; a second ROLLBACK would only fail.
    if (sqlite3_get_autocommit(handle_.get()) == 0) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Error damaged(const std::string& path, std::string_view what) {
    return {ErrorKind::Internal, "the event log " + path + " is damaged (" + std::string(what) +
                                     "); it was left as it is. Restore it from a backup, or, with Wardcast stopped, "
                                     "save what can be read: sqlite3 " +
                                     path + " .recover"};
}

Error sqlite_error(int code, const std::string& path) {
    const std::string reason = sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {ErrorKind::Unavailable,
                    "the disk that holds " + path + " is full; make room, nothing else is needed"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            return {
                ErrorKind::Unavailable,
                path + " is locked by another program; close whatever holds it open, a database shell for instance"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return damaged(path, reason);
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
            return {ErrorKind::NotAllowed, path + " cannot be written (" + reason +
                                               "); its folder must exist, and both must belong to the user that "
                                               "runs Wardcast"};
        case SQLITE_IOERR:
            return {ErrorKind::Unavailable, "the disk that holds " + path + " fails (" + reason + ")"};
        default:
            return {ErrorKind::Internal, "SQLite and " + path + ": " + reason};
    }
}

}  // namespace wardcast::store
