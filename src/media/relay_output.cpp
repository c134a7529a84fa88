#include "media/relay_output.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "media/pipeline.h"
#include "media/relay_trouble.h"
#include "media/srt_caller.h"

namespace wardcast::media {

namespace {

// Both tracks wait for each other in the muxer, which puts them in the order of their times; nothing is dropped here.
#define IN(NAME) "appsrc name=" NAME " format=time max-buffers=0 max-bytes=0 max-time=0 block=false"

constexpr const char* kRtmp =
    "flvmux name=mux streamable=true ! rtmp2sink name=out sync=false async=false chunk-size=4096"
    " " IN("picture") " ! mux.video " IN("sound") " ! mux.audio";

// Parameter sets stand before each keyframe, so that a receiver may begin anywhere. Seven packets make a datagram.
constexpr const char* kTransportStream =
    "mpegtsmux name=mux alignment=7 ! appsink name=out sync=false async=false max-buffers=0"
    " " IN("picture") " ! h264parse config-interval=-1 ! video/x-h264,stream-format=byte-stream,alignment=au ! mux."
    " " IN("sound") " ! aacparse ! audio/mpeg,stream-format=adts ! mux.";
#undef IN

// What both ways of sending share: the pipeline and its way in.
class MuxedOutput : public RelayOutput {
  public:
    void picture(GstBuffer* unit, GstCaps* caps, GstClockTime at) noexcept override { push(picture_, unit, caps, at); }
    void sound(GstBuffer* unit, GstCaps* caps, GstClockTime at) noexcept override { push(sound_, unit, caps, at); }
    [[nodiscard]] std::size_t waiting() const override {
        return gst_app_src_get_current_level_buffers(GST_APP_SRC(picture_.get()));
    }
    [[nodiscard]] std::uint64_t sent() const override { return shared_->sent; }

  protected:
    // With the pipeline's threads.
    struct Shared {
        std::atomic<std::uint64_t> sent{0};
        std::mutex mutex;
        std::string trouble;  // Guarded by mutex; as GStreamer says it.
    };

    explicit MuxedOutput(Pipeline pipeline)
        : pipeline_(std::move(pipeline)), picture_(pipeline_.element("picture")), sound_(pipeline_.element("sound")) {
        pipeline_.on_trouble([shared = shared_](const std::string& what) {
            const std::lock_guard lock(shared->mutex);
            if (shared->trouble.empty()) shared->trouble = what;
        });
    }
    [[nodiscard]] std::string raw_trouble() const {
        const std::lock_guard lock(shared_->mutex);
        return shared_->trouble;
    }

    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
    Pipeline pipeline_;

  private:
    static void push(const GstPtr<GstElement>& to, GstBuffer* unit, GstCaps* caps, GstClockTime at) noexcept {
        const BufferPtr own(gst_buffer_copy(unit));
        GST_BUFFER_PTS(own.get()) = at;
        GST_BUFFER_DTS(own.get()) = at;
        const SamplePtr sample(gst_sample_new(own.get(), caps, nullptr, nullptr));
        gst_app_src_push_sample(GST_APP_SRC(to.get()), sample.get());
    }

    GstPtr<GstElement> picture_, sound_;
};

class RtmpOutput final : public MuxedOutput {
  public:
    RtmpOutput(Pipeline pipeline, RtmpAddress address)
        : MuxedOutput(std::move(pipeline)), address_(std::move(address)), sink_(pipeline_.element("out")) {
        // One by one: keys may hold what an address would have to encode.
        gst_util_set_object_arg(G_OBJECT(sink_.get()), "scheme", address_.tls ? "rtmps" : "rtmp");
        g_object_set(sink_.get(), "host", address_.host.c_str(), "port", static_cast<gint>(address_.port),
                     "application", address_.application.c_str(), "stream", address_.stream.c_str(), nullptr);
        if (!address_.user.empty()) {
            g_object_set(sink_.get(), "username", address_.user.c_str(), "password", address_.password.c_str(),
                         nullptr);
        }
        const auto pad = adopt(gst_element_get_static_pad(sink_.get(), "sink"));
        auto data = std::make_unique<std::shared_ptr<Shared>>(shared_);
        gst_pad_add_probe(
            pad.get(), GST_PAD_PROBE_TYPE_BUFFER,
            [](GstPad*, GstPadProbeInfo* info, gpointer to) -> GstPadProbeReturn {
                (*static_cast<std::shared_ptr<Shared>*>(to))->sent +=
                    gst_buffer_get_size(gst_pad_probe_info_get_buffer(info));
                return GST_PAD_PROBE_OK;
            },
            data.release(),
            [](gpointer owned) {
                const std::unique_ptr<std::shared_ptr<Shared>> owner(static_cast<std::shared_ptr<Shared>*>(owned));
            });
    }

    Result<void> play() { return pipeline_.play(); }

    // The sink keeps statistics of a connection from when the target has agreed to the stream.
    [[nodiscard]] bool connected() const override {
        GstStructure* stats = nullptr;
        g_object_get(sink_.get(), "stats", &stats, nullptr);
        if (stats == nullptr) return false;
        guint64 bytes = 0;
        gst_structure_get_uint64(stats, "out-bytes-total", &bytes);
        gst_structure_free(stats);
        return bytes > 0;
    }
    [[nodiscard]] Trouble trouble() const override {
        const auto raw = raw_trouble();
        return raw.empty() ? Trouble() : rtmp_trouble(raw, address_);
    }

  private:
    const RtmpAddress address_;
    GstPtr<GstElement> sink_;
};

class SrtOutput final : public MuxedOutput {
  public:
    SrtOutput(Pipeline pipeline, std::unique_ptr<SrtCaller> caller)
        : MuxedOutput(std::move(pipeline)), caller_(std::move(caller)) {
        on_samples(pipeline_.element("out").get(), [shared = shared_, caller = caller_](const SamplePtr& sample) {
            const BufferMap map(gst_sample_get_buffer(sample.get()), GST_MAP_READ);
            constexpr std::size_t kDatagram = 7 * 188;
            for (auto rest = map.text(); !rest.empty(); rest.remove_prefix(std::min(kDatagram, rest.size()))) {
                if (caller->send(rest.substr(0, kDatagram))) shared->sent += std::min(kDatagram, rest.size());
            }
        });
    }

    Result<void> play() { return pipeline_.play(); }

    [[nodiscard]] bool connected() const override { return caller_->state() == SrtCaller::State::Connected; }
    [[nodiscard]] Trouble trouble() const override {
        const auto raw = raw_trouble();
        return raw.empty() ? caller_->trouble() : untold(raw.substr(0, raw.find(" (")), kSendingFailed);
    }

  private:
    std::shared_ptr<SrtCaller> caller_;
};

template <class Output, class... Rest>
Outcome<std::unique_ptr<RelayOutput>> made(const char* description, Rest&&... rest) {
    auto pipeline = Pipeline::parse(description);
    if (!pipeline) return tl::unexpected(untold(pipeline.error().message));
    auto output = std::make_unique<Output>(std::move(*pipeline), std::forward<Rest>(rest)...);
    if (auto playing = output->play(); !playing) {
        auto trouble = output->trouble();
        return tl::unexpected(trouble.empty() ? untold(playing.error().message) : std::move(trouble));
    }
    return output;
}

}  // namespace

Outcome<std::unique_ptr<RelayOutput>> RelayOutput::open(const RelayAddress& address) {
    if (const auto* rtmp = std::get_if<RtmpAddress>(&address)) return made<RtmpOutput>(kRtmp, *rtmp);
    auto caller = SrtCaller::call(std::get<SrtAddress>(address));
    if (!caller) return tl::unexpected(caller.error());
    return made<SrtOutput>(kTransportStream, std::move(*caller));
}

}  // namespace wardcast::media
