#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What the load drivers share: non-blocking loopback sockets and the few bytes of HTTP and WebSocket that a load needs.
// Deliberately bare, so that the driver costs far less than the server that it measures.
namespace wardcast::bench {

// Nanoseconds of the steady clock; the drivers put it into messages to measure how long they were under way.
[[nodiscard]] std::int64_t now_ns() noexcept;

// Starts connecting to 127.0.0.1:port from a source address of the loopback range chosen by number, 250 sockets to an
// address, so that limits for one network are not what is measured. Exits with a message if the system refuses.
[[nodiscard]] int start_connect(std::uint16_t port, unsigned number);

// Raises the limit of open files to what the kernel allows and exits if that is fewer than needed.
void allow_files(unsigned needed);

// The request that opens a WebSocket; subprotocol may be empty.
[[nodiscard]] std::string upgrade_request(std::string_view path, std::string_view subprotocol);

// A text frame as a client must send it (RFC 6455 section 5.2), masked with zeroes: valid, and free.
[[nodiscard]] std::string client_text_frame(std::string_view text);

// Sends all of it, waiting where the socket is full. For the few writes that are not measured.
void send_all(int socket, std::string_view bytes);

// Takes whole server frames off the front of `buffer` and hands each text payload to `take`; answers pings itself.
// Returns false when the server closed.
template <class Take>
bool take_frames(int socket, std::string& buffer, Take&& take) {
    std::size_t at = 0;
    bool open = true;
    while (open && buffer.size() - at >= 2) {
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(buffer[at + i]); };
        std::uint64_t length = byte(1) & 0x7FU;
        std::size_t header = 2;
        if (length >= 126) {
            const std::size_t extra = length == 126 ? 2 : 8;
            if (buffer.size() - at < 2 + extra) break;
            length = 0;
            for (std::size_t i = 0; i < extra; ++i)
                length = length << 8U | byte(2 + i);
            header += extra;
        }
        if (buffer.size() - at < header + length) break;
        const std::string_view payload(buffer.data() + at + header, length);
        switch (byte(0) & 0x0FU) {
            case 0x8:
                open = false;
                break;
            case 0x9:
                send_all(socket, std::string("\x8a\x80\0\0\0\0", 6));
                break;
            case 0xA:
                break;
            default:
                take(payload);
        }
        at += header + length;
    }
    buffer.erase(0, at);
    return open;
}

}  // namespace wardcast::bench
