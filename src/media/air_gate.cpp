#include "media/air_gate.h"

#include <utility>

namespace wardcast::media {

namespace {

void take_times(GstBuffer* to, GstBuffer* from) {
    gst_buffer_copy_into(to, from, GST_BUFFER_COPY_TIMESTAMPS, 0, static_cast<gsize>(-1));
}

}  // namespace

void AirGate::close(BufferPtr slate) {
    const std::lock_guard lock(mutex_);
    std::swap(slate_, slate);
    open_ = false;
}

void AirGate::open() {
    open_ = true;
}

BufferPtr AirGate::instead_of_picture(GstBuffer* buffer) const {
    if (open_) return nullptr;
    const std::lock_guard lock(mutex_);
    if (slate_ == nullptr) return nullptr;
    BufferPtr slate(gst_buffer_copy(slate_.get()));
    take_times(slate.get(), buffer);
    return slate;
}

BufferPtr AirGate::instead_of_sound(GstBuffer* buffer) const {
    if (open_) return nullptr;
    const gsize size = gst_buffer_get_size(buffer);
    BufferPtr silence(gst_buffer_new_allocate(nullptr, size, nullptr));
    gst_buffer_memset(silence.get(), 0, 0, size);
    take_times(silence.get(), buffer);
    return silence;
}

}  // namespace wardcast::media
