#include "http/staged_frame.h"

#include <algorithm>
#include <utility>

#include <libwebsockets.h>

namespace wardcast::http {

StagedFrame::StagedFrame(SharedBytes frame) : frame_(std::move(frame)), buffer_(LWS_PRE + frame_->size()) {
    std::copy(frame_->begin(), frame_->end(), buffer_.begin() + LWS_PRE);
}

unsigned char* StagedFrame::payload() noexcept {
    return buffer_.data() + LWS_PRE;
}

}  // namespace wardcast::http
