#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/mailbox.h"

namespace wardcast::http {

// HLS requests that wait for a rendition to advance, by meeting and rendition; the exchanges' numbers.
// Threads: the worker's.
class HeldRequests {
  public:
    void hold(const std::string& meeting, const std::string& rendition, std::uint64_t exchange);
    void forget(const std::string& meeting, const std::string& rendition, std::uint64_t exchange);
    // Takes out those that waited for this rendition, oldest first.
    [[nodiscard]] std::vector<std::uint64_t> release(const Advance& advance);

  private:
    std::unordered_map<std::string, std::vector<std::uint64_t>> waiting_;
};

}  // namespace wardcast::http
