#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

#include "base/result.h"

namespace wardcast::media {

// Where a relay pushes to, taken apart so that its keys stand in no description and no message.
struct RtmpAddress {
    bool tls = false;
    std::string host;
    std::uint16_t port = 1935;
    std::string application = {}, stream = {};
    std::string user = {}, password = {};  // Empty where there are none.
};
struct SrtAddress {
    std::string host;
    std::uint16_t port = 0;
    std::string stream_id = {}, passphrase = {};
    std::chrono::milliseconds latency{200};
};
using RelayAddress = std::variant<RtmpAddress, SrtAddress>;

// rtmp[s]://[USER:PASSWORD@]HOST[:PORT]/APPLICATION[/STREAM], or srt://HOST:PORT[?streamid=…&passphrase=…&latency=MS].
// key: the stream of RTMP, the stream id of SRT; empty where the address has it. BadInput with a reason for people,
// which names no key.
[[nodiscard]] Result<RelayAddress> parse_relay_address(const std::string& address, const std::string& key);

[[nodiscard]] const std::string& host_of(const RelayAddress& address);
[[nodiscard]] std::uint16_t port_of(const RelayAddress& address);

}  // namespace wardcast::media
