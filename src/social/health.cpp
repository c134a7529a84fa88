#include "social/health.h"

namespace wardcast::social {

const char* to_string(Health::State state) noexcept {
    switch (state) {
        case Health::State::Off:
            return "off";
        case Health::State::Waiting:
            return "waiting";
        case Health::State::Ok:
            return "ok";
        case Health::State::Trouble:
            return "trouble";
    }
    return "waiting";
}

}  // namespace wardcast::social
