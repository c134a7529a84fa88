#pragma once

#include <string>
#include <vector>

#include "media/camera_source.h"
#include "media/gst_ptr.h"

namespace wardcast::media {

// A device of this machine, as GStreamer finds it.
struct FoundDevice {
    CaptureDevice device;
    GstPtr<GstDevice> handle;
};

// All webcams, capture cards and sound inputs there are at the moment. Takes some tens of milliseconds.
[[nodiscard]] std::vector<FoundDevice> find_devices();

}  // namespace wardcast::media
