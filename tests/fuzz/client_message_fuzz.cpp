// Any bytes as what a page says on its WebSocket, and as the command in it: what is taken has texts that are fit to be
// kept.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "http/client_message.h"
#include "meeting/command.h"
#include "meeting/text.h"

namespace {

using namespace wardcast;

void check(const http::Hello&) {}
void check(const http::Unreadable& unreadable) {
    if (unreadable.reason.empty()) std::abort();
}
void check(const http::Misfit& misfit) {
    if (misfit.reason.empty()) std::abort();
}
void check(const hub::CommandRequest& request) {
    if (!http::is_uuid(request.id.str())) std::abort();
    const auto command = meeting::parse_command(request.name, request.data);
    if (!command) {
        if (command.error().message.empty()) std::abort();
    } else if (const auto* ask = std::get_if<meeting::Ask>(&*command)) {
        const auto again = meeting::normalise_text(ask->text, meeting::kMaxQuestionLength, meeting::Lines::Kept);
        if (!again || *again != ask->text || ask->text.empty()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto message = http::read_client_message({reinterpret_cast<const char*>(data), size}, 16 * 1024);
    std::visit([](const auto& one) { check(one); }, message);
    return 0;
}
