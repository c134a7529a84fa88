// Any bytes as the headers by which an answer is chosen, and as an address that a proxy names.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/network.h"
#include "http/page_words.h"
#include "http/request.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wardcast::http;
    const std::string text(reinterpret_cast<const char*>(data), size);
    Request request;
    request.content_type = request.accept_encoding = request.accept_language = request.host = text;
    (void)request.accepts_gzip();
    (void)language_of(request);
    if (request.media_type().size() > size) std::abort();
    // Such a host stands in pages and links.
    if (is_plain_host(text) && text.find_first_of("<>\"'&/\\@?#% ") != std::string::npos) std::abort();
    if (const auto network = Network::parse(text)) {
        const auto shown = network->str();
        if (Network::parse(std::string_view(shown).substr(0, shown.find('/'))) != network) std::abort();
    }
    return 0;
}
