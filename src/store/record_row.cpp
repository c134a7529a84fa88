#include "store/record_row.h"

#include <optional>
#include <string>

namespace wardcast::store {
namespace {

std::optional<meeting::Role> stored_role(std::string_view name) {
    // The wire never names the server's own role; the log does.
    if (name == meeting::to_string(meeting::Role::System)) return meeting::Role::System;
    return meeting::role_from(name);
}

tl::unexpected<Error> unreadable(const meeting::Slug& slug, std::uint64_t seq, const std::string& why) {
    return failure(ErrorKind::Internal,
                   "meeting " + slug.str() + ": record " + std::to_string(seq) + " of its log cannot be read (" + why +
                       "); if a newer Wardcast wrote it, run that one, else restore the log from a backup");
}

}  // namespace

Result<void> insert_record(Statement& insert, const meeting::Slug& slug, const meeting::Record& record,
                           std::string& hash) {
    const std::string data =
        meeting::to_log(record.event).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const RowText row{.seq = static_cast<std::int64_t>(record.seq),
                      .at = record.at.time_since_epoch().count(),
                      .role = meeting::to_string(record.actor.role),
                      .participant = record.actor.participant.str(),
                      .command = record.command.str(),
                      .event = meeting::name_of(record.event),
                      .data = data};
    hash = chained_hash(hash, slug.str(), row);
    return insert.bind(1, slug.str())
        .bind(2, row.seq)
        .bind(3, row.at)
        .bind(4, row.role)
        .bind(5, row.participant)
        .bind(6, row.command)
        .bind(7, row.event)
        .bind(8, row.data)
        .bind_blob(9, hash)
        .run();
}

RowText row_text(const Row& row) {
    return {.seq = row.integer(0),
            .at = row.integer(1),
            .role = row.text(2),
            .participant = row.text(3),
            .command = row.text(4),
            .event = row.text(5),
            .data = row.text(6)};
}

std::string_view row_hash(const Row& row) {
    return row.text(7);
}

Result<meeting::Record> record_from(const Row& row, const meeting::Slug& slug) {
    meeting::Record record;
    record.seq = static_cast<std::uint64_t>(row.integer(0));
    record.at = Timestamp(std::chrono::milliseconds(row.integer(1)));
    const auto role = stored_role(row.text(2));
    if (!role) return unreadable(slug, record.seq, "unknown role '" + std::string(row.text(2)) + "'");
    record.actor = {*role, meeting::ParticipantId(std::string(row.text(3)))};
    record.command = meeting::CommandId(std::string(row.text(4)));

    const Json data = Json::parse(row.text(6), nullptr, /*allow_exceptions=*/false);
    if (data.is_discarded()) return unreadable(slug, record.seq, "its data is not JSON");
    auto event = meeting::from_log(row.text(5), data);
    if (!event) return unreadable(slug, record.seq, event.error().message);
    record.event = std::move(*event);
    return record;
}

}  // namespace wardcast::store
