#pragma once

#include <cstdint>
#include <filesystem>
#include <gio/gio.h>
#include <string>
#include <thread>

#include "media/gst_ptr.h"
#include "temporary_folder.h"
#include "unit/media/silent_port.h"

namespace wardcast::media {

// A certificate authority of the test's own, which this process trusts beside nobody else, while this lives.
class TestAuthority {
  public:
    TestAuthority();
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    // A certificate for the host, signed by it, and its key; as PEM files.
    struct Files {
        std::filesystem::path certificate, key;
    };
    [[nodiscard]] Files issue(const std::string& host) const;
    // One that nobody signed but itself.
    [[nodiscard]] Files self_signed(const std::string& host) const;

  private:
    [[nodiscard]] Files make(const std::string& host, const std::string& signed_by) const;

    TemporaryFolder folder_;
};

// Takes TLS connections on the loopback, and hands what is in them to the port of a server that speaks none.
class TlsTunnel {
  public:
    TlsTunnel(const TestAuthority::Files& files, std::uint16_t server);
    ~TlsTunnel();
    TlsTunnel(const TlsTunnel&) = delete;
    TlsTunnel& operator=(const TlsTunnel&) = delete;
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    void take_callers();
    void carry(GSocketConnection& caller) const;

    const std::uint16_t server_, port_;
    GObjectPtr<GTlsCertificate> certificate_;
    GObjectPtr<GCancellable> over_;
    GObjectPtr<GSocketListener> listener_;
    std::jthread thread_;
};

}  // namespace wardcast::media
