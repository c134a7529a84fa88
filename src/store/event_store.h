#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "meeting/event.h"

namespace wardcast::store {

// What computing a log's chain of hashes anew has shown.
struct ChainReport {
    struct Break {
        std::uint64_t seq = 0;  // Of the first record that is not what was written.
        std::string what;       // "it is missing"
        bool operator==(const Break&) const = default;
    };
    std::uint64_t records = 0;  // Sound ones, from the first.
    std::string head;           // The hash of the last of those.
    std::optional<Break> broken = std::nullopt;
    bool operator==(const ChainReport&) const = default;
};

// The event logs of all meetings, on disk.
//
// Threads: every method may be called from any thread. append() never blocks: it queues for the one writer thread,
// which commits everything queued in one transaction (group commit). The others block on disk for milliseconds,
// writable() for as long as the disk hangs, but at most some seconds.
class EventStore {
  public:
    // Called once, on the writer thread, after the records are durable, or with the reason why none of them was stored
    // (Conflict: another process wrote this meeting meanwhile, read again and decide anew; anything else: the disk).
    // Where the queue is full, it is called with Unavailable before append() returns, on the caller's thread.
    using Appended = std::function<void(Result<void>)>;

    virtual ~EventStore() = default;

    // Stores the records of one meeting together: all or none. Their seq continue the log without holes.
    virtual void append(meeting::Slug slug, std::vector<meeting::Record> records, Appended appended) = 0;

    // The records with seq > after, oldest first.
    [[nodiscard]] virtual Result<std::vector<meeting::Record>> read(const meeting::Slug& slug, std::uint64_t after) = 0;

    // All meetings by slug, and where the log of each ends.
    struct Head {
        meeting::Slug slug;
        std::uint64_t seq = 0;
        bool operator==(const Head&) const = default;
    };
    [[nodiscard]] virtual Result<std::vector<Head>> heads() = 0;

    // The hashes of the records with seq > after, oldest first, as 64 small hexadecimal digits (store/chain.h).
    [[nodiscard]] virtual Result<std::vector<std::string>> hashes(const meeting::Slug& slug, std::uint64_t after) = 0;

    // Reads a meeting's log and computes its hashes anew; a long one takes a second.
    [[nodiscard]] virtual Result<ChainReport> verify(const meeting::Slug& slug) = 0;

    // The secret under which this data folder's tokens are signed: 32 bytes, made at first use.
    [[nodiscard]] virtual Result<std::string> secret() = 0;

    // Whether a write would succeed now; the reason if not. For /readyz.
    [[nodiscard]] virtual Result<void> writable() = 0;
};

}  // namespace wardcast::store
