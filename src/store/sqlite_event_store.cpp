#include "store/sqlite_event_store.h"

#include <future>
#include <utility>

#include <sodium.h>

#include "base/sha256.h"
#include "store/chain_check.h"
#include "store/record_row.h"
#include "store/schema.h"

namespace wardcast::store {
namespace {

constexpr std::size_t kSecretBytes = 32;

// Reads the secret, and makes it where there is none yet. Of two processes that start together, the first one's stays.
Result<std::string> obtain_secret(Connection& log) {
    const auto stored = [&log] { return log.word("SELECT bytes FROM secret"); };
    auto secret = stored();
    if (secret && secret->empty()) {
        if (sodium_init() < 0) return failure(ErrorKind::Internal, "libsodium finds no source of randomness");
        std::string fresh(kSecretBytes, '\0');
        randombytes_buf(fresh.data(), fresh.size());
        auto insert = log.prepare("INSERT OR IGNORE INTO secret (id, bytes) VALUES (1, ?)");
        if (!insert) return tl::unexpected(insert.error());
        if (auto inserted = insert->bind_blob(1, fresh).run(); !inserted) return tl::unexpected(inserted.error());
        secret = stored();
    }
    if (secret && secret->size() != kSecretBytes)
        return tl::unexpected(damaged(log.path(), "its secret is not 32 bytes"));
    return secret;
}

}  // namespace

Result<std::unique_ptr<SqliteEventStore>> SqliteEventStore::create(const std::string& path,
                                                                   const SqliteOptions& options) {
    auto log = open_event_log(path, options.patience);
    if (!log) return tl::unexpected(log.error());
    auto secret = obtain_secret(*log);
    if (!secret) return tl::unexpected(secret.error());
    if (options.max_pages) {
        const auto limited = log->number("PRAGMA max_page_count = " + std::to_string(*options.max_pages));
        if (!limited) return tl::unexpected(limited.error());
    }
    auto reader = open_reader(path, options);
    if (!reader) return tl::unexpected(reader.error());
    auto writer = EventWriter::create(std::move(*log));
    if (!writer) return tl::unexpected(writer.error());
    return std::unique_ptr<SqliteEventStore>(
        new SqliteEventStore(std::move(*writer), std::move(*reader), std::move(*secret), options));
}

Result<SqliteEventStore::Reader> SqliteEventStore::open_reader(const std::string& path, const SqliteOptions& options) {
    auto log = Connection::open(path, options.patience);
    if (!log) return tl::unexpected(log.error());
    if (auto set = log->execute("PRAGMA query_only = ON"); !set) return tl::unexpected(set.error());
    auto records = log->prepare(kSelectRecords);
    if (!records) return tl::unexpected(records.error());
    auto heads = log->prepare(
        "SELECT slug, (SELECT max(seq) FROM record WHERE record.slug = first.slug) "
        "FROM record AS first WHERE seq = 1 ORDER BY slug");
    if (!heads) return tl::unexpected(heads.error());
    auto hashes = log->prepare("SELECT hash FROM record WHERE slug = ? AND seq > ? ORDER BY seq");
    if (!hashes) return tl::unexpected(hashes.error());
    return Reader{std::move(*log), std::move(*records), std::move(*heads), std::move(*hashes)};
}

SqliteEventStore::SqliteEventStore(std::unique_ptr<EventWriter> writer, Reader reader, std::string secret,
                                   SqliteOptions options)
    : options_(options), secret_(std::move(secret)), reader_(std::move(reader)), writer_(std::move(writer)) {}

void SqliteEventStore::append(meeting::Slug slug, std::vector<meeting::Record> records, Appended appended) {
    writer_->append(std::move(slug), std::move(records), std::move(appended));
}

Result<std::vector<meeting::Record>> SqliteEventStore::read(const meeting::Slug& slug, std::uint64_t after) {
    std::vector<meeting::Record> records;
    const std::lock_guard lock(reader_mutex_);
    auto read = reader_.records.bind(1, slug.str())
                    .bind(2, static_cast<std::int64_t>(after))
                    .each([&](const Row& row) -> Result<void> {
                        auto record = record_from(row, slug);
                        if (!record) return tl::unexpected(record.error());
                        records.push_back(std::move(*record));
                        return {};
                    });
    if (!read) return tl::unexpected(read.error());
    return records;
}

Result<std::vector<EventStore::Head>> SqliteEventStore::heads() {
    std::vector<Head> heads;
    const std::lock_guard lock(reader_mutex_);
    auto read = reader_.heads.each([&](const Row& row) {
        heads.push_back({meeting::Slug(std::string(row.text(0))), static_cast<std::uint64_t>(row.integer(1))});
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    return heads;
}

Result<std::vector<std::string>> SqliteEventStore::hashes(const meeting::Slug& slug, std::uint64_t after) {
    std::vector<std::string> hashes;
    const std::lock_guard lock(reader_mutex_);
    auto read = reader_.hashes.bind(1, slug.str()).bind(2, static_cast<std::int64_t>(after)).each([&](const Row& row) {
        hashes.push_back(to_hex(row.text(0)));
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    return hashes;
}

Result<ChainReport> SqliteEventStore::verify(const meeting::Slug& slug) {
    // A connection of its own, so that nobody waits for it.
    auto log = Connection::open(reader_.log.path(), options_.patience);
    if (!log) return tl::unexpected(log.error());
    return check_chain(*log, slug);
}

Result<std::string> SqliteEventStore::secret() {
    return secret_;
}

Result<void> SqliteEventStore::writable() {
    auto written = std::make_shared<std::promise<Result<void>>>();
    auto outcome = written->get_future();
    writer_->append({}, {}, [written](Result<void> result) { written->set_value(std::move(result)); });
    // The writer's own wait for a lock may take all the patience there is.
    const auto patience = options_.patience + std::chrono::seconds(1);
    if (outcome.wait_for(patience) != std::future_status::ready) {
        return failure(ErrorKind::Unavailable, "the disk that holds " + reader_.log.path() + " does not answer");
    }
    return outcome.get();
}

}  // namespace wardcast::store
