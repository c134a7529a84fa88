#include "media/pipeline.h"

#include <utility>

namespace wardcast::media {

namespace {

struct SampleCallbacks {
    std::function<void(SamplePtr)> each;
    std::function<void()> ended;
};

GstFlowReturn on_new_sample(GstAppSink* sink, gpointer data) noexcept {
    auto sample = SamplePtr(gst_app_sink_pull_sample(sink));
    if (sample != nullptr) static_cast<SampleCallbacks*>(data)->each(std::move(sample));
    return GST_FLOW_OK;
}

void on_eos(GstAppSink*, gpointer data) noexcept {
    const auto& ended = static_cast<SampleCallbacks*>(data)->ended;
    if (ended) ended();
}

}  // namespace

// Handles a message where it is posted. Nobody else reads the bus, so every message ends here.
GstBusSyncReply Pipeline::on_message(GstBus*, GstMessage* message, gpointer data) noexcept {
    const auto& told = *static_cast<Told*>(data);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR && told.trouble) {
        GError* error = nullptr;
        gchar* debug = nullptr;
        gst_message_parse_error(message, &error, &debug);
        std::string what = std::string(GST_OBJECT_NAME(GST_MESSAGE_SRC(message))) + ": " + error->message;
        if (debug != nullptr) what += std::string(" (") + debug + ")";
        g_clear_error(&error);
        g_free(debug);
        told.trouble(what);
    }
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS && told.ended) told.ended();
    gst_message_unref(message);
    return GST_BUS_DROP;
}

Result<Pipeline> Pipeline::parse(const std::string& description) {
    GError* error = nullptr;
    // A mistake gives an error and a partial pipeline: both must be looked at.
    auto element = adopt_floating(gst_parse_launch(description.c_str(), &error));
    if (error != nullptr) {
        std::string reason = error->message;
        g_clear_error(&error);
        return failure(ErrorKind::Internal, "media pipeline: " + reason);
    }
    if (!GST_IS_PIPELINE(element.get())) {
        // One element alone comes without a pipeline around it.
        auto around = adopt_floating(gst_pipeline_new(nullptr));
        gst_bin_add(GST_BIN(around.get()), element.get());
        element = std::move(around);
    }
    return Pipeline(GstPtr<GstPipeline>(GST_PIPELINE(element.release())));
}

Pipeline::~Pipeline() {
    if (pipeline_ != nullptr) stop();
}

void Pipeline::on_trouble(Trouble trouble) {
    told_ = std::make_unique<Told>(Told{std::move(trouble), {}});
    auto bus = adopt(gst_pipeline_get_bus(pipeline_.get()));
    gst_bus_set_sync_handler(bus.get(), &on_message, told_.get(), nullptr);
}

void Pipeline::on_end(std::function<void()> ended) {
    if (told_ == nullptr) on_trouble({});
    told_->ended = std::move(ended);
}

GstPtr<GstElement> Pipeline::element(const char* name) const {
    return adopt(gst_bin_get_by_name(bin(), name));
}

Result<void> Pipeline::play() {
    if (told_ == nullptr) on_trouble({});
    if (gst_element_set_state(GST_ELEMENT(pipeline_.get()), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        return failure(ErrorKind::Internal, "media pipeline does not start");
    }
    return {};
}

void Pipeline::stop() noexcept {
    gst_element_set_state(GST_ELEMENT(pipeline_.get()), GST_STATE_NULL);
    auto bus = adopt(gst_pipeline_get_bus(pipeline_.get()));
    gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
}

void on_samples(GstElement* appsink, std::function<void(SamplePtr)> each, std::function<void()> ended) {
    GstAppSinkCallbacks callbacks{};
    callbacks.new_sample = &on_new_sample;
    callbacks.eos = &on_eos;
    auto state = std::make_unique<SampleCallbacks>(SampleCallbacks{std::move(each), std::move(ended)});
    gst_app_sink_set_callbacks(GST_APP_SINK(appsink), &callbacks, state.release(), [](gpointer data) {
        const std::unique_ptr<SampleCallbacks> owner(static_cast<SampleCallbacks*>(data));
    });
}

}  // namespace wardcast::media
