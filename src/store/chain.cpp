#include "store/chain.h"

#include "base/sha256.h"

namespace wardcast::store {
namespace {

void add(Sha256& hash, std::string_view field) {
    hash.add(std::to_string(field.size())).add(":").add(field);
}
void add(Sha256& hash, std::int64_t number) {
    hash.add(std::to_string(number)).add(";");
}

}  // namespace

std::string chained_hash(std::string_view before, std::string_view slug, const RowText& row) {
    Sha256 hash;
    add(hash, before);
    add(hash, slug);
    add(hash, row.seq);
    add(hash, row.at);
    for (const auto field : {row.role, row.participant, row.command, row.event, row.data})
        add(hash, field);
    return std::string(as_bytes(hash.finish()));
}

}  // namespace wardcast::store
