#include "http/qr_code.h"

#include <memory>

#include <qrencode.h>

namespace wardcast::http {
namespace {

struct QrFree {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

constexpr int kQuietZone = 4;  // Modules; readers need it.

}  // namespace

Result<std::string> qr_svg(std::string_view text) {
    const std::unique_ptr<QRcode, QrFree> code(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!code) return failure(ErrorKind::BadInput, "the address is too long for a QR code");

    const int width = code->width;
    const std::string side = std::to_string(width + 2 * kQuietZone);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                      "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
                      "\" fill=\"#fff\"/><path d=\"";
    for (int y = 0; y < width; ++y) {
        for (int x = 0; x < width; ++x) {
            // The lowest bit of a module says whether it is black; the others are about how it was made.
            const auto is_black = [&](int column) { return (code->data[y * width + column] & 1U) != 0; };
            if (!is_black(x)) continue;
            int run = 1;
            while (x + run < width && is_black(x + run))
                ++run;
            svg += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h" +
                   std::to_string(run) + "v1h-" + std::to_string(run) + "z";
            x += run;
        }
    }
    svg += "\"/></svg>\n";
    return svg;
}

}  // namespace wardcast::http
