#include "media/mp4_box.h"

namespace wardcast::media {

std::uint64_t BigEndianReader::number(int width) {
    const auto bytes = take(static_cast<std::size_t>(width));
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8U | static_cast<std::uint8_t>(byte);
    return value;
}

std::string_view BigEndianReader::take(std::size_t count) {
    if (count > bytes_.size()) {
        ok_ = false;
        bytes_ = {};
        return {};
    }
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
}

BoxHeaderRead read_box_header(std::string_view bytes) {
    BoxHeaderRead result;
    if (bytes.size() < 8) return result;
    BigEndianReader reader(bytes);
    result.header.size = reader.u32();
    result.header.type = reader.u32();
    result.header.header_length = 8;
    if (result.header.size == 1) {  // A 64-bit size follows the type.
        if (bytes.size() < 16) return result;
        result.header.size = reader.u64();
        result.header.header_length = 16;
    }
    result.complete = true;
    result.valid = result.header.size >= result.header.header_length;
    return result;
}

std::optional<Box> next_box(std::string_view& rest) {
    const auto read = read_box_header(rest);
    if (!read.complete || !read.valid || read.header.size > rest.size()) return std::nullopt;
    const auto size = static_cast<std::size_t>(read.header.size);
    const Box box{read.header.type, rest.substr(read.header.header_length, size - read.header.header_length)};
    rest.remove_prefix(size);
    return box;
}

std::optional<std::string_view> find_box(std::string_view container, std::initializer_list<std::uint32_t> path) {
    for (const auto type : path) {
        auto box = next_box(container);
        while (box && box->type != type)
            box = next_box(container);
        if (!box) return std::nullopt;
        container = box->body;
    }
    return container;
}

std::size_t BoxWriter::open(std::uint32_t type) {
    const auto place = out_.size();
    u32(0);
    u32(type);
    return place;
}

void BoxWriter::close(std::size_t place) {
    overwrite_u32(place, static_cast<std::uint32_t>(out_.size() - place));
}

void BoxWriter::u32(std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out_.push_back(static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU));
}

void BoxWriter::u64(std::uint64_t value) {
    u32(static_cast<std::uint32_t>(value >> 32U));
    u32(static_cast<std::uint32_t>(value & 0xFFFFFFFFU));
}

void BoxWriter::overwrite_u32(std::size_t place, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        out_[place + i] = static_cast<char>(value >> (24U - 8U * i) & 0xFFU);
}

}  // namespace wardcast::media
