#include "meeting/decide_cameras.h"

#include <string>

namespace wardcast::meeting {
namespace {

tl::unexpected<Refusal> no_such_camera() {
    return refuse(RefusalCode::NotFound, "There is no such camera any more. Look at the list again.");
}

// Enough to catch what was put into the wrong field; the media side knows what really works.
bool may_be_address(CameraKind kind, const std::string& address) {
    if (kind != CameraKind::Rtsp) return !address.empty();
    return address.starts_with("rtsp") && address.find("://") != std::string::npos;
}

const char* wanted_address(CameraKind kind) {
    switch (kind) {
        case CameraKind::Rtsp:
            return "An IP camera needs its address, like rtsp://USER:PASSWORD@10.0.0.5:554/stream1. Its manual names "
                   "it.";
        case CameraKind::Device:
            return "Name the server's webcam, as 'wardcast check' lists it.";
        default:
            return "Name a file in the server's folder of clips, like opening.mp4.";
    }
}

}  // namespace

Outcome decide_on(const Deciding& on, const AddCamera& add) {
    if (on.state.cameras.size() >= kMaxCameras) {
        return refuse(RefusalCode::WrongState, "A meeting has at most " + std::to_string(kMaxCameras) +
                                                   " cameras. Remove one that is not needed any more.");
    }
    if (needs_address(add.kind) && !may_be_address(add.kind, add.address)) {
        return refuse(RefusalCode::BadMessage, wanted_address(add.kind));
    }
    // Short, since people type it into encoders; counted, so that a removed camera's links never open another.
    CameraAdded added{.camera = CameraId("cam" + std::to_string(on.state.cameras_ever + 1)),
                      .name = add.name,
                      .kind = add.kind,
                      .address = needs_address(add.kind) ? add.address : std::string()};
    if (!add.sealed.empty()) added.sealed = add.sealed;
    return Events{std::move(added)};
}

Outcome decide_on(const Deciding& on, const ChangeCamera& change) {
    const Camera* camera = find_camera(on.state, change.camera);
    if (camera == nullptr) return no_such_camera();
    if (camera->name == change.name) {
        return refuse(RefusalCode::AlreadyDone, "The camera is called that already.");
    }
    return Events{CameraChanged{change.camera, change.name}};
}

Outcome decide_on(const Deciding& on, const RemoveCamera& remove) {
    if (find_camera(on.state, remove.camera) == nullptr) return no_such_camera();
    if (remove.camera == CameraId(kMainCamera)) {
        return refuse(RefusalCode::WrongState, "A meeting keeps its main camera: its link may hang in the hall.");
    }
    Events events{CameraRemoved{remove.camera}};
    // Viewers must not be left with a camera that cannot come back.
    const Direction& now = on.state.programme;
    if (now.camera == remove.camera || now.sound == remove.camera) {
        const auto kept = [&](const auto& chosen) { return chosen == remove.camera ? std::nullopt : chosen; };
        events.emplace_back(ProgrammeSwitched{kept(now.camera), kept(now.sound), now.show});
    }
    return events;
}

}  // namespace wardcast::meeting
