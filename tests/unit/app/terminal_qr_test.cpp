#include "app/terminal_qr.h"

#include <memory>

#include <gtest/gtest.h>
#include <qrencode.h>

namespace wardcast::app {
namespace {

const std::string kLink = "https://192.168.1.20:8443/m/billesley/camera?k=abcdefghijklmnopqrstuvwxyz";

// The drawing back as rows of light (true) and dark modules.
std::vector<std::vector<bool>> modules_of(const std::string& drawing) {
    std::vector<std::vector<bool>> rows(2);
    for (std::size_t at = 0; at < drawing.size();) {
        if (drawing[at] == '\n') {
            rows.resize(rows.size() + 2);
            at += 1;
            continue;
        }
        const auto block = drawing[at] == ' ' ? std::string(" ") : drawing.substr(at, 3);
        rows[rows.size() - 2].push_back(block == "█" || block == "▀");
        rows[rows.size() - 1].push_back(block == "█" || block == "▄");
        at += block.size();
    }
    rows.resize(rows.size() - 2);
    return rows;
}

TEST(TerminalQr, DrawsEveryModuleWithinAQuietZone) {
    const auto drawing = terminal_qr(kLink, Colours::Plain);
    ASSERT_TRUE(drawing.has_value());
    const auto rows = modules_of(*drawing);
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(kLink.c_str(), 0, QR_ECLEVEL_L),
                                                          QRcode_free);
    const auto width = static_cast<std::size_t>(code->width);
    ASSERT_GE(rows.size(), width + 4);
    for (std::size_t y = 0; y < rows.size(); ++y) {
        ASSERT_EQ(rows[y].size(), width + 4);
        for (std::size_t x = 0; x < width + 4; ++x) {
            const bool inside = x >= 2 && y >= 2 && x < width + 2 && y < width + 2;
            const bool dark = inside && (code->data[(y - 2) * width + x - 2] & 1U) != 0;
            EXPECT_EQ(rows[y][x], !dark) << "row " << y << " column " << x;
        }
    }
}

TEST(TerminalQr, FixesBlackAndWhiteOnEveryLineOfATerminal) {
    const auto plain = terminal_qr(kLink, Colours::Plain);
    const auto coloured = terminal_qr(kLink, Colours::Ansi);
    ASSERT_TRUE(plain.has_value());
    ASSERT_TRUE(coloured.has_value());
    std::string expected = "\033[40;97m" + *plain;
    for (auto at = expected.find('\n'); at != std::string::npos; at = expected.find('\n', at + 1)) {
        expected.insert(at, "\033[0m");
        at += 4;
        if (at + 1 < expected.size()) expected.insert(at + 1, "\033[40;97m");
    }
    EXPECT_EQ(*coloured, expected);
}

TEST(TerminalQr, RefusesWhatNoCodeCanHold) {
    EXPECT_FALSE(terminal_qr(std::string(4000, 'x'), Colours::Plain).has_value());
}

}  // namespace
}  // namespace wardcast::app
