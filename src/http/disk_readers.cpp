#include "http/disk_readers.h"

#include <utility>

#include <boost/asio/post.hpp>

namespace wardcast::http {

DiskReaders::~DiskReaders() {
    threads_.join();
}

void DiskReaders::read(std::shared_ptr<const ByteSource> source, std::uint64_t offset, std::size_t length,
                       std::function<void(SharedBytes)> read) {
    boost::asio::post(threads_, [source = std::move(source), offset, length, read = std::move(read)] {
        read(source->read(offset, length));
    });
}

}  // namespace wardcast::http
