#include "social/curl_transfer.h"

#include <cctype>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <mutex>
#include <netinet/in.h>
#include <string_view>
#include <sys/socket.h>

namespace wardcast::social {
namespace {

namespace ip = boost::asio::ip;

struct CloseEasy {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// The address in what curl is about to connect to; unspecified, which nobody may reach, for any other family.
ip::address address_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return ip::address_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        ip::address_v6::bytes_type bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return ip::address_v6(bytes);
    }
    return {};
}

class Transfer {
  public:
    Transfer(const AddressRule& rule, const OutgoingLimits& limits, const Url& url, const std::stop_token& stop)
        : rule_(rule), limits_(limits), url_(url), stop_(stop) {}

    Outcome<Transferred> run(const Request& request) {
        const Easy easy(curl_easy_init());
        if (!easy) return passing("unexpected", "", "this server cannot make requests: libcurl is out of memory");
        prepare(easy.get(), request);
        std::unique_ptr<curl_slist, FreeList> headers;
        const auto add = [&](const std::string& line) {
            if (auto* list = curl_slist_append(headers.get(), line.c_str())) {
                (void)headers.release();
                headers.reset(list);
            }
        };
        for (const auto& [name, value] : request.headers)
            add(std::string(name).append(": ").append(value));
        if (!request.bearer.empty()) add("Authorization: Bearer " + request.bearer);
        if (!request.content_type.empty()) add("Content-Type: " + request.content_type);
        curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
        const auto code = curl_easy_perform(easy.get());
        if (code != CURLE_OK) return tl::unexpected(trouble(code));
        long status = 0;
        curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
        answer_.status = static_cast<int>(status);
        char* next = nullptr;
        curl_easy_getinfo(easy.get(), CURLINFO_REDIRECT_URL, &next);
        return Transferred{std::move(answer_), next != nullptr ? next : ""};
    }

  private:
    void prepare(CURL* easy, const Request& request) {
        curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "Wardcast (meeting server)");
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total.count()));
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::write_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::write_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
        curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &Transfer::progress);
        curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
        curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
        if (request.method == "POST") {
            curl_easy_setopt(easy, CURLOPT_POST, 1L);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
        }
    }

    // Called by curl for each address that the name was resolved to, right before it connects there.
    static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* to) noexcept {
        auto& transfer = *static_cast<Transfer*>(self);
        if (!transfer.rule_.permits(transfer.url_.host, transfer.url_.port, address_of(to->addr))) {
            transfer.was_refused_ = true;
            return CURL_SOCKET_BAD;
        }
        return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
    }

    static std::size_t write_body(char* data, std::size_t, std::size_t bytes, void* self) noexcept {
        auto& transfer = *static_cast<Transfer*>(self);
        if (transfer.answer_.body.size() + bytes > transfer.limits_.body_bytes) {
            transfer.was_too_large_ = true;
            return 0;
        }
        transfer.answer_.body.append(data, bytes);
        return bytes;
    }

    static std::size_t write_header(char* data, std::size_t, std::size_t bytes, void* self) noexcept {
        auto& transfer = *static_cast<Transfer*>(self);
        transfer.header_bytes_ += bytes;
        if (transfer.header_bytes_ > transfer.limits_.header_bytes) {
            transfer.was_too_large_ = true;
            return 0;
        }
        std::string_view line(data, bytes);
        if (line.starts_with("HTTP/")) transfer.answer_.headers.clear();  // What came before was a 1xx.
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return bytes;
        std::string name(line.substr(0, colon));
        for (char& letter : name)
            letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        auto value = line.substr(colon + 1);
        while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front())) != 0)
            value.remove_prefix(1);
        while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back())) != 0)
            value.remove_suffix(1);
        transfer.answer_.headers[name] = std::string(value);
        return bytes;
    }

    static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
        return static_cast<Transfer*>(self)->stop_.stop_requested() ? 1 : 0;
    }

    [[nodiscard]] Trouble trouble(CURLcode code) const {
        const auto& host = url_.host;
        const auto passing_trouble = [&](std::string trouble_code, std::string words) {
            return Trouble{.words = std::move(words), .code = std::move(trouble_code), .about = host};
        };
        if (was_refused_) {
            return {.kind = Trouble::Kind::NeedsPerson,
                    .words = host +
                             " is an address of this machine or of a private network, which sources may not "
                             "reach; the key social.allow_hosts permits it",
                    .code = "forbidden_address",
                    .about = host};
        }
        if (was_too_large_) return passing_trouble("too_large", host + " sent more than is taken at once");
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST:
                return passing_trouble("unknown_host", "no server is known by the name " + host);
            case CURLE_OPERATION_TIMEDOUT:
                return passing_trouble("too_slow", host + " did not answer in time");
            case CURLE_PEER_FAILED_VERIFICATION:
                return passing_trouble("bad_certificate", host + " has a certificate that is not valid");
            case CURLE_PARTIAL_FILE:
            case CURLE_RECV_ERROR:
            case CURLE_GOT_NOTHING:
                return passing_trouble("broke_off", host + " broke off in the middle of its answer");
            case CURLE_COULDNT_CONNECT:
                return passing_trouble("unreachable", "nobody answers at " + host + ":" + url_.port);
            case CURLE_BAD_CONTENT_ENCODING:
                return passing_trouble("not_readable", host + " sent an answer that cannot be unpacked");
            default:
                return passing_trouble("unexpected", host + " could not be asked: " + curl_easy_strerror(code));
        }
    }

    const AddressRule& rule_;
    const OutgoingLimits& limits_;
    const Url& url_;
    const std::stop_token& stop_;
    Answer answer_;
    std::size_t header_bytes_ = 0;
    bool was_refused_ = false;
    bool was_too_large_ = false;
};

}  // namespace

Outcome<Transferred> transfer(const Request& request, const Url& url, const AddressRule& rule,
                              const OutgoingLimits& limits, const std::stop_token& stop) {
    start_curl();
    return Transfer(rule, limits, url, stop).run(request);
}

}  // namespace wardcast::social
