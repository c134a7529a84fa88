#include "media/warm_up.h"

#include <spdlog/spdlog.h>

#include "media/pipeline.h"
#include "media/plugins.h"

namespace wardcast::media {

void warm_up() {
    for (const NeededElement& needed : needed_elements()) {
        const auto factory = adopt(gst_element_factory_find(needed.element));
        if (factory == nullptr) continue;
        const auto loaded = adopt(gst_plugin_feature_load(GST_PLUGIN_FEATURE(factory.get())));
    }
    auto pipeline = Pipeline::parse("webrtcbin bundle-policy=max-bundle");
    if (!pipeline) return;
    if (auto playing = pipeline->play(); !playing) spdlog::debug("warm-up: {}", playing.error().message);
}

}  // namespace wardcast::media
