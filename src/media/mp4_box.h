#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The box layer of ISO/IEC 14496-12 (section 4.2), as far as one track of fragmented MP4 needs it.
namespace wardcast::media {

// Reads big-endian numbers. Reading past the end yields zeros and makes ok() false, so that a parser may read a whole
// structure and ask once.
class BigEndianReader {
  public:
    explicit BigEndianReader(std::string_view bytes) : bytes_(bytes) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u24() { return static_cast<std::uint32_t>(number(3)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    std::string_view take(std::size_t count);

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::string_view rest() const { return bytes_; }

  private:
    std::uint64_t number(int width);

    std::string_view bytes_;
    bool ok_ = true;
};

[[nodiscard]] constexpr std::uint32_t box_type(const char (&name)[5]) {
    std::uint32_t type = 0;
    for (int i = 0; i < 4; ++i)
        type = type << 8U | static_cast<std::uint8_t>(name[i]);
    return type;
}

struct BoxHeader {
    std::uint32_t type = 0;
    std::uint64_t size = 0;         // Of the whole box, header included.
    std::size_t header_length = 0;  // 8, or 16 with a 64-bit size.
};

// What the first bytes of a box say of it. Complete is false while there are too few bytes to tell.
struct BoxHeaderRead {
    bool complete = false;
    bool valid = false;  // A size smaller than its own header, or "to the end of the file" (0), is not.
    BoxHeader header;
};
[[nodiscard]] BoxHeaderRead read_box_header(std::string_view bytes);

struct Box {
    std::uint32_t type = 0;
    std::string_view body;
};

// Takes the next box off rest. Nothing when rest is used up or the box does not fit into it.
[[nodiscard]] std::optional<Box> next_box(std::string_view& rest);

// The body of the box reached by following the types inward from container; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> find_box(std::string_view container,
                                                       std::initializer_list<std::uint32_t> path);

// Writes boxes: open() starts one, close() fills its size in.
class BoxWriter {
  public:
    // Returns the place to hand to close().
    std::size_t open(std::uint32_t type);
    void close(std::size_t place);
    void u32(std::uint32_t value);
    void u64(std::uint64_t value);
    void bytes(std::string_view value) { out_.append(value); }
    void overwrite_u32(std::size_t place, std::uint32_t value);
    [[nodiscard]] std::size_t size() const { return out_.size(); }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

}  // namespace wardcast::media
