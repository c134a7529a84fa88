#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "http/mailbox.h"
#include "http/media_socket.h"
#include "http/publish_message.h"
#include "http/site.h"

namespace wardcast::http {

// Cameras that send what a browser's MediaRecorder makes over /ws/{slug}/camera, where WebRTC does not get through.
// docs/protocol.md section 4.6.
//
// A camera that sends faster than it is decoded is not read from for a while: TCP holds it up, and the page notices.
// Threads: the worker's.
class MediaSockets {
  public:
    static constexpr std::string_view kSubprotocol = "wardcast.media.v1";
    static constexpr std::size_t kMostBytes = 1024 * 1024;  // One message: four seconds of a good camera.
    static constexpr std::size_t kMostText = 4096;
    static constexpr std::size_t kPauseAt = 512 * 1024;  // Waiting to be decoded…
    static constexpr std::size_t kResumeAt = 128 * 1024;
    static constexpr std::chrono::seconds kSilent{15};  // A recorder sends four messages a second.

    MediaSockets(Site& site, std::shared_ptr<Mailbox> mailbox) : site_(site), mailbox_(std::move(mailbox)) {}

    // Whether the request is for here at all.
    [[nodiscard]] static bool is_for_us(const Request& request);
    // Why an upgrade is refused; nothing when it may go on. Counts the socket for its network if so.
    [[nodiscard]] std::optional<Response> refuse(Connection& connection, const Request& request,
                                                 std::string_view subprotocols);
    // The connection is gone.
    void forget(Connection& connection);
    // An event of an upgraded connection. The result is libwebsockets'.
    int event(lws* wsi, Connection& connection, int reason, std::string_view data);
    void deliver(MediaAnswer answer);
    void tick(Instant now);
    // Closes all with 1012.
    void shut_down();
    [[nodiscard]] bool is_idle() const noexcept { return sockets_.empty(); }

  private:
    void open(lws* wsi, Connection& connection);
    void receive(MediaSocket& socket, std::string_view piece);
    void take(MediaSocket& socket);
    void publish(MediaSocket& socket, const PublishMessage& message);
    void push(MediaSocket& socket, std::string_view piece);
    int writable(MediaSocket& socket);
    void say(MediaSocket& socket, const Json& message);
    void refuse(MediaSocket& socket, std::string_view code, std::string_view message);
    void close(MediaSocket& socket, std::uint16_t code);
    void ended(Connection& connection);

    Site& site_;
    std::shared_ptr<Mailbox> mailbox_;
    std::unordered_map<std::uint64_t, std::unique_ptr<MediaSocket>> sockets_;
    std::uint64_t last_number_ = 0;
};

}  // namespace wardcast::http
