#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.h"

namespace wardcast::http {

// A frame with the room before it in which libwebsockets writes its header: copied once for any number of writes.
class StagedFrame {
  public:
    explicit StagedFrame(SharedBytes frame);

    [[nodiscard]] const SharedBytes& shared() const noexcept { return frame_; }
    // For lws_write(), which leaves these bytes as they are and writes before them.
    [[nodiscard]] unsigned char* payload() noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return frame_->size(); }

  private:
    SharedBytes frame_;
    std::vector<unsigned char> buffer_;
};

}  // namespace wardcast::http
