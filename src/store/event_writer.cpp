#include "store/event_writer.h"

#include <utility>

#include "store/record_row.h"

namespace wardcast::store {

Result<std::unique_ptr<EventWriter>> EventWriter::create(Connection log) {
    auto last = log.prepare("SELECT seq, hash FROM record WHERE slug = ? ORDER BY seq DESC LIMIT 1");
    if (!last) return tl::unexpected(last.error());
    auto insert = log.prepare(kInsertRecord);
    if (!insert) return tl::unexpected(insert.error());
    auto probe = log.prepare("REPLACE INTO probe (id, at) VALUES (1, unixepoch())");
    if (!probe) return tl::unexpected(probe.error());
    Statements statements{std::move(*last), std::move(*insert), std::move(*probe)};
    return std::unique_ptr<EventWriter>(new EventWriter(std::move(log), std::move(statements)));
}

EventWriter::EventWriter(Connection log, Statements statements)
    : log_(std::move(log)), statements_(std::move(statements)), thread_([this] { run(); }) {}

EventWriter::~EventWriter() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    filled_.notify_one();
    thread_.join();
}

void EventWriter::append(meeting::Slug slug, std::vector<meeting::Record> records, EventStore::Appended appended) {
    {
        const std::lock_guard lock(mutex_);
        if (queued_records_ + records.size() <= kMaxQueuedRecords) {
            queued_records_ += records.size();
            queue_.push_back({std::move(slug), std::move(records), std::move(appended)});
            filled_.notify_one();
            return;
        }
    }
    appended(failure(ErrorKind::Unavailable,
                     "the disk is slower than what arrives for " + log_.path() + "; wait a moment and send it again"));
}

void EventWriter::run() {
    for (;;) {
        std::vector<Job> jobs;
        {
            std::unique_lock lock(mutex_);
            filled_.wait(lock, [this] { return closing_ || !queue_.empty(); });
            if (queue_.empty()) return;
            jobs.swap(queue_);
            queued_records_ = 0;
        }
        commit(jobs);
    }
}

void EventWriter::commit(std::vector<Job>& jobs) {
    // At once, not at the first write: the check of the last number must hold until the commit.
    Result<void> stored = log_.execute("BEGIN IMMEDIATE");
    std::vector<Result<void>> outcomes(jobs.size());
    for (std::size_t i = 0; stored && i < jobs.size(); ++i) {
        outcomes[i] = write(jobs[i]);
        // A conflict concerns one meeting; anything else is the disk's and all that share the transaction suffer it.
        if (!outcomes[i] && outcomes[i].error().kind != ErrorKind::Conflict) stored = outcomes[i];
    }
    if (stored) stored = log_.execute("COMMIT");
    if (!stored) log_.roll_back();
    for (std::size_t i = 0; i < jobs.size(); ++i)
        jobs[i].appended(stored ? outcomes[i] : stored);
}

Result<void> EventWriter::write(const Job& job) {
    if (job.records.empty()) return statements_.probe.run();
    auto hash = continues(job);
    if (!hash) return tl::unexpected(hash.error());
    for (const meeting::Record& record : job.records) {
        if (auto inserted = insert_record(statements_.insert, job.slug, record, *hash); !inserted) return inserted;
    }
    return {};
}

Result<std::string> EventWriter::continues(const Job& job) {
    std::uint64_t seq = 0;
    std::string hash;
    auto read = statements_.last.bind(1, job.slug.str()).each([&](const Row& row) {
        seq = static_cast<std::uint64_t>(row.integer(0));
        hash = row.text(1);
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    for (const meeting::Record& record : job.records) {
        if (record.seq != ++seq) {
            return failure(ErrorKind::Conflict, "meeting " + job.slug.str() + ": record " + std::to_string(record.seq) +
                                                    " does not continue its log, where " + std::to_string(seq) +
                                                    " comes next");
        }
    }
    return hash;
}

}  // namespace wardcast::store
