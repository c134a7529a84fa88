#include "media/srt_listener.h"

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <netdb.h>
#include <srt/access_control.h>
#include <thread>
#include <utility>

#include "media/srt_socket.h"

namespace wardcast::media {

namespace {

constexpr int kBacklog = 16;
constexpr std::int64_t kLookEvery = 100;  // Milliseconds: for callers whose stream is over, and for the end.
constexpr std::size_t kMostBytes = 1500;  // Of one message: a datagram.
constexpr std::size_t kLeastPassphrase = 10, kMostPassphrase = 79;  // SRTO_PASSPHRASE

tl::unexpected<Error> no_listener(const SrtSettings& settings) {
    return failure(ErrorKind::Conflict, "SRT cannot be listened for on " + settings.address + ":" +
                                            std::to_string(settings.port) + " (" + srt_getlasterror_str() +
                                            "); stop the program that uses the port or choose another in "
                                            "media.srt.listen");
}

struct AddressFree {
    void operator()(addrinfo* address) const noexcept { freeaddrinfo(address); }
};

Result<void> bind_to(const SrtSocket& socket, const SrtSettings& settings) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(settings.address.c_str(), std::to_string(settings.port).c_str(), &hints, &found) != 0) {
        return failure(ErrorKind::BadInput, "'" + settings.address + "' is no address to listen for SRT on");
    }
    const std::unique_ptr<addrinfo, AddressFree> address(found);
    if (address->ai_family == AF_INET6) static_cast<void>(socket.set(SRTO_IPV6ONLY, 1));
    if (srt_bind(socket.get(), address->ai_addr, static_cast<int>(address->ai_addrlen)) == SRT_ERROR) {
        return no_listener(settings);
    }
    return {};
}

}  // namespace

struct SrtListener::State {
    // One who was let in. The input comes later, from another thread.
    struct Caller {
        explicit Caller(SrtSocket accepted) : socket(std::move(accepted)) {}
        const SrtSocket socket;
        std::mutex mutex;
        std::shared_ptr<StreamInput> input;  // Guarded by mutex, as refused.
        bool refused = false;
    };

    const SrtLibrary library;
    Admits admits;
    Publish publish;
    SrtSocket listener{srt_create_socket()};
    int poll = srt_epoll_create();
    std::map<SRTSOCKET, std::shared_ptr<Caller>> callers;  // The thread's.
    std::atomic<std::size_t> count{0};
    std::atomic<bool> stopping{false};
    std::thread thread;

    ~State() {
        stopping = true;
        if (thread.joinable()) thread.join();
        callers.clear();
        srt_epoll_release(poll);
    }

    // During the handshake, before anything is made for the caller. The passphrase is checked by libsrt itself.
    static int on_knock(void* data, SRTSOCKET caller, int, const sockaddr*, const char* stream_id) noexcept {
        const auto& self = *static_cast<State*>(data);
        const auto id = SrtStreamId::parse(stream_id != nullptr ? stream_id : "");
        int reason = 0;
        if (!id) {
            reason = SRT_REJX_BAD_REQUEST;
        } else if (!self.admits(*id)) {
            reason = SRT_REJX_UNAUTHORIZED;
        } else if (self.count >= kMostCallers) {
            reason = SRT_REJX_OVERLOAD;
        }
        if (reason == 0) return 0;
        srt_setrejectreason(caller, reason);
        return -1;
    }

    void run() {
        while (!stopping) {
            std::array<SRT_EPOLL_EVENT, 32> events;
            const int ready = srt_epoll_uwait(poll, events.data(), static_cast<int>(events.size()), kLookEvery);
            for (int i = 0; i < ready; ++i) {
                const SRT_EPOLL_EVENT& event = events.at(static_cast<std::size_t>(i));
                if (event.fd == listener.get()) {
                    accept();
                } else if (const auto caller = callers.find(event.fd); caller != callers.end()) {
                    if (!read(*caller->second)) drop(caller);
                }
            }
            for (auto caller = callers.begin(); caller != callers.end();)
                caller = is_over(*caller->second) ? drop(caller) : std::next(caller);
        }
    }

    void accept() {
        SrtSocket accepted(srt_accept(listener.get(), nullptr, nullptr));
        if (accepted.get() == SRT_INVALID_SOCK) return;
        std::array<char, 513> text{};
        int length = text.size() - 1;
        srt_getsockflag(accepted.get(), SRTO_STREAMID, text.data(), &length);
        const auto id = SrtStreamId::parse({text.data(), static_cast<std::size_t>(std::max(length, 0))});
        if (!id || !accepted.set(SRTO_RCVSYN, false)) return;
        const int events = SRT_EPOLL_IN | SRT_EPOLL_ERR;
        if (srt_epoll_add_usock(poll, accepted.get(), &events) == SRT_ERROR) return;
        const SRTSOCKET number = accepted.get();
        const auto caller = std::make_shared<Caller>(std::move(accepted));
        callers.emplace(number, caller);
        ++count;
        publish(*id, [weak = std::weak_ptr(caller)](WhipResult<std::shared_ptr<StreamInput>> input) {
            const auto present = weak.lock();
            if (present == nullptr) return;
            const std::lock_guard lock(present->mutex);
            present->refused = !input;
            if (input) present->input = std::move(*input);
        });
    }

    // All that is there. False where the caller has hung up. What comes before its input is there is thrown away: a
    // transport stream can be begun anywhere.
    static bool read(Caller& caller) {
        std::array<char, kMostBytes> bytes;
        for (;;) {
            const int got = srt_recvmsg(caller.socket.get(), bytes.data(), static_cast<int>(bytes.size()));
            if (got == SRT_ERROR) return srt_getlasterror(nullptr) == SRT_EASYNCRCV;
            if (got == 0) return false;
            const std::lock_guard lock(caller.mutex);
            if (caller.input != nullptr) caller.input->push({bytes.data(), static_cast<std::size_t>(got)});
        }
    }

    static bool is_over(Caller& caller) {
        const std::lock_guard lock(caller.mutex);
        return caller.refused || (caller.input != nullptr && caller.input->over());
    }

    std::map<SRTSOCKET, std::shared_ptr<Caller>>::iterator drop(
        std::map<SRTSOCKET, std::shared_ptr<Caller>>::iterator caller) {
        srt_epoll_remove_usock(poll, caller->first);
        --count;
        return callers.erase(caller);
    }
};

SrtListener::SrtListener(std::unique_ptr<State> state) : state_(std::move(state)) {}
SrtListener::~SrtListener() = default;

Result<std::unique_ptr<SrtListener>> SrtListener::open(const SrtSettings& settings, Admits admits, Publish publish) {
    const std::string& passphrase = settings.passphrase;
    if (!passphrase.empty() && (passphrase.size() < kLeastPassphrase || passphrase.size() > kMostPassphrase)) {
        return failure(ErrorKind::BadInput, "media.srt.passphrase must have 10 to 79 characters, or be empty");
    }
    auto state = std::make_unique<State>();
    state->admits = std::move(admits);
    state->publish = std::move(publish);
    const SrtSocket& listener = state->listener;
    // Sockets accepted have what the listener has.
    const bool set = listener.set(SRTO_LATENCY, static_cast<int>(settings.latency.count())) &&
                     listener.set(SRTO_RCVSYN, false) && listener.set_text(SRTO_PASSPHRASE, passphrase);
    if (!set) return failure(ErrorKind::Internal, std::string("SRT: ") + srt_getlasterror_str());
    if (auto bound = bind_to(listener, settings); !bound) return tl::unexpected(bound.error());
    srt_listen_callback(listener.get(), &State::on_knock, state.get());
    const int events = SRT_EPOLL_IN | SRT_EPOLL_ERR;
    if (srt_listen(listener.get(), kBacklog) == SRT_ERROR ||
        srt_epoll_add_usock(state->poll, listener.get(), &events) == SRT_ERROR) {
        return no_listener(settings);
    }
    state->thread = std::thread([raw = state.get()] { raw->run(); });
    return std::unique_ptr<SrtListener>(new SrtListener(std::move(state)));
}

std::uint16_t SrtListener::port() const {
    sockaddr_storage address{};
    int length = sizeof(address);
    if (srt_getsockname(state_->listener.get(), reinterpret_cast<sockaddr*>(&address), &length) == SRT_ERROR) return 0;
    // The port stands in the same place for both families.
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

}  // namespace wardcast::media
