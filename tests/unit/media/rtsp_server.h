#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include <gst/rtsp-server/rtsp-server.h>

#include "media/gst_ptr.h"

namespace wardcast::media {

// An IP camera in the test's own process: H.264 of one colour and a tone.
struct IpCamera {
    enum class Sound { None, Aac, Pcmu, Opus } sound = Sound::Aac;
    enum class Login { None, Basic, Digest } login = Login::None;  // As "clerk" with "hush-hush".
    unsigned colour = 0xffff0000;                                  // Red.
};

class RtspServer {
  public:
    explicit RtspServer(const IpCamera& camera);
    ~RtspServer();
    RtspServer(const RtspServer&) = delete;
    RtspServer& operator=(const RtspServer&) = delete;

    // login: "user:password@", or empty.
    [[nodiscard]] std::string address(const std::string& login = {}, const std::string& scheme = "rtsp") const;
    [[nodiscard]] std::uint16_t port() const { return port_; }
    // From now on it answers and keeps its connections, but sends no media; or does again.
    void fall_silent(bool silent) { silent_ = silent; }
    // Gone from the network with all its connections; and back on the same port.
    void stop();
    void start();
    // How many connections it has taken.
    [[nodiscard]] int calls() const { return calls_; }

  private:
    [[nodiscard]] std::string media() const;
    void protect(GstRTSPMediaFactory* factory) const;
    static void on_media(GstRTSPMediaFactory* factory, GstRTSPMedia* media, gpointer self) noexcept;

    const IpCamera camera_;
    const std::uint16_t port_;
    GMainContext* context_ = g_main_context_new();
    GMainLoop* loop_ = g_main_loop_new(context_, FALSE);
    GstPtr<GstRTSPServer> server_;
    GSource* source_ = nullptr;
    std::atomic<bool> silent_{false};
    std::atomic<int> calls_{0};
    std::jthread thread_;
};

}  // namespace wardcast::media
