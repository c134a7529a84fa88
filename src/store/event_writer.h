#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/event_store.h"
#include "store/sqlite.h"

namespace wardcast::store {

// The one thread of this process that writes the log. Everything that queued up while it was at the disk goes into the
// next transaction together: however many commands wait, they share one fsync.
//
// Threads: append() from any thread. Destroying it commits all that is queued first.
// Bound: kMaxQueuedRecords; what comes beyond is refused at once, on the caller's thread.
class EventWriter {
  public:
    static constexpr std::size_t kMaxQueuedRecords = 50'000;  // About 50 MB of long questions.

    [[nodiscard]] static Result<std::unique_ptr<EventWriter>> create(Connection log);
    ~EventWriter();

    // As EventStore::append. Without records it only proves that a commit succeeds.
    void append(meeting::Slug slug, std::vector<meeting::Record> records, EventStore::Appended appended);

  private:
    struct Job {
        meeting::Slug slug;
        std::vector<meeting::Record> records;
        EventStore::Appended appended;
    };
    struct Statements {
        Statement last;
        Statement insert;
        Statement probe;
    };

    EventWriter(Connection log, Statements statements);
    void run();
    void commit(std::vector<Job>& jobs);
    Result<void> write(const Job& job);
    // The hash of the record after which the job's come; Conflict where they do not continue the log.
    Result<std::string> continues(const Job& job);

    Connection log_;         // Used by the writer thread alone.
    Statements statements_;  // As log_.

    std::mutex mutex_;  // Guards the members below.
    std::condition_variable filled_;
    std::vector<Job> queue_;
    std::size_t queued_records_ = 0;
    bool closing_ = false;

    std::thread thread_;
};

}  // namespace wardcast::store
