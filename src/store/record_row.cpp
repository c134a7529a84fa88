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

Result<void> insert_record(Statement& insert, const meeting::Slug& slug, const meeting::Record& record) {
    const std::string data =
        meeting::to_log(record.event).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return insert.bind(1, slug.str())
        .bind(2, static_cast<std::int64_t>(record.seq))
        .bind(3, record.at.time_since_epoch().count())
        .bind(4, meeting::to_string(record.actor.role))
        .bind(5, record.actor.participant.str())
        .bind(6, record.command.str())
        .bind(7, std::string_view(meeting::name_of(record.event)))
        .bind(8, data)
        .run();
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
