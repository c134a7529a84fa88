#include "media/peer_certificate.h"

#include <algorithm>
#include <optional>

namespace wardcast::media {

namespace {

std::optional<GChecksumType> algorithm(std::string_view name) {
    const auto is = [&](std::string_view other) {
        return std::equal(name.begin(), name.end(), other.begin(), other.end(),
                          [](char a, char b) { return g_ascii_tolower(a) == b; });
    };
    if (is("sha-256")) return G_CHECKSUM_SHA256;
    if (is("sha-384")) return G_CHECKSUM_SHA384;
    if (is("sha-512")) return G_CHECKSUM_SHA512;
    return {};
}

// What stands between the lines of a PEM file, decoded; empty if there is nothing.
std::string decoded(std::string_view pem) {
    constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
    const auto begin = pem.find(kBegin);
    const auto end = pem.find("-----END CERTIFICATE-----");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    const std::string body(pem.substr(begin + kBegin.size(), end - begin - kBegin.size()));
    gsize size = 0;
    const std::unique_ptr<guchar, GFree> bytes(g_base64_decode(body.c_str(), &size));
    return {reinterpret_cast<const char*>(bytes.get()), size};
}

std::string digits_of(std::string_view fingerprint) {
    std::string digits;
    for (const char each : fingerprint) {
        if (each != ':') digits += g_ascii_tolower(each);
    }
    return digits;
}

struct Search {
    const std::vector<std::string>& fingerprints;
    bool found = false;
    bool foreign = false;
};

void look_at(const GValue* item, gpointer data) noexcept {
    auto& search = *static_cast<Search*>(data);
    gchar* raw = nullptr;
    g_object_get(g_value_get_object(item), "peer-pem", &raw, nullptr);
    const GString pem(raw);
    if (pem == nullptr) return;
    search.found = true;
    search.foreign = search.foreign || std::none_of(search.fingerprints.begin(), search.fingerprints.end(),
                                                    [&](const auto& each) { return has_fingerprint(pem.get(), each); });
}

}  // namespace

bool has_fingerprint(std::string_view pem, std::string_view fingerprint) {
    const auto space = std::min(fingerprint.find(' '), fingerprint.size());
    const auto type = algorithm(fingerprint.substr(0, space));
    const std::string certificate = decoded(pem);
    if (!type || certificate.empty()) return false;
    const GString digits(
        g_compute_checksum_for_data(*type, reinterpret_cast<const guchar*>(certificate.data()), certificate.size()));
    return digits_of(fingerprint.substr(std::min(space + 1, fingerprint.size()))) == digits.get();
}

bool came_as_described(GstElement* webrtcbin, const std::vector<std::string>& fingerprints) {
    Search search{fingerprints};
    GstIterator* receivers = gst_bin_iterate_all_by_element_factory_name(GST_BIN(webrtcbin), "dtlssrtpdec");
    while (gst_iterator_foreach(receivers, &look_at, &search) == GST_ITERATOR_RESYNC)
        gst_iterator_resync(receivers);
    gst_iterator_free(receivers);
    return search.found && !search.foreign;
}

}  // namespace wardcast::media
