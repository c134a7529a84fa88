#include "app/signals.h"

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"

namespace wardcast::app {
namespace {

constexpr std::array kCameraStates{"live", "lost", "none"};                     // In the order of CameraSignal::State.
constexpr std::array kRelayStates{"waiting", "connecting", "live", "trouble"};  // In that of RelayHealth::State.

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json time_or_null(const std::optional<Timestamp>& time) {
    return time ? Json(to_rfc3339(*time)) : Json(nullptr);
}

Json names_of(const media::CameraAlarms& raised) {
    Json names = Json::array();
    if (raised.silence) names.push_back("silence");
    if (raised.black) names.push_back("black");
    if (raised.frozen) names.push_back("frozen");
    if (raised.not_on_air) names.push_back("not_on_air");
    return names;
}

}  // namespace

Json to_wire(const media::CameraSignal& signal) {
    const auto& viewers = signal.viewers;
    Json wire{{"state", kCameraStates.at(static_cast<std::size_t>(signal.state))},
              {"level_db", signal.level_db},
              {"kbps", signal.kbps},
              {"fps", signal.fps},
              {"width", signal.width},
              {"height", signal.height},
              {"alarms", names_of(signal.alarms)},
              {"viewers", {{"delay_ms", viewers.delay_ms}, {"fps", viewers.fps}, {"level_db", viewers.level_db}}}};
    if (const auto& trouble = signal.trouble; !trouble.empty()) {
        wire["trouble"] = trouble.words;
        wire["trouble_code"] = trouble.code;
        wire["trouble_about"] = text_or_null(trouble.about);
    }
    return wire;
}

Json to_wire(const media::RelayHealth& health) {
    return {{"state", kRelayStates.at(static_cast<std::size_t>(health.state))},
            {"since", to_rfc3339(health.since)},
            {"kbps", health.kbps},
            {"dropped", health.dropped},
            {"error", text_or_null(health.trouble.words)},
            {"code", text_or_null(health.trouble.code)},
            {"about", text_or_null(health.trouble.about)},
            {"next_try_at", time_or_null(health.next_try_at)}};
}

Json to_wire(const social::Health& health) {
    return {{"state", social::to_string(health.state)},
            {"last_post_at", time_or_null(health.last_post_at)},
            {"error", text_or_null(health.error)},
            {"code", text_or_null(health.code)},
            {"about", text_or_null(health.about)},
            {"next_try_at", time_or_null(health.next_try_at)},
            {"taken", health.taken}};
}

}  // namespace wardcast::app
