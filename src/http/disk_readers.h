#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include <boost/asio/thread_pool.hpp>

#include "base/byte_source.h"

namespace wardcast::http {

// Threads that wait for the disk so that no worker has to.
//
// Bound: each answer under way has one piece read at a time. Threads: any.
class DiskReaders {
  public:
    DiskReaders() = default;
    // Waits for what is being read.
    ~DiskReaders();
    DiskReaders(const DiskReaders&) = delete;
    DiskReaders& operator=(const DiskReaders&) = delete;

    // `read` is called on one of these threads, with null where the bytes are gone.
    void read(std::shared_ptr<const ByteSource> source, std::uint64_t offset, std::size_t length,
              std::function<void(SharedBytes)> read);

  private:
    boost::asio::thread_pool threads_{2};
};

}  // namespace wardcast::http
