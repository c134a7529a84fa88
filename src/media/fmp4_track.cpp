#include "media/fmp4_track.h"

#include <chrono>
#include <cstdio>
#include <utility>

#include "media/mp4_box.h"

namespace wardcast::media {
namespace {

constexpr std::size_t kMaxSamples = 65536;  // In one fragment; a second of sound has 47.

// Bounds that keep arithmetic with times from overflowing, far beyond what a programme has.
constexpr std::chrono::duration<std::uint64_t> kMaxFragment{60};
constexpr std::chrono::duration<std::uint64_t> kMaxTime{315'000'000};  // Ten years.

tl::unexpected<Error> malformed(const char* what) {
    return failure(ErrorKind::BadInput, std::string("not the fragmented MP4 of one track: ") + what);
}

std::string hex_byte(std::uint8_t value) {
    char text[3];
    std::snprintf(text, sizeof text, "%02X", value);
    return text;
}

// "avc1.PPCCLL" of an AVCDecoderConfigurationRecord (RFC 6381 section 3.3): profile, constraints, level.
std::string avc_codec(std::string_view avcc) {
    BigEndianReader reader(avcc);
    reader.u8();  // Version.
    std::string codec = "avc1.";
    for (int i = 0; i < 3; ++i)
        codec += hex_byte(reader.u8());
    return reader.ok() ? codec : std::string();
}

// The length of an MPEG-4 descriptor: seven bits a byte, the top bit says that more follow (ISO/IEC 14496-1 8.3.3).
std::size_t descriptor_length(BigEndianReader& reader) {
    std::size_t length = 0;
    for (int i = 0; i < 4; ++i) {
        const auto byte = reader.u8();
        length = length << 7U | (byte & 0x7FU);
        if ((byte & 0x80U) == 0) break;
    }
    return length;
}

// "mp4a.40.2" of an esds box: the object type of the decoder, and of its AudioSpecificConfig.
std::string aac_codec(std::string_view esds) {
    BigEndianReader reader(esds);
    reader.u32();  // Version and flags.
    if (reader.u8() != 3) return {};
    descriptor_length(reader);
    reader.u16();  // ES_ID
    const auto flags = reader.u8();
    if ((flags & 0x80U) != 0) reader.u16();              // dependsOn_ES_ID
    if ((flags & 0x40U) != 0) reader.take(reader.u8());  // URL
    if ((flags & 0x20U) != 0) reader.u16();              // OCR_ES_ID
    if (reader.u8() != 4) return {};                     // DecoderConfigDescriptor
    descriptor_length(reader);
    const auto object_type = reader.u8();
    reader.take(12);                  // Stream type, buffer size, bit rates.
    if (reader.u8() != 5) return {};  // DecoderSpecificInfo
    descriptor_length(reader);
    const auto audio_object_type = reader.u8() >> 3U;
    if (!reader.ok() || object_type != 0x40 || audio_object_type == 0 || audio_object_type == 31) return {};
    return "mp4a.40." + std::to_string(audio_object_type);
}

std::string codec_of(std::string_view stsd) {
    if (stsd.size() < 8) return {};
    stsd.remove_prefix(8);  // Version, flags, entry count.
    const auto entry = next_box(stsd);
    if (!entry) return {};
    constexpr std::size_t kVisualSampleEntry = 78;  // Fixed fields before the boxes inside (section 12.1.3).
    constexpr std::size_t kAudioSampleEntry = 28;   // Section 12.2.3.
    if (entry->type == box_type("avc1") && entry->body.size() > kVisualSampleEntry) {
        const auto avcc = find_box(entry->body.substr(kVisualSampleEntry), {box_type("avcC")});
        return avcc ? avc_codec(*avcc) : std::string();
    }
    if (entry->type == box_type("mp4a") && entry->body.size() > kAudioSampleEntry) {
        const auto esds = find_box(entry->body.substr(kAudioSampleEntry), {box_type("esds")});
        return esds ? aac_codec(*esds) : std::string();
    }
    return {};
}

// Defaults of a traf (section 8.8.7); returns false when the box is malformed or of another track.
bool read_tfhd(std::string_view tfhd, TrackInit& track) {
    BigEndianReader reader(tfhd);
    const auto flags = reader.u32() & 0xFFFFFFU;
    if (reader.u32() != track.track) return false;
    if ((flags & 0x1U) != 0) return false;  // An absolute data offset would not survive being cut into parts.
    if ((flags & 0x2U) != 0) reader.u32();
    if ((flags & 0x8U) != 0) track.default_duration = reader.u32();
    if ((flags & 0x10U) != 0) track.default_size = reader.u32();
    if ((flags & 0x20U) != 0) track.default_flags = reader.u32();
    return reader.ok();
}

// Appends the samples of a trun (section 8.8.8).
bool read_trun(std::string_view trun, const TrackInit& track, std::vector<Sample>& samples) {
    BigEndianReader reader(trun);
    const auto flags = reader.u32() & 0xFFFFFFU;
    const std::size_t count = reader.u32();
    if (!reader.ok() || samples.size() + count > kMaxSamples) return false;
    if ((flags & 0x1U) != 0) reader.u32();  // Data offset: the payload is contiguous, read_fragment checks its length.
    const bool has_first_flags = (flags & 0x4U) != 0;
    const auto first_flags = has_first_flags ? reader.u32() : 0;
    for (std::size_t i = 0; i < count; ++i) {
        Sample sample{track.default_duration, track.default_size, track.default_flags, 0};
        if ((flags & 0x100U) != 0) sample.duration = reader.u32();
        if ((flags & 0x200U) != 0) sample.size = reader.u32();
        if ((flags & 0x400U) != 0) sample.flags = reader.u32();
        if ((flags & 0x800U) != 0) sample.composition = reader.u32();
        if (i == 0 && has_first_flags) sample.flags = first_flags;
        if (!reader.ok()) return false;
        samples.push_back(sample);
    }
    return true;
}

bool read_tfdt(std::string_view tfdt, std::uint64_t& start) {
    BigEndianReader reader(tfdt);
    const bool wide = reader.u8() == 1;
    reader.u24();
    start = wide ? reader.u64() : reader.u32();
    return reader.ok();
}

}  // namespace

Result<TrackInit> read_track_init(std::string bytes) {
    TrackInit init;
    const auto moov = find_box(bytes, {box_type("moov")});
    if (!moov) return malformed("no moov");
    auto rest = *moov;
    int tracks = 0;
    while (const auto box = next_box(rest))
        tracks += box->type == box_type("trak") ? 1 : 0;
    if (tracks != 1) return malformed("it must have one track");

    const auto trak = find_box(*moov, {box_type("trak")}).value_or("");
    const auto mdhd = find_box(trak, {box_type("mdia"), box_type("mdhd")});
    const auto stsd = find_box(trak, {box_type("mdia"), box_type("minf"), box_type("stbl"), box_type("stsd")});
    const auto trex = find_box(*moov, {box_type("mvex"), box_type("trex")});
    if (!mdhd || !stsd || !trex) return malformed("no mdhd, stsd or trex");

    BigEndianReader header(*mdhd);
    const bool wide = header.u8() == 1;
    header.u24();
    header.take(wide ? 16 : 8);  // Creation and modification time.
    init.timescale = header.u32();

    BigEndianReader defaults(*trex);
    defaults.u32();
    init.track = defaults.u32();
    defaults.u32();  // Sample description.
    init.default_duration = defaults.u32();
    init.default_size = defaults.u32();
    init.default_flags = defaults.u32();
    if (!header.ok() || !defaults.ok() || init.timescale == 0) return malformed("mdhd or trex cut short");

    init.codec = codec_of(*stsd);
    if (init.codec.empty()) return malformed("neither H.264 (avc1) nor AAC (mp4a)");
    init.bytes = share_bytes(std::move(bytes));
    return init;
}

Result<FragmentHead> read_moof(const TrackInit& track, std::string_view moof) {
    FragmentHead fragment;
    const auto traf = find_box(moof, {box_type("traf")});
    if (!traf) return malformed("no traf");
    TrackInit defaults = track;
    bool has_time = false;
    for (auto boxes = *traf; const auto box = next_box(boxes);) {
        bool fine = true;
        if (box->type == box_type("tfhd")) fine = read_tfhd(box->body, defaults);
        if (box->type == box_type("tfdt")) fine = has_time = read_tfdt(box->body, fragment.start);
        if (box->type == box_type("trun")) fine = read_trun(box->body, defaults, fragment.samples);
        if (!fine) return malformed("tfhd, tfdt or trun is broken or of another track");
    }
    if (!has_time || fragment.samples.empty()) return malformed("a fragment without time or samples");

    for (const auto& sample : fragment.samples) {
        fragment.duration += sample.duration;
        fragment.payload += sample.size;
    }
    if (fragment.duration == 0 || fragment.duration / track.timescale > kMaxFragment.count() ||
        fragment.start / track.timescale > kMaxTime.count()) {
        return malformed("a fragment without duration, or at an impossible time");
    }
    return fragment;
}

Result<Fragment> read_fragment(const TrackInit& track, std::string bytes) {
    std::string_view rest = bytes;
    const auto moof = next_box(rest);
    if (!moof || moof->type != box_type("moof")) return malformed("no moof");
    const auto mdat = next_box(rest);
    if (!mdat || mdat->type != box_type("mdat") || !rest.empty()) return malformed("no mdat after moof");
    auto head = read_moof(track, moof->body);
    if (!head) return tl::unexpected(std::move(head.error()));
    if (head->payload != mdat->body.size()) return malformed("sample sizes do not add up to the mdat");

    Fragment fragment;
    fragment.start = head->start;
    fragment.duration = head->duration;
    fragment.samples = std::move(head->samples);
    fragment.payload = static_cast<std::size_t>(mdat->body.data() - bytes.data());
    fragment.bytes = std::move(bytes);
    return fragment;
}

bool is_same_format(const TrackInit& one, const TrackInit& other) {
    const auto described = [](const TrackInit& init) {
        return find_box(*init.bytes, {box_type("moov"), box_type("trak"), box_type("mdia"), box_type("minf"),
                                      box_type("stbl"), box_type("stsd")});
    };
    return one.timescale == other.timescale && one.track == other.track &&
           one.default_duration == other.default_duration && one.default_size == other.default_size &&
           one.default_flags == other.default_flags && described(one) == described(other);
}

void move_later(Fragment& fragment, std::uint64_t ticks) {
    const auto tfdt = find_box(fragment.bytes, {box_type("moof"), box_type("traf"), box_type("tfdt")});
    if (!tfdt || tfdt->size() < 8) return;
    fragment.start += ticks;
    const bool wide = tfdt->front() == 1;
    const auto place = static_cast<std::size_t>(tfdt->data() - fragment.bytes.data()) + 4;
    const std::size_t width = wide ? 8 : 4;
    for (std::size_t i = 0; i < width && place + i < fragment.bytes.size(); ++i)
        fragment.bytes[place + i] = static_cast<char>(fragment.start >> (8 * (width - 1 - i)));
}

}  // namespace wardcast::media
