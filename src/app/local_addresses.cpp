#include "app/local_addresses.h"

#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wardcast::app {
namespace {

struct FreeAddresses {
    void operator()(ifaddrs* addresses) const noexcept { freeifaddrs(addresses); }
};

// The bytes are copied out: sockaddr's storage promises no alignment for the larger types.
template <class SocketAddress>
SocketAddress as(const sockaddr& address) {
    SocketAddress copy;
    std::memcpy(&copy, &address, sizeof(copy));
    return copy;
}

}  // namespace

std::vector<std::string> local_addresses() {
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return {};
    const std::unique_ptr<ifaddrs, FreeAddresses> owner(first);

    std::vector<std::string> ipv4;
    std::vector<std::string> ipv6;
    for (const auto* entry = first; entry != nullptr; entry = entry->ifa_next) {
        if (entry->ifa_addr == nullptr || (entry->ifa_flags & IFF_UP) == 0 || (entry->ifa_flags & IFF_LOOPBACK) != 0) {
            continue;
        }
        std::array<char, INET6_ADDRSTRLEN> text{};
        if (entry->ifa_addr->sa_family == AF_INET) {
            const auto address = as<sockaddr_in>(*entry->ifa_addr);
            inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
            ipv4.emplace_back(text.data());
        } else if (entry->ifa_addr->sa_family == AF_INET6) {
            const auto address = as<sockaddr_in6>(*entry->ifa_addr);
            if (IN6_IS_ADDR_LINKLOCAL(&address.sin6_addr)) continue;
            inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
            ipv6.emplace_back(text.data());
        }
    }
    ipv4.insert(ipv4.end(), ipv6.begin(), ipv6.end());
    return ipv4;
}

bool is_own_address(const std::string& address) {
    // Only to an address of its own does a kernel bind a socket.
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    const bool is_v4 = inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1;
    if (!is_v4 && inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) != 1) return false;
    const int socket = ::socket(is_v4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return false;
    const bool bound = is_v4 ? bind(socket, reinterpret_cast<const sockaddr*>(&v4), sizeof(v4)) == 0
                             : bind(socket, reinterpret_cast<const sockaddr*>(&v6), sizeof(v6)) == 0;
    close(socket);
    return bound;
}

std::string host_name() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) return {};
    return name.data();
}

bool has_ipv6() {
    const int socket = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return false;
    sockaddr_in6 any{};
    any.sin6_family = AF_INET6;
    const bool bound = bind(socket, reinterpret_cast<const sockaddr*>(&any), sizeof(any)) == 0;
    close(socket);
    return bound;
}

}  // namespace wardcast::app
