#include "http/network.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace wardcast::http {
namespace {

constexpr std::size_t kPrefixBytes = 7;  // /56

}  // namespace

Network Network::of(const sockaddr& address) {
    Network network;
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        network.family_ = 4;
        std::memcpy(network.bytes_.data(), &v4.sin_addr, 4);
    } else if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
            network.family_ = 4;
            std::memcpy(network.bytes_.data(), &v6.sin6_addr.s6_addr[12], 4);
        } else {
            network.family_ = 6;
            std::memcpy(network.bytes_.data(), &v6.sin6_addr, kPrefixBytes);
        }
    }
    return network;
}

std::optional<Network> Network::parse(std::string_view address) {
    const std::string text(address);
    sockaddr_storage storage{};
    auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1) {
        storage.ss_family = AF_INET;
    } else if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1) {
        storage.ss_family = AF_INET6;
    } else {
        return std::nullopt;
    }
    return of(reinterpret_cast<const sockaddr&>(storage));
}

std::string Network::str() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (family_ == 4) {
        inet_ntop(AF_INET, bytes_.data(), text.data(), text.size());
        return text.data();
    }
    if (family_ == 6) {
        in6_addr address{};
        std::memcpy(&address, bytes_.data(), kPrefixBytes);
        inet_ntop(AF_INET6, &address, text.data(), text.size());
        return std::string(text.data()) + "/56";
    }
    return "unknown";
}

std::size_t NetworkHash::operator()(const Network& network) const noexcept {
    std::uint64_t bits = 0;
    std::memcpy(&bits, network.bytes_.data(), sizeof bits);
    return std::hash<std::uint64_t>{}(bits * 0x9E37'79B9'7F4A'7C15U + network.family_);
}

bool NetworkCensus::enter(const Network& network) {
    const std::lock_guard lock(mutex_);
    std::size_t& count = counts_[network];
    if (count >= limit_) return false;
    ++count;
    return true;
}

void NetworkCensus::leave(const Network& network) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(network);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace wardcast::http
