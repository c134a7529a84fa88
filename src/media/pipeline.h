#pragma once

#include <functional>
#include <string>

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include "base/result.h"
#include "media/gst_ptr.h"

namespace wardcast::media {

// A GStreamer pipeline and what it reports. Stops with its owner: afterwards none of its threads runs.
//
// Threads: trouble and end are called from a streaming thread and must not stop the pipeline itself.
class Pipeline {
  public:
    using Trouble = std::function<void(const std::string& what)>;

    // As gst-launch writes them. Internal if it does not parse or an element is missing.
    [[nodiscard]] static Result<Pipeline> parse(const std::string& description);
    Pipeline(Pipeline&& other) noexcept = default;
    Pipeline& operator=(Pipeline&&) = delete;
    ~Pipeline();

    // Told of every error of an element. Before play().
    void on_trouble(Trouble trouble);
    // Told when every sink has come to the end of its stream. Before play(), after on_trouble().
    void on_end(std::function<void()> ended);
    // The element of that name, which the description must hold.
    [[nodiscard]] GstPtr<GstElement> element(const char* name) const;
    [[nodiscard]] Result<void> play();
    // Waits for the pipeline's threads; what waits in them is thrown away.
    void stop() noexcept;

    [[nodiscard]] GstPipeline* get() const noexcept { return pipeline_.get(); }
    [[nodiscard]] GstBin* bin() const noexcept { return GST_BIN(pipeline_.get()); }

  private:
    explicit Pipeline(GstPtr<GstPipeline> pipeline) : pipeline_(std::move(pipeline)) {}

    // What the bus tells.
    struct Told {
        Trouble trouble;
        std::function<void()> ended;
    };
    static GstBusSyncReply on_message(GstBus*, GstMessage* message, gpointer told) noexcept;

    GstPtr<GstPipeline> pipeline_;
    std::unique_ptr<Told> told_;
};

// Calls `each` with every sample that the appsink receives, and `ended` at its end of stream. Before play().
// Threads: both on the sink's streaming thread. The appsink owns the callbacks.
void on_samples(GstElement* appsink, std::function<void(SamplePtr)> each, std::function<void()> ended = {});

}  // namespace wardcast::media
