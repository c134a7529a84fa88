#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "http/network.h"
#include "http/response.h"
#include "hub/hub.h"
#include "media/stream_intake.h"

namespace wardcast::http {

// A socket that the acceptor hands over; the worker owns the descriptor from then on.
struct AcceptedSocket {
    int descriptor = -1;
    bool tls = false;
    Network network;
};

// The answer of a handler that answers later.
struct LateAnswer {
    std::uint64_t exchange = 0;
    Response response;
};

// The next piece of a body that is read while it is sent; null: it cannot be read.
struct BodyPiece {
    std::uint64_t exchange = 0;
    SharedBytes bytes;
};

// A rendition has gained a part or ended: held requests may have their answer now.
struct Advance {
    std::string meeting;
    std::string rendition;
    bool operator==(const Advance&) const = default;
};

// What the studio says to a camera that wants to send over a WebSocket.
struct MediaAnswer {
    std::uint64_t socket = 0;
    media::WhipResult<std::shared_ptr<media::StreamInput>> input;
};

struct StopServing {};

using Letter =
    std::variant<hub::Broadcast, hub::Direct, LateAnswer, BodyPiece, AcceptedSocket, MediaAnswer, StopServing>;

// What a worker hears from other threads, in the order in which it was posted.
//
// Bound: `limit` letters. When it is full, a frame is dropped and its meeting (or its one subscriber) noted as having
// missed something, so that the worker has it rejoin for a fresh welcome; late answers are dropped, the request's
// deadline then answers 503; sockets are refused. Advances wait beside the letters, each once.
// Threads: post() and close() any; take() the worker's.
class Mailbox {
  public:
    struct Post {
        std::vector<Letter> letters;
        std::vector<Advance> advances;
        std::set<meeting::Slug> missed_meetings;
        std::set<std::uint64_t> missed_subscribers;

        [[nodiscard]] bool empty() const noexcept;
    };

    // wake is called, with the mailbox locked, when the first letter since the last take() arrives.
    Mailbox(std::size_t limit, std::function<void()> wake) : limit_(limit), wake_(std::move(wake)) {}

    // False when the letter was refused: full, or closed.
    bool post(Letter letter);
    void post(Advance advance);
    [[nodiscard]] Post take();
    // From now on nothing is taken and nobody woken; gives back what was waiting.
    Post close();

  private:
    void note_missed(const Letter& letter);  // Needs mutex_.

    const std::size_t limit_;
    std::mutex mutex_;
    std::function<void()> wake_;  // Guarded by mutex_, as all below.
    Post post_;
    bool is_closed_ = false;
};

}  // namespace wardcast::http
