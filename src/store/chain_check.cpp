#include "store/chain_check.h"

#include <string>
#include <vector>

#include "base/sha256.h"
#include "store/chain.h"
#include "store/record_row.h"

namespace wardcast::store {
namespace {

Result<std::vector<std::string>> all_slugs(Connection& log) {
    auto select = log.prepare("SELECT slug FROM record WHERE seq = 1");
    if (!select) return tl::unexpected(select.error());
    std::vector<std::string> slugs;
    auto read = select->each([&](const Row& row) {
        slugs.emplace_back(row.text(0));
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    return slugs;
}

Result<void> chain_one(Statement& select, Statement& update, const std::string& slug) {
    std::vector<std::string> hashes;
    std::string before;
    auto read = select.bind(1, slug).bind(2, std::int64_t{0}).each([&](const Row& row) {
        before = chained_hash(before, slug, row_text(row));
        hashes.push_back(before);
        return Result<void>{};
    });
    if (!read) return read;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const auto seq = static_cast<std::int64_t>(i + 1);  // Without holes.
        if (auto done = update.bind_blob(1, hashes[i]).bind(2, slug).bind(3, seq).run(); !done) return done;
    }
    return {};
}

}  // namespace

Result<ChainReport> check_chain(Connection& log, const meeting::Slug& slug) {
    auto select = log.prepare(kSelectRecords);
    if (!select) return tl::unexpected(select.error());
    ChainReport report;
    std::string before;
    auto read = select->bind(1, slug.str()).bind(2, std::int64_t{0}).each([&](const Row& row) {
        if (report.broken) return Result<void>{};
        const RowText text = row_text(row);
        const auto expected = static_cast<std::int64_t>(report.records + 1);
        if (text.seq != expected) {
            report.broken = ChainReport::Break{static_cast<std::uint64_t>(expected), "it is missing"};
            return Result<void>{};
        }
        const std::string hash = chained_hash(before, slug.str(), text);
        if (hash != row_hash(row)) {
            report.broken =
                ChainReport::Break{static_cast<std::uint64_t>(text.seq), "it, or its hash, is not what was written"};
            return Result<void>{};
        }
        before = hash;
        ++report.records;
        return Result<void>{};
    });
    if (!read) return tl::unexpected(read.error());
    report.head = to_hex(before);
    return report;
}

Result<void> chain_old_records(Connection& log) {
    const auto slugs = all_slugs(log);
    if (!slugs) return tl::unexpected(slugs.error());
    auto select = log.prepare(kSelectRecords);
    if (!select) return tl::unexpected(select.error());
    auto update = log.prepare("UPDATE record SET hash = ? WHERE slug = ? AND seq = ?");
    if (!update) return tl::unexpected(update.error());
    for (const std::string& slug : *slugs) {
        if (auto done = chain_one(*select, *update, slug); !done) return done;
    }
    return {};
}

}  // namespace wardcast::store
