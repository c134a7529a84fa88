#pragma once

#include "base/json.h"
#include "media/camera_signal.h"
#include "media/relay_target.h"
#include "social/health.h"

// How cameras, relays and sources do, as the wire has it: docs/protocol.md section 2.6. Without `type` and the name of
// what it is about, which the hub adds.
namespace wardcast::app {

[[nodiscard]] Json to_wire(const media::CameraSignal& signal);
[[nodiscard]] Json to_wire(const media::RelayHealth& health);
[[nodiscard]] Json to_wire(const social::Health& health);

}  // namespace wardcast::app
