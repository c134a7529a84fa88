#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace wardcast::social {

// An HTTP server on loopback for one test: each connection gets one request and what the script answers, byte for byte.
class SmallServer {
  public:
    // Takes the request as it came (head only), gives the answer as it goes out.
    using Script = std::function<std::string(const std::string& request)>;
    explicit SmallServer(Script script);
    ~SmallServer();
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    [[nodiscard]] std::string url(const std::string& path = "/") const;
    [[nodiscard]] std::string host() const;  // "127.0.0.1:PORT"
    [[nodiscard]] int served() const { return served_; }

  private:
    void serve();

    Script script_;
    int listener_;
    int port_ = 0;
    std::atomic<int> served_ = 0;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

// An answer with its length.
[[nodiscard]] std::string http_answer(const std::string& status, const std::string& headers, const std::string& body);

}  // namespace wardcast::social
