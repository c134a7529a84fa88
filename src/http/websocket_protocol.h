#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "http/client_message.h"
#include "http/mailbox.h"
#include "http/rounds.h"
#include "http/session_table.h"
#include "http/site.h"
#include "http/websocket_session.h"

namespace wardcast::http {

// The WebSocket side of one worker: greets clients, hands their commands to the hub and the hub's frames to them.
// docs/protocol.md section 2.
//
// A frame is written to a client at once when its connection is free, else it waits in the client's queue, which has a
// bound: over it the queue is dropped and the client joins anew, for a fresh welcome, when it reads again.
// Threads: the worker's.
class WebSocketProtocol {
  public:
    WebSocketProtocol(Site& site, std::shared_ptr<Mailbox> mailbox, std::size_t outlet);

    // Why an upgrade is refused; nothing when it may go on. Counts the socket for its network if so.
    [[nodiscard]] std::optional<Response> refuse(Connection& connection, const Request& request,
                                                 std::string_view subprotocols);
    // The connection is gone, whatever became of the upgrade.
    void forget(Connection& connection);

    // An event of an upgraded connection; `place` is room for one WebSocketSession. The result is libwebsockets'.
    int event(lws* wsi, Connection& connection, int reason, void* place, std::string_view data);

    // Reaches staff, cameras and the hall's screens at once, thousands at home by serve().
    void deliver(const hub::Broadcast& broadcast);
    void deliver(const hub::Direct& direct);
    // Serves a slice of those to whom a broadcast is on its way; whether there are more.
    bool serve();
    // Frames for these were dropped on the way: they join anew.
    void recover(const std::set<meeting::Slug>& meetings, const std::set<std::uint64_t>& subscribers);
    void tick(Instant now);
    // Closes all with 1012.
    void shut_down();
    [[nodiscard]] bool is_idle() const noexcept { return table_.size() == 0; }

    static const std::size_t kPlaceBytes;

  private:
    using Session = WebSocketSession;

    void open(lws* wsi, Connection& connection, void* place);
    void ended(Session& session);
    void receive(Session& session, std::string_view piece);
    void take(Session& session, std::string_view message);
    void greet(Session& session, const Hello& hello);
    void submit(Session& session, hub::CommandRequest request);
    int writable(Session& session);

    void join(Session& session, std::optional<std::uint64_t> since);
    void leave(Session& session);
    // Gives a joined session all broadcasts that it is owed.
    void visit(Session& session);
    void say(Session& session, const Json& message);
    void say(Session& session, const SharedBytes& frame);
    void write_or_queue(Session& session, StagedFrame& frame);
    [[nodiscard]] bool write(Session& session, StagedFrame& frame);  // False: the connection is broken.
    void queue(Session& session, const SharedBytes& frame);
    void drop_queue(Session& session);
    // Closes when what waits has been written; from anywhere.
    void close(Session& session, std::uint16_t code);
    void send_close(Session& session);
    void part(Session& session);
    void keep_time(Session& session, Instant now);
    [[nodiscard]] hub::Visitor visitor(const Session& session) const;

    Site& site_;
    std::shared_ptr<Mailbox> mailbox_;
    const std::size_t outlet_;
    SessionTable table_;
    SessionIndex index_;
    Rounds rounds_;
    std::vector<Member*> at_once_;  // Kept between calls for its memory.
};

}  // namespace wardcast::http
