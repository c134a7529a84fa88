#include "unit/media/tls_tunnel.h"

#include <fcntl.h>
#include <fstream>
#include <list>
#include <spawn.h>
#include <sys/wait.h>
#include <vector>

#include <gtest/gtest.h>

namespace wardcast::media {

namespace {

void openssl(std::vector<std::string> words) {
    words.insert(words.begin(), "openssl");
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t process = 0;
    ASSERT_EQ(posix_spawnp(&process, "openssl", &quiet, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&quiet);
    int status = 0;
    waitpid(process, &status, 0);
    ASSERT_EQ(status, 0) << "openssl " << words[1];
}

}  // namespace

TestAuthority::TestAuthority() {
    const auto root = (folder_.path() / "root.pem").string();
    openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test authority", "-keyout",
             (folder_.path() / "root.key").string(), "-out", root});
    GError* error = nullptr;
    const GObjectPtr<GTlsDatabase> trusted(g_tls_file_database_new(root.c_str(), &error));
    EXPECT_NE(trusted, nullptr) << error->message;
    g_tls_backend_set_default_database(g_tls_backend_get_default(), trusted.get());
}

TestAuthority::~TestAuthority() {
    g_tls_backend_set_default_database(g_tls_backend_get_default(), nullptr);
}

TestAuthority::Files TestAuthority::issue(const std::string& host) const {
    return make(host, "root");
}
TestAuthority::Files TestAuthority::self_signed(const std::string& host) const {
    return make(host, {});
}

TestAuthority::Files TestAuthority::make(const std::string& host, const std::string& signed_by) const {
    const auto base = (folder_.path() / (host + "-by-" + signed_by)).string();
    const Files files{base + ".pem", base + ".key"};
    if (signed_by.empty()) {
        openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + host, "-addext",
                 "subjectAltName=DNS:" + host, "-keyout", files.key, "-out", files.certificate});
        return files;
    }
    openssl(
        {"req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + host, "-keyout", files.key, "-out", base + ".csr"});
    std::ofstream(base + ".ext") << "subjectAltName=DNS:" << host << "\n";
    const auto root = (folder_.path() / signed_by).string();
    openssl({"x509", "-req", "-days", "2", "-in", base + ".csr", "-CA", root + ".pem", "-CAkey", root + ".key",
             "-CAcreateserial", "-extfile", base + ".ext", "-out", files.certificate});
    return files;
}

TlsTunnel::TlsTunnel(const TestAuthority::Files& files, std::uint16_t server)
    : server_(server),
      port_(SilentPort().number()),
      certificate_(g_tls_certificate_new_from_files(files.certificate.c_str(), files.key.c_str(), nullptr)),
      over_(g_cancellable_new()),
      listener_(g_socket_listener_new()) {
    EXPECT_NE(certificate_, nullptr);
    const GObjectPtr<GSocketAddress> address(g_inet_socket_address_new_from_string("127.0.0.1", port_));
    EXPECT_TRUE(g_socket_listener_add_address(listener_.get(), address.get(), G_SOCKET_TYPE_STREAM,
                                              G_SOCKET_PROTOCOL_TCP, nullptr, nullptr, nullptr));
    thread_ = std::jthread([this] { take_callers(); });
}

TlsTunnel::~TlsTunnel() {
    g_cancellable_cancel(over_.get());
}

void TlsTunnel::take_callers() {
    std::list<std::jthread> carried;
    while (true) {
        const GObjectPtr<GSocketConnection> caller(
            g_socket_listener_accept(listener_.get(), nullptr, over_.get(), nullptr));
        if (caller == nullptr) return;
        carried.emplace_back([this, kept = share(caller.get())] { carry(*kept); });
    }
}

void TlsTunnel::carry(GSocketConnection& caller) const {
    const GObjectPtr<GIOStream> outside(g_tls_server_connection_new(G_IO_STREAM(&caller), certificate_.get(), nullptr));
    if (outside == nullptr) return;
    if (g_tls_connection_handshake(G_TLS_CONNECTION(outside.get()), over_.get(), nullptr) == FALSE) return;
    const GObjectPtr<GSocketClient> client(g_socket_client_new());
    const GObjectPtr<GSocketConnection> inside(
        g_socket_client_connect_to_host(client.get(), "127.0.0.1", server_, over_.get(), nullptr));
    if (inside == nullptr) return;
    const auto pass = [this](GIOStream* from, GIOStream* to) {
        g_output_stream_splice(g_io_stream_get_output_stream(to), g_io_stream_get_input_stream(from),
                               G_OUTPUT_STREAM_SPLICE_NONE, over_.get(), nullptr);
    };
    // Whoever hangs up ends both ways.
    const auto hang_up = [](GSocketConnection& connection) {
        g_socket_shutdown(g_socket_connection_get_socket(&connection), TRUE, TRUE, nullptr);
    };
    const std::jthread back([&] {
        pass(G_IO_STREAM(inside.get()), outside.get());
        hang_up(caller);
    });
    pass(outside.get(), G_IO_STREAM(inside.get()));
    hang_up(*inside);
}

}  // namespace wardcast::media
