#include <cstddef>
#include <cstdint>

#include "media/sdp_answer.h"
#include "media/sdp_fragment.h"

// What strangers POST and PATCH to /whip: parsed, mended and written back.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    gst_init(nullptr, nullptr);
    // A million complaints of GLib about bad input say nothing new.
    g_log_set_default_handler([](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::media;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto offer = SdpOffer::parse(text)) {
        (void)write_answer(*offer->message, offer->media, "198.51.100.4");
        (void)has_candidate(*offer->message);
        (void)ice_ufrag(*offer->message);
    }
    if (const auto fragment = SdpFragment::parse(text)) {
        (void)SdpFragment::write(fragment->ufrag, fragment->pwd, "0", {});
    }
    return 0;
}
