#include "hub/seal_secrets.h"

#include "meeting/shown_address.h"

namespace wardcast::hub {
namespace {

void seal(const Access& access, meeting::AddSource& add) {
    add.token = access.seal(add.token);
}

void seal(const Access& access, meeting::AddCamera& add) {
    if (add.kind != meeting::CameraKind::Rtsp) return;
    add.sealed = access.seal(add.address);
    add.address = meeting::shown_address(add.address);
}

void seal(const Access& access, meeting::AddRelay& add) {
    add.sealed = access.seal(add.address);
    add.key = access.seal(add.key);
    add.address = meeting::shown_relay_address(add.address);
}

void seal(const Access&, const auto&) {}

}  // namespace

void seal_secrets(const Access& access, meeting::Command& command) {
    std::visit([&](auto& one) { seal(access, one); }, command);
}

}  // namespace wardcast::hub
