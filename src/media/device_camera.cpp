#include "media/device_camera.h"

#include <algorithm>
#include <utility>

#include "media/device_list.h"
#include "media/ingest_end.h"
#include "media/pipeline.h"

namespace wardcast::media {

namespace {

std::string listed(const std::vector<FoundDevice>& devices, bool picture) {
    std::string names;
    for (const FoundDevice& found : devices) {
        if (found.device.picture == picture) names += (names.empty() ? "'" : ", '") + found.device.name + "'";
    }
    return names.empty() ? "there is none on this machine" : "there is " + names;
}

// The source element for a device by its listed name, or by its system name.
Outcome<GstPtr<GstElement>> source_of(const std::string& name, bool picture) {
    const char* factory = picture ? "v4l2src" : "alsasrc";
    const bool by_system_name = picture ? name.starts_with("/dev/") : name.find(':') != std::string::npos;
    if (by_system_name || (!picture && name == "default")) {
        auto source = adopt_floating(gst_element_factory_make(factory, nullptr));
        if (source == nullptr) return tl::unexpected(untold(std::string("GStreamer lacks ") + factory));
        g_object_set(source.get(), "device", name.c_str(), nullptr);
        return source;
    }
    const auto devices = find_devices();
    const auto found = std::find_if(devices.begin(), devices.end(), [&](const FoundDevice& each) {
        return each.device.name == name && each.device.picture == picture;
    });
    if (found != devices.end()) {
        if (auto source = adopt_floating(gst_device_create_element(found->handle.get(), nullptr))) return source;
    }
    return tl::unexpected(Trouble{.words = std::string("there is no ") + (picture ? "webcam '" : "sound card '") +
                                           name + "'; " + listed(devices, picture),
                                  .code = picture ? "no_webcam" : "no_sound_card",
                                  .about = name});
}

class DeviceCamera final : public Ingest {
  public:
    explicit DeviceCamera(Pipeline pipeline) : pipeline_(std::move(pipeline)) {}
    ~DeviceCamera() override { pipeline_.stop(); }

    [[nodiscard]] Ticks::time_point last_media() const noexcept override {
        return Ticks::time_point(Ticks::duration(report_->last));
    }
    [[nodiscard]] IngestState state() const noexcept override {
        return report_->failed ? IngestState::Failed : IngestState::Running;
    }
    [[nodiscard]] Trouble trouble() const override {
        const std::lock_guard lock(report_->mutex);
        return report_->trouble;
    }

    // name: the device's.
    Outcome<void> put_in(GstPtr<GstElement> source, const std::string& name, const char* before) {
        const auto next = pipeline_.element(before);
        gst_bin_add(pipeline_.bin(), source.get());
        if (gst_element_link(source.get(), next.get()) == FALSE) {
            return tl::unexpected(Trouble{.words = "the device gives neither a picture nor sound that can be used",
                                          .code = "useless_device",
                                          .about = name});
        }
        return {};
    }

    Outcome<void> begin(std::shared_ptr<CameraFeed> feed) {
        pipeline_.on_trouble([report = report_](const std::string& what) {
            const std::lock_guard lock(report->mutex);
            if (report->trouble.empty()) report->trouble = untold(what);
            report->failed = true;
        });
        if (const auto sink = pipeline_.element("picture")) {
            fill_pictures(sink.get(), feed);
            watch(pipeline_.element("picture_queue").get());
            watch_camera_size(adopt(gst_element_get_static_pad(pipeline_.element("sized").get(), "src")).get(), feed);
        }
        if (const auto sink = pipeline_.element("sound")) {
            fill_sound(sink.get(), feed);
            watch(pipeline_.element("sound_queue").get());
        }
        feed->restart();
        if (auto playing = pipeline_.play(); !playing) {
            auto reason = trouble();
            return tl::unexpected(reason.empty() ? untold(playing.error().message) : std::move(reason));
        }
        return {};
    }

  private:
    struct Report {
        std::atomic<Ticks::rep> last{Ticks::now().time_since_epoch().count()};
        std::atomic<bool> failed{false};
        std::mutex mutex;
        Trouble trouble;  // Guarded by mutex.
    };

    void watch(GstElement* queue) {
        const auto pad = adopt(gst_element_get_static_pad(queue, "sink"));
        gst_pad_add_probe(
            pad.get(), GST_PAD_PROBE_TYPE_BUFFER,
            [](GstPad*, GstPadProbeInfo*, gpointer report) -> GstPadProbeReturn {
                (*static_cast<std::shared_ptr<Report>*>(report))->last = Ticks::now().time_since_epoch().count();
                return GST_PAD_PROBE_OK;
            },
            std::make_unique<std::shared_ptr<Report>>(report_).release(),
            [](gpointer data) {
                const std::unique_ptr<std::shared_ptr<Report>> owner(static_cast<std::shared_ptr<Report>*>(data));
            });
    }

    Pipeline pipeline_;
    std::shared_ptr<Report> report_ = std::make_shared<Report>();
};

}  // namespace

Outcome<std::unique_ptr<Ingest>> make_device_camera(const DeviceAddress& address, std::shared_ptr<CameraFeed> feed) {
    std::string description;
    if (!address.picture.empty()) {
        // Webcams offer the most pictures a second as JPEG; what is uncompressed passes decodebin as it is.
        description +=
            "queue name=picture_queue leaky=downstream max-size-buffers=4 ! decodebin name=decoder"
            " ! identity name=sized ! " +
            picture_end("picture");
    }
    if (!address.sound.empty()) {
        description += " queue name=sound_queue leaky=downstream max-size-time=500000000 max-size-buffers=0 ! " +
                       sound_end("sound");
    }
    auto pipeline = Pipeline::parse(description);
    if (!pipeline) return tl::unexpected(untold(pipeline.error().message));
    auto camera = std::make_unique<DeviceCamera>(std::move(*pipeline));
    for (const bool picture : {true, false}) {
        const std::string& name = picture ? address.picture : address.sound;
        if (name.empty()) continue;
        auto source = source_of(name, picture);
        if (!source) return tl::unexpected(source.error());
        if (auto put = camera->put_in(std::move(*source), name, picture ? "picture_queue" : "sound_queue"); !put) {
            return tl::unexpected(put.error());
        }
    }
    if (auto begun = camera->begin(std::move(feed)); !begun) return tl::unexpected(begun.error());
    return camera;
}

}  // namespace wardcast::media
