#include "http/static_files.h"

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include <sodium.h>

#include "http/gzip.h"

namespace wardcast::http {
namespace {

constexpr std::size_t kSmallest = 256;  // Bytes; below, gzip's wrapper eats what it saves.

std::string content_type_of(const std::filesystem::path& path) {
    static const std::map<std::string, std::string, std::less<>> types = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".wasm", "application/wasm"},
        {".mp4", "video/mp4"},
        {".mp3", "audio/mpeg"},
    };
    const auto found = types.find(path.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

// A strong validator: the hash of the bytes (RFC 9110 section 8.8.3).
std::string etag_of(std::string_view bytes) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    std::array<char, hash.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return "\"" + std::string(hex.data()) + "\"";
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::filesystem::path& root) {
    StaticFiles files;
    files.root_ = root;
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(root, error);
    if (error) {
        return failure(ErrorKind::NotFound, "the web root '" + root.string() + "' cannot be read (" + error.message() +
                                                "): build the front end, or set the path to its build");
    }
    for (; entries != std::filesystem::recursive_directory_iterator(); entries.increment(error)) {
        if (!entries->is_regular_file(error)) continue;
        std::ifstream stream(entries->path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        if (!stream) {
            return failure(ErrorKind::Unavailable,
                           "'" + entries->path().string() + "' of the web root cannot be read: check its permissions");
        }
        File file;
        file.content_type = content_type_of(entries->path());
        file.etag = etag_of(bytes);
        if (is_compressible(file.content_type) && bytes.size() >= kSmallest) {
            std::string packed = gzip(bytes, Effort::Best);
            if (!packed.empty() && packed.size() < bytes.size()) file.gzip = share_bytes(std::move(packed));
        }
        file.bytes = share_bytes(std::move(bytes));
        files.files_.emplace("/" + entries->path().lexically_relative(root).generic_string(), std::move(file));
    }
    if (error) {
        return failure(ErrorKind::Unavailable, "the web root '" + root.string() + "': " + error.message());
    }
    return files;
}

Result<std::string> StaticFiles::page(std::string_view name) const {
    const auto found = files_.find("/" + std::string(name));
    if (found == files_.end()) {
        return failure(ErrorKind::NotFound, "the web root '" + root_.string() + "' has no " + std::string(name) +
                                                ": build the front end (npm run build in web/), or set the path to "
                                                "its build");
    }
    return *found->second.bytes;
}

Response StaticFiles::serve(const Request& request) const {
    const auto found = files_.find(request.path);
    if (found == files_.end() || found->second.content_type.starts_with("text/html")) {
        return text_response(404, "There is nothing at this address.\n");
    }
    const File& file = found->second;
    // Vite puts a hash of the content into the names below assets/: such a name never means other bytes.
    const bool is_hashed = request.path.starts_with("/assets/");
    Response response;
    response.with("cache-control", is_hashed ? "public, max-age=31536000, immutable" : "public, no-cache")
        .with("etag", file.etag);
    if (file.gzip) response.with("vary", "Accept-Encoding");

    if (request.if_none_match == file.etag || request.if_none_match == "W/" + file.etag) {
        response.status = 304;
        return response;
    }
    response.content_type = file.content_type;
    response.body = file.bytes;
    if (file.gzip && request.accepts_gzip()) {
        response.body = file.gzip;
        response.with("content-encoding", "gzip");
    }
    return response;
}

}  // namespace wardcast::http
