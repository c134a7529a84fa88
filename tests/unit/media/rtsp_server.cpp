#include "unit/media/rtsp_server.h"

#include <gtest/gtest.h>

#include "unit/media/silent_port.h"

namespace wardcast::media {

namespace {

constexpr const char* kUser = "clerk";
constexpr const char* kPassword = "hush-hush";
constexpr const char* kRole = "viewer";

const char* sound_of(IpCamera::Sound sound) {
    switch (sound) {
        case IpCamera::Sound::None:
            return nullptr;
        case IpCamera::Sound::Aac:
            return "audio/x-raw,rate=48000,channels=2 ! avenc_aac ! aacparse ! rtpmp4gpay name=pay1 pt=97";
        case IpCamera::Sound::Pcmu:
            return "audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay name=pay1 pt=0";
        case IpCamera::Sound::Opus:
            return "audio/x-raw,rate=48000,channels=2 ! opusenc ! rtpopuspay name=pay1 pt=97";
    }
    return nullptr;
}

}  // namespace

RtspServer::RtspServer(const IpCamera& camera) : camera_(camera), port_(SilentPort().number()) {
    thread_ = std::jthread([this] { g_main_loop_run(loop_); });
    start();
}

RtspServer::~RtspServer() {
    stop();
    g_main_loop_quit(loop_);
    thread_.join();
    g_main_loop_unref(loop_);
    g_main_context_unref(context_);
}

void RtspServer::start() {
    server_ = adopt(gst_rtsp_server_new());
    gst_rtsp_server_set_address(server_.get(), "127.0.0.1");
    gst_rtsp_server_set_service(server_.get(), std::to_string(port_).c_str());
    g_signal_connect(server_.get(), "client-connected",
                     G_CALLBACK(+[](GstRTSPServer*, GstRTSPClient*, gpointer self) noexcept {
                         ++static_cast<RtspServer*>(self)->calls_;
                     }),
                     this);
    GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
    gst_rtsp_media_factory_set_launch(factory, media().c_str());
    gst_rtsp_media_factory_set_shared(factory, TRUE);
    g_signal_connect(factory, "media-configure", G_CALLBACK(&on_media), this);
    if (camera_.login != IpCamera::Login::None) protect(factory);
    const auto mounts = adopt(gst_rtsp_server_get_mount_points(server_.get()));
    gst_rtsp_mount_points_add_factory(mounts.get(), "/stream1", factory);
    GError* error = nullptr;
    source_ = gst_rtsp_server_create_source(server_.get(), nullptr, &error);
    ASSERT_NE(source_, nullptr) << error->message;
    g_source_set_callback(source_, G_SOURCE_FUNC(gst_rtsp_server_io_func), server_.get(), nullptr);
    g_source_attach(source_, context_);
}

void RtspServer::stop() {
    if (source_ == nullptr) return;
    g_source_destroy(source_);
    g_source_unref(source_);
    source_ = nullptr;
    gst_rtsp_server_client_filter(
        server_.get(), [](GstRTSPServer*, GstRTSPClient*, gpointer) { return GST_RTSP_FILTER_REMOVE; }, nullptr);
    server_.reset();
}

std::string RtspServer::address(const std::string& login, const std::string& scheme) const {
    return scheme + "://" + login + "127.0.0.1:" + std::to_string(port_) + "/stream1";
}

std::string RtspServer::media() const {
    std::string text =
        "( videotestsrc is-live=true pattern=solid-color foreground-color=" + std::to_string(camera_.colour) +
        " ! video/x-raw,format=I420,width=640,height=360,framerate=25/1"
        " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25"
        " ! rtph264pay name=pay0 pt=96 config-interval=-1";
    if (const char* sound = sound_of(camera_.sound)) {
        text += std::string(" audiotestsrc is-live=true volume=0.3 ! ") + sound;
    }
    return text + " )";
}

void RtspServer::protect(GstRTSPMediaFactory* factory) const {
    gst_rtsp_media_factory_add_role(factory, kRole, GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN, TRUE,
                                    GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE, nullptr);
    const auto auth = adopt(gst_rtsp_auth_new());
    GstRTSPToken* token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, kRole, nullptr);
    if (camera_.login == IpCamera::Login::Digest) {
        gst_rtsp_auth_set_supported_methods(auth.get(), GST_RTSP_AUTH_DIGEST);
        gst_rtsp_auth_add_digest(auth.get(), kUser, kPassword, token);
    } else {
        gchar* basic = gst_rtsp_auth_make_basic(kUser, kPassword);
        gst_rtsp_auth_add_basic(auth.get(), basic, token);
        g_free(basic);
    }
    gst_rtsp_token_unref(token);
    gst_rtsp_server_set_auth(server_.get(), auth.get());
}

void RtspServer::on_media(GstRTSPMediaFactory*, GstRTSPMedia* media, gpointer self) noexcept {
    const auto element = adopt(gst_rtsp_media_get_element(media));
    for (const char* name : {"pay0", "pay1"}) {
        const auto payloader = adopt(gst_bin_get_by_name(GST_BIN(element.get()), name));
        if (payloader == nullptr) continue;
        const auto pad = adopt(gst_element_get_static_pad(payloader.get(), "src"));
        gst_pad_add_probe(
            pad.get(), static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST),
            [](GstPad*, GstPadProbeInfo*, gpointer server) {
                return static_cast<RtspServer*>(server)->silent_ ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
            },
            self, nullptr);
    }
}

}  // namespace wardcast::media
