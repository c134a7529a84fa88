// Any bytes as what a camera says first on the media socket.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "http/publish_message.h"
#include "meeting/slug.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast;
    const auto message = http::read_publish_message({reinterpret_cast<const char*>(data), size}, 4096);
    if (const auto* publish = std::get_if<http::PublishMessage>(&message)) {
        if (!meeting::is_slug(publish->camera) || size > 4096) std::abort();
    } else if (const auto* misfit = std::get_if<http::Misfit>(&message)) {
        if (misfit->reason.empty()) std::abort();
    }
    return 0;
}
