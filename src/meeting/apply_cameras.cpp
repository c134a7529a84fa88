#include "meeting/apply_cameras.h"

namespace wardcast::meeting {

void fold_in(Folding& fold, const CameraAdded& added) {
    fold.state.cameras.push_back({.id = added.camera,
                                  .name = added.name,
                                  .kind = added.kind,
                                  .address = added.address,
                                  .sealed = added.sealed.value_or("")});
    ++fold.state.cameras_ever;
    fold.tell({Member::Cameras});
    fold.made = Made{"camera", added.camera.str()};
}

void fold_in(Folding& fold, const CameraChanged& changed) {
    for (Camera& camera : fold.state.cameras) {
        if (camera.id != changed.camera) continue;
        camera.name = changed.name;
        fold.tell({Member::Cameras});
    }
}

void fold_in(Folding& fold, const CameraRemoved& removed) {
    const auto gone =
        std::erase_if(fold.state.cameras, [&](const Camera& camera) { return camera.id == removed.camera; });
    if (gone > 0) fold.tell({Member::Cameras});
}

}  // namespace wardcast::meeting
