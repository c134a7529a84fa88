#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

// SQLite's handles, wrapped: a connection, a prepared statement, and its errors in words that name the cure.
namespace wardcast::store {

// One row of an answer; valid only during the call that hands it over.
class Row {
  public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  // Also the bytes of a blob.

  private:
    sqlite3_stmt* statement_;
};

// A prepared statement. Threads: one at a time, as its Connection.
class Statement {
  public:
    // Parameters count from 1. Texts are borrowed until run() or each() returns. A failed bind shows there.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::string_view bytes);

    // Runs to the end and resets the statement, so that it holds no lock afterwards.
    [[nodiscard]] Result<void> run();
    // The same, with each row; an error from on_row ends it.
    [[nodiscard]] Result<void> each(const std::function<Result<void>(const Row&)>& on_row);

  private:
    friend class Connection;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    Statement(sqlite3_stmt* statement, const std::string& path) : handle_(statement), path_(path) {}

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    std::string path_;
    int bind_code_ = 0;
};

// One connection to a database file. Threads: one at a time; the owner serialises.
class Connection {
  public:
    // Opens the file for reading and writing, and creates it where it is missing. Waits up to `patience` whenever
    // another connection holds a lock.
    [[nodiscard]] static Result<Connection> open(const std::string& path, std::chrono::milliseconds patience);

    // SQL without parameters and without rows; several statements may stand in it.
    [[nodiscard]] Result<void> execute(const char* sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    // The one number that a query such as `PRAGMA user_version` gives.
    [[nodiscard]] Result<std::int64_t> number(std::string_view sql);
    [[nodiscard]] Result<std::string> word(std::string_view sql);

    // Ends a transaction that failed; nothing where SQLite has already ended it.
    void roll_back() noexcept;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    struct Close {
        void operator()(sqlite3* connection) const noexcept;
    };
    explicit Connection(std::string path) : path_(std::move(path)) {}

    std::unique_ptr<sqlite3, Close> handle_;
    std::string path_;
};

// What a result code of SQLite means for this file, and the cure. Unavailable where trying again may help.
[[nodiscard]] Error sqlite_error(int code, const std::string& path);

// For a database file that cannot be trusted any more. Nothing of ours ever resets or repairs one by itself.
[[nodiscard]] Error damaged(const std::string& path, std::string_view what);

}  // namespace wardcast::store
