// Any bytes as the stream id of an SRT caller: what is taken says who calls, and in the plain form says it again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/srt_stream_id.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::media;
    const auto id = SrtStreamId::parse({reinterpret_cast<const char*>(data), size});
    if (!id) return 0;
    if (id->meeting.empty() || id->camera.empty() || id->token.empty()) std::abort();
    const auto plain = id->meeting + "/" + id->camera + "/" + id->token;
    const bool is_plain = !plain.starts_with("#!::") && id->meeting.find('/') == std::string::npos &&
                          id->camera.find('/') == std::string::npos && id->token.find('/') == std::string::npos;
    if (is_plain && plain.size() <= 512 && SrtStreamId::parse(plain) != id) std::abort();
    return 0;
}
