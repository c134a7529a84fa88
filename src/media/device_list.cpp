#include "media/device_list.h"

#include "media/studio.h"

namespace wardcast::media {

namespace {

// Other programs' streams and PulseAudio's copies of the same cards are left out: a server has no desktop.
bool is_of_machine(GstDevice* device) {
    const std::unique_ptr<GstStructure, decltype(&gst_structure_free)> properties(gst_device_get_properties(device),
                                                                                  &gst_structure_free);
    if (properties == nullptr) return false;
    const gchar* api = gst_structure_get_string(properties.get(), "device.api");
    return api == nullptr || g_str_equal(api, "v4l2") || g_str_equal(api, "alsa");
}

}  // namespace

std::vector<FoundDevice> find_devices() {
    std::vector<FoundDevice> found;
    const auto monitor = adopt(gst_device_monitor_new());
    gst_device_monitor_add_filter(monitor.get(), "Video/Source", nullptr);
    gst_device_monitor_add_filter(monitor.get(), "Audio/Source", nullptr);
    if (gst_device_monitor_start(monitor.get()) == FALSE) return found;
    GList* devices = gst_device_monitor_get_devices(monitor.get());
    for (GList* at = devices; at != nullptr; at = at->next) {
        auto device = adopt(GST_DEVICE(at->data));
        if (!is_of_machine(device.get())) continue;
        const GString name(gst_device_get_display_name(device.get()));
        const bool picture = gst_device_has_classes(device.get(), "Video/Source") == TRUE;
        found.push_back({{name.get(), picture}, std::move(device)});
    }
    g_list_free(devices);
    gst_device_monitor_stop(monitor.get());
    return found;
}

std::vector<CaptureDevice> Studio::devices() {
    if (gst_init_check(nullptr, nullptr, nullptr) == FALSE) return {};
    std::vector<CaptureDevice> devices;
    for (const FoundDevice& found : find_devices())
        devices.push_back(found.device);
    return devices;
}

}  // namespace wardcast::media
