#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/event_store.h"
#include "store/event_writer.h"
#include "store/sqlite.h"

namespace wardcast::store {

struct SqliteOptions {
    // How long to wait for another process that holds the lock, and in writable() for the disk.
    std::chrono::milliseconds patience{5000};
    // The most pages (of 4 KiB) to which the file may grow; beyond, writes fail as on a full disk.
    std::optional<std::int64_t> max_pages = std::nullopt;
};

// The event logs of all meetings in one SQLite file: write-ahead logging, an fsync before each acknowledgement.
// Several processes may have it open: a command line beside the running server.
//
// Threads: as EventStore. One connection belongs to the writer thread, one serves reads under a mutex.
// Destroying it first commits everything queued and calls every callback.
class SqliteEventStore final : public EventStore {
  public:
    // path: the file, created if missing; its folder must exist. Refuses with cause and cure, and leaves as it is, a
    // file that is damaged, another program's or a newer Wardcast's.
    [[nodiscard]] static Result<std::unique_ptr<SqliteEventStore>> create(const std::string& path,
                                                                          const SqliteOptions& options = {});

    void append(meeting::Slug slug, std::vector<meeting::Record> records, Appended appended) override;
    [[nodiscard]] Result<std::vector<meeting::Record>> read(const meeting::Slug& slug, std::uint64_t after) override;
    [[nodiscard]] Result<std::vector<Head>> heads() override;
    [[nodiscard]] Result<std::vector<std::string>> hashes(const meeting::Slug& slug, std::uint64_t after) override;
    [[nodiscard]] Result<ChainReport> verify(const meeting::Slug& slug) override;
    [[nodiscard]] Result<std::string> secret() override;
    [[nodiscard]] Result<void> writable() override;

  private:
    // The read connection and its statements.
    struct Reader {
        Connection log;
        Statement records;
        Statement heads;
        Statement hashes;
    };
    [[nodiscard]] static Result<Reader> open_reader(const std::string& path, const SqliteOptions& options);

    SqliteEventStore(std::unique_ptr<EventWriter> writer, Reader reader, std::string secret, SqliteOptions options);

    const SqliteOptions options_;
    const std::string secret_;
    std::mutex reader_mutex_;
    Reader reader_;  // Under reader_mutex_.
    std::unique_ptr<EventWriter> writer_;
};

}  // namespace wardcast::store
