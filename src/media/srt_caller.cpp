#include "media/srt_caller.h"

#include <netdb.h>
#include <srt/access_control.h>
#include <utility>

#include "media/relay_trouble.h"
#include "media/srt_socket.h"

namespace wardcast::media {

namespace {

constexpr int kConnectPatience = 5000;  // Milliseconds; who listens answers within two round trips.

struct AddressFree {
    void operator()(addrinfo* address) const noexcept { freeaddrinfo(address); }
};
using AddressPtr = std::unique_ptr<addrinfo, AddressFree>;

Outcome<AddressPtr> resolve(const SrtAddress& address) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found) != 0)
        return tl::unexpected(unknown_host(address.host));
    return AddressPtr(found);
}

Trouble turned_away(int reason) {
    switch (reason) {
        case SRT_REJ_BADSECRET:
        case SRT_REJ_UNSECURE:
            return {.words =
                        "The target wants another passphrase. Give it in the address: "
                        "srt://HOST:PORT?passphrase=….",
                    .code = "wrong_passphrase"};
        case SRT_REJX_UNAUTHORIZED:
        case SRT_REJX_FORBIDDEN:
            return {.words = "The target does not know this key. Ask whoever runs it for the stream id.",
                    .code = "unknown_stream_id"};
        case SRT_REJX_BAD_REQUEST:
            return {.words = "The target cannot read this key. Ask whoever runs it for the whole stream id.",
                    .code = "bad_stream_id"};
        case SRT_REJX_OVERLOAD:
        case SRT_REJ_BACKLOG:
            return {.words = "The target takes no more streams at the moment.", .code = "full"};
        case SRT_REJ_TIMEOUT:
        case SRT_REJ_UNKNOWN:
            return {.words =
                        "The target does not answer. Look whether it listens for SRT at this address and port, "
                        "and whether firewalls let UDP through.",
                    .code = "no_srt_answer"};
        default:
            return untold(srt_rejectreason_str(reason), "The target turned the stream away: ");
    }
}

}  // namespace

struct SrtCaller::Call {
    const SrtLibrary library;
    SrtSocket socket{srt_create_socket()};
    std::atomic<bool> was_connected{false};
};

SrtCaller::SrtCaller(std::unique_ptr<Call> call) : call_(std::move(call)) {}
SrtCaller::~SrtCaller() = default;

Outcome<std::unique_ptr<SrtCaller>> SrtCaller::call(const SrtAddress& address) {
    const auto found = resolve(address);
    if (!found) return tl::unexpected(found.error());
    auto call = std::make_unique<Call>();
    const SrtSocket& socket = call->socket;
    const bool set = socket.set(SRTO_RCVSYN, false) && socket.set(SRTO_SNDSYN, false) &&
                     socket.set(SRTO_CONNTIMEO, kConnectPatience) &&
                     socket.set(SRTO_LATENCY, static_cast<int>(address.latency.count())) &&
                     socket.set_text(SRTO_STREAMID, address.stream_id) &&
                     socket.set_text(SRTO_PASSPHRASE, address.passphrase);
    if (!set || srt_connect(socket.get(), (*found)->ai_addr, static_cast<int>((*found)->ai_addrlen)) == SRT_ERROR) {
        return tl::unexpected(untold(srt_getlasterror_str(), "SRT: "));
    }
    return std::unique_ptr<SrtCaller>(new SrtCaller(std::move(call)));
}

bool SrtCaller::send(std::string_view datagram) {
    return srt_sendmsg(call_->socket.get(), datagram.data(), static_cast<int>(datagram.size()), -1, 1) != SRT_ERROR;
}

SrtCaller::State SrtCaller::state() const {
    switch (srt_getsockstate(call_->socket.get())) {
        case SRTS_CONNECTED:
            call_->was_connected = true;
            return State::Connected;
        case SRTS_INIT:
        case SRTS_OPENED:
        case SRTS_CONNECTING:
            return State::Calling;
        default:
            return State::Over;
    }
}

Trouble SrtCaller::trouble() const {
    if (state() != State::Over) return {};
    if (call_->was_connected) {
        return {.words =
                    "The target hung up, or the network between has failed. A camera that somebody else sends "
                    "already is hung up on, too.",
                .code = "srt_hung_up"};
    }
    return turned_away(srt_getrejectreason(call_->socket.get()));
}

}  // namespace wardcast::media
