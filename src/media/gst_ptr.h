#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <gst/gst.h>

// GStreamer's handles as owners. Its functions hand over in three ways, which its reference calls "transfer":
// full (adopt), floating (adopt_floating) and none (share).
namespace wardcast::media {

struct GstUnref {
    void operator()(gpointer object) const noexcept { gst_object_unref(object); }
};
template <class T>
using GstPtr = std::unique_ptr<T, GstUnref>;

// Takes over the caller's reference.
template <class T>
[[nodiscard]] GstPtr<T> adopt(T* object) noexcept {
    return GstPtr<T>(object);
}
// Makes a floating reference ours.
template <class T>
[[nodiscard]] GstPtr<T> adopt_floating(T* object) noexcept {
    if (object != nullptr) gst_object_ref_sink(object);
    return GstPtr<T>(object);
}
// Adds a reference to what another owns.
template <class T>
[[nodiscard]] GstPtr<T> share(T* object) noexcept {
    if (object != nullptr) gst_object_ref(object);
    return GstPtr<T>(object);
}

// GObjects that are no GstObject, such as libnice's agent.
struct GObjectUnref {
    void operator()(gpointer object) const noexcept { g_object_unref(object); }
};
template <class T>
using GObjectPtr = std::unique_ptr<T, GObjectUnref>;

struct MiniUnref {
    template <class T>
    void operator()(T* object) const noexcept {
        gst_mini_object_unref(GST_MINI_OBJECT_CAST(object));
    }
};
using BufferPtr = std::unique_ptr<GstBuffer, MiniUnref>;
using CapsPtr = std::unique_ptr<GstCaps, MiniUnref>;
using MessagePtr = std::unique_ptr<GstMessage, MiniUnref>;
using SamplePtr = std::unique_ptr<GstSample, MiniUnref>;
using PromisePtr = std::unique_ptr<GstPromise, MiniUnref>;

struct GFree {
    void operator()(gpointer memory) const noexcept { g_free(memory); }
};
using GString = std::unique_ptr<gchar, GFree>;

// The bytes of a buffer while this lives.
class BufferMap {
  public:
    BufferMap(GstBuffer* buffer, GstMapFlags access) : buffer_(buffer) {
        mapped_ = gst_buffer_map(buffer, &info_, access) == TRUE;
    }
    ~BufferMap() {
        if (mapped_) gst_buffer_unmap(buffer_, &info_);
    }
    BufferMap(const BufferMap&) = delete;
    BufferMap& operator=(const BufferMap&) = delete;

    [[nodiscard]] explicit operator bool() const noexcept { return mapped_; }
    [[nodiscard]] std::span<guint8> bytes() const noexcept {
        return mapped_ ? std::span<guint8>(info_.data, info_.size) : std::span<guint8>();
    }
    [[nodiscard]] std::string_view text() const noexcept {
        return mapped_ ? std::string_view(reinterpret_cast<const char*>(info_.data), info_.size) : std::string_view();
    }

  private:
    GstBuffer* buffer_;
    GstMapInfo info_{};
    bool mapped_ = false;
};

}  // namespace wardcast::media
