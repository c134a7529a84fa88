#include "http/answer_writer.h"

#include <algorithm>
#include <cstring>

#include <date/date.h>
#include <libwebsockets.h>

#include "http/gzip.h"

namespace wardcast::http {
namespace {

constexpr std::size_t kScratch = 48 * 1024;   // Head, and as much of the body as leaves with it.
constexpr std::size_t kHeadRoom = 8 * 1024;   // Of which at most so much for the head.
constexpr std::size_t kH1Chunk = 64 * 1024;   // What the kernel does not take is copied: this bounds the copy.
constexpr std::size_t kH2Frame = 16 * 1024;   // The largest frame that every peer takes (RFC 9113 section 6.5.2).
constexpr std::size_t kWorthPacking = 1'400;  // Bytes; less fits into one packet anyway.

bool may_have_body(int status) noexcept {
    return status != 204 && status != 304;
}

bool has_more(const Exchange& exchange) noexcept {
    return exchange.response.source != nullptr && exchange.read < exchange.response.source_size;
}

bool put(lws* wsi, std::string_view name_with_colon, std::string_view value, std::uint8_t** at, std::uint8_t* end) {
    return lws_add_http_header_by_name(wsi, reinterpret_cast<const unsigned char*>(name_with_colon.data()),
                                       reinterpret_cast<const unsigned char*>(value.data()),
                                       static_cast<int>(value.size()), at, end) == 0;
}

}  // namespace

AnswerWriter::AnswerWriter(const Clock& clock, Metrics& metrics, bool hsts)
    : clock_(clock), metrics_(metrics), hsts_(hsts), scratch_(LWS_PRE + kScratch) {}

void AnswerWriter::prepare(Exchange& exchange) const {
    Response& response = exchange.response;
    const bool is_packed = std::any_of(response.headers.begin(), response.headers.end(),
                                       [](const auto& header) { return header.first == "content-encoding"; });
    if (!is_packed && response.body && response.body->size() >= kWorthPacking &&
        is_compressible(response.content_type) && exchange.request.accepts_gzip()) {
        std::string packed = gzip(*response.body, Effort::Fast);
        if (!packed.empty() && packed.size() < response.body->size()) {
            response.body = share_bytes(std::move(packed));
            response.with("content-encoding", "gzip").with("vary", "Accept-Encoding");
        }
    }
    response.with("x-content-type-options", "nosniff").with("referrer-policy", "same-origin");
    if (hsts_ && exchange.request.secure) response.with("strict-transport-security", "max-age=31536000");
    if (response.close && !exchange.is_h2) response.with("connection", "close");
    exchange.state = Exchange::State::Ready;
    exchange.sent = 0;
    exchange.read = 0;
}

const std::string& AnswerWriter::date() {
    const Timestamp now = clock_.now();
    if (date_.empty() || now - date_at_ >= std::chrono::seconds(1) || now < date_at_) {
        date_at_ = now;
        date_ = date::format("%a, %d %b %Y %T GMT", std::chrono::floor<std::chrono::seconds>(now));
    }
    return date_;
}

std::uint8_t* AnswerWriter::put_head(const Exchange& exchange) {
    lws* wsi = exchange.wsi;
    const Response& response = exchange.response;
    std::uint8_t* at = scratch_.data() + LWS_PRE;
    std::uint8_t* end = at + kHeadRoom;

    const auto status = static_cast<unsigned>(response.status) | LWSAHH_FLAG_NO_SERVER_NAME;
    if (lws_add_http_header_status(wsi, status, &at, end) != 0) return nullptr;
    if (!put(wsi, "date:", date(), &at, end)) return nullptr;
    if (may_have_body(response.status)) {
        const std::uint64_t length = response.source ? response.source_size : response.body ? response.body->size() : 0;
        if (length > 0 && !put(wsi, "content-type:", response.content_type, &at, end)) return nullptr;
        // By name, not by lws_add_http_header_content_length(): that makes libwebsockets count bytes which HEAD
        // never sends.
        if (!put(wsi, "content-length:", std::to_string(length), &at, end)) return nullptr;
    }
    for (const auto& [name, value] : response.headers) {
        if (!put(wsi, name + ":", value, &at, end)) return nullptr;
    }
    if (lws_finalize_http_header(wsi, &at, end) != 0) return nullptr;
    return at;
}

AnswerWriter::Progress AnswerWriter::write(Exchange& exchange) {
    if (exchange.state == Exchange::State::Ready) {
        const Progress progress = write_head(exchange);
        if (progress != Progress::Done) return progress;
    }
    return exchange.is_h2 ? write_body_h2(exchange) : write_body_h1(exchange);
}

AnswerWriter::Progress AnswerWriter::write_head(Exchange& exchange) {
    if (lws_partial_buffered(lws_get_network_wsi(exchange.wsi)) != 0) {
        lws_callback_on_writable(exchange.wsi);
        return Progress::Blocked;
    }
    std::uint8_t* end = put_head(exchange);
    if (end == nullptr) return Progress::Failed;
    std::uint8_t* start = scratch_.data() + LWS_PRE;

    const std::uint64_t size = exchange.response.source ? exchange.response.source_size
                               : exchange.response.body ? exchange.response.body->size()
                                                        : 0;
    const bool sends_body = size > 0 && may_have_body(exchange.response.status) && exchange.request.method != "HEAD";
    if (!sends_body) {
        exchange.response.body = nullptr;
        exchange.response.source = nullptr;
    }
    unsigned kind = LWS_WRITE_HTTP_HEADERS;
    if (exchange.is_h2) {
        if (!sends_body) kind |= LWS_WRITE_H2_STREAM_END;
    } else if (exchange.response.body != nullptr) {
        const std::size_t room = scratch_.size() - static_cast<std::size_t>(end - scratch_.data());
        exchange.sent = std::min(room, exchange.response.body->size());
        std::memcpy(end, exchange.response.body->data(), exchange.sent);
        end += exchange.sent;
    }
    // Counted first: whoever has the answer may look at the count.
    metrics_.requests.Increment();
    if (sends_body) metrics_.bytes_sent.Increment(static_cast<double>(size));
    if (lws_write(exchange.wsi, start, static_cast<std::size_t>(end - start), static_cast<lws_write_protocol>(kind)) <
        0) {
        return Progress::Failed;
    }
    exchange.state = Exchange::State::Sending;
    if (exchange.is_h2 && sends_body) {
        lws_callback_on_writable(exchange.wsi);
        return Progress::Blocked;
    }
    return Progress::Done;
}

AnswerWriter::Progress AnswerWriter::write_body_h1(Exchange& exchange) {
    lws* wsi = exchange.wsi;
    const std::size_t size = exchange.response.body ? exchange.response.body->size() : 0;
    while (exchange.sent < size) {
        if (lws_partial_buffered(wsi) != 0) return Progress::Blocked;  // libwebsockets asks for writable by itself.
        const std::size_t length = std::min(kH1Chunk, size - exchange.sent);
        // On HTTP/1.1 libwebsockets puts nothing before the payload and only reads it, so the shared bytes may go in.
        auto* bytes = reinterpret_cast<unsigned char*>(const_cast<char*>(exchange.response.body->data()));
        if (lws_write(wsi, bytes + exchange.sent, length, LWS_WRITE_HTTP) < 0) return Progress::Failed;
        exchange.sent += length;
    }
    if (lws_partial_buffered(wsi) != 0) return Progress::Blocked;
    // Only a connection that would take more may go on to its next request: libwebsockets waits there for writability
    // with reading switched on, and a client that reads nothing but has sent on would keep it spinning.
    if (lws_send_pipe_choked(wsi) != 0) {
        lws_callback_on_writable(wsi);
        return Progress::Blocked;
    }
    return has_more(exchange) ? Progress::Hungry : Progress::Done;
}

AnswerWriter::Progress AnswerWriter::write_body_h2(Exchange& exchange) {
    lws* wsi = exchange.wsi;
    const std::size_t size = exchange.response.body ? exchange.response.body->size() : 0;
    while (exchange.sent < size) {
        const auto allowance = lws_get_peer_write_allowance(wsi);
        if (allowance <= 0 || lws_send_pipe_choked(wsi) != 0) {
            lws_callback_on_writable(wsi);
            return Progress::Blocked;
        }
        const std::size_t length = std::min({kH2Frame, size - exchange.sent, static_cast<std::size_t>(allowance)});
        std::uint8_t* start = scratch_.data() + LWS_PRE;
        std::memcpy(start, exchange.response.body->data() + exchange.sent, length);
        const bool is_last = exchange.sent + length == size && !has_more(exchange);
        if (lws_write(wsi, start, length, is_last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0) {
            return Progress::Failed;
        }
        exchange.sent += length;
    }
    return has_more(exchange) ? Progress::Hungry : Progress::Done;
}

}  // namespace wardcast::http
