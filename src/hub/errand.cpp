#include "hub/errand.h"

#include <utility>

#include "hub/access.h"
#include "hub/close_codes.h"
#include "hub/wire.h"

namespace wardcast::hub {
namespace {

Error error_of(const meeting::Refusal& refusal) {
    const bool is_unknown = refusal.code == meeting::RefusalCode::NotFound;
    return {is_unknown ? ErrorKind::NotFound : ErrorKind::Unavailable, refusal.message};
}

}  // namespace

Deed by_server(std::variant<meeting::Command, meeting::MeetingCreated> what) {
    return {
        .actor = {meeting::Role::System, Access::staff_id(meeting::Role::System)}, .id = {}, .what = std::move(what)};
}

bool is_servers_own(const Deed& deed) noexcept {
    return deed.actor.role == meeting::Role::System && !deed.settled;
}

Obstacle no_such_meeting() {
    return {{meeting::RefusalCode::NotFound, "There is no such meeting."}, kPolicyViolation};
}

Obstacle server_restarting() {
    return {{meeting::RefusalCode::Unavailable, "The server is restarting. Try again in a moment."}, kServiceRestart};
}

void turn_away(const Errand& errand, const Obstacle& obstacle, const std::vector<Outlet*>& outlets) {
    if (const auto* deed = std::get_if<Deed>(&errand)) {
        if (deed->settled) deed->settled(tl::unexpected(obstacle.refusal));
    } else if (const auto* join = std::get_if<Join>(&errand)) {
        outlets[join->subscriber.outlet]->deliver(Direct{.subscriber = join->subscriber.number,
                                                         .frame = share_bytes(refused_frame(obstacle.refusal)),
                                                         .closes = obstacle.closes});
    } else if (const auto* read = std::get_if<Read>(&errand)) {
        read->done(tl::unexpected(error_of(obstacle.refusal)));
    } else if (const auto* question = std::get_if<ReadQuestion>(&errand)) {
        question->done(tl::unexpected(error_of(obstacle.refusal)));
    } else if (const auto* captions = std::get_if<ReadCaptions>(&errand)) {
        captions->done(tl::unexpected(error_of(obstacle.refusal)));
    }
}

}  // namespace wardcast::hub
