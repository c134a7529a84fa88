#include "app/terminal_qr.h"

#include <memory>

#include <qrencode.h>

namespace wardcast::app {
namespace {

// Four light modules around (ISO/IEC 18004 asks for them); phones read two from a screen, and lines are dear.
constexpr int kQuietZone = 2;

struct FreeCode {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

}  // namespace

Result<std::string> terminal_qr(const std::string& text, Colours colours) {
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L));
    if (!code) return failure(ErrorKind::BadInput, "the text is too long for a QR code");

    const auto is_light = [&](int x, int y) {
        if (x < 0 || y < 0 || x >= code->width || y >= code->width) return true;
        return (code->data[y * code->width + x] & 1U) == 0;
    };
    std::string drawing;
    for (int y = -kQuietZone; y < code->width + kQuietZone; y += 2) {
        if (colours == Colours::Ansi) drawing += "\033[40;97m";
        for (int x = -kQuietZone; x < code->width + kQuietZone; ++x) {
            const bool upper = is_light(x, y);
            const bool lower = is_light(x, y + 1);
            drawing += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        if (colours == Colours::Ansi) drawing += "\033[0m";
        drawing += '\n';
    }
    return drawing;
}

}  // namespace wardcast::app
