#include "media/fmp4_splitter.h"

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "media/fragment_cut.h"
#include "media/mp4_box.h"
#include "muxed_media.h"
#include "packaged_run.h"

namespace wardcast::media::test {
namespace {

std::vector<Fmp4Splitter::Piece> split(std::string_view stream, unsigned seed = 1) {
    Fmp4Splitter splitter;
    std::vector<Fmp4Splitter::Piece> pieces;
    in_random_chunks(stream, seed, [&](auto chunk) {
        const auto pushed = splitter.push(chunk, pieces);
        EXPECT_TRUE(pushed.has_value()) << pushed.error().message;
    });
    return pieces;
}

// Whether a stream is refused, at the latest after all of it.
bool is_refused(std::string_view stream) {
    Fmp4Splitter splitter;
    std::vector<Fmp4Splitter::Piece> pieces;
    return !splitter.push(stream, pieces).has_value();
}

std::string number(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    return bytes;
}

std::string box(const std::string& type, const std::string& body) {
    return number(static_cast<std::uint32_t>(body.size() + 8)) + type + body;
}

// Writes value over what stands behind the nth place of type.
std::string with_number_after(std::string stream, const std::string& type, std::size_t distance, std::uint32_t value) {
    const auto place = stream.find(type);
    EXPECT_NE(place, std::string::npos);
    return stream.replace(place + distance, 4, number(value));
}

TEST(Fmp4Splitter, TellsWhatAVideoTrackIs) {
    const auto pieces = split(muxed_video());
    const auto& init = std::get<TrackInit>(pieces.at(0));
    EXPECT_EQ(init.codec, "avc1.42C00D");
    EXPECT_EQ(init.timescale, 3000U);
    EXPECT_EQ(init.bytes->substr(4, 4), "ftyp");
}

TEST(Fmp4Splitter, TellsWhatASoundTrackIs) {
    const auto pieces = split(muxed_sound());
    const auto& init = std::get<TrackInit>(pieces.at(0));
    EXPECT_EQ(init.codec, "mp4a.40.2");
    EXPECT_EQ(init.timescale, 48'000U);
}

TEST(Fmp4Splitter, YieldsFragmentsWithTheirTimesAndKeyframes) {
    const auto pieces = split(muxed_video());
    ASSERT_EQ(pieces.size(), 37U);
    std::uint64_t time = 0;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const auto& fragment = std::get<Fragment>(pieces[i]);
        EXPECT_EQ(fragment.start, time);
        EXPECT_EQ(fragment.duration, 1000U);
        EXPECT_EQ(fragment.independent(), (i - 1) % 6 == 0) << "a keyframe every two seconds";
        time += fragment.duration;
    }
}

TEST(Fmp4Splitter, YieldsTheSameHoweverTheBytesArrive) {
    const auto& stream = muxed_video();
    const auto whole = split(stream, 1);
    for (const unsigned seed : {2U, 3U, 4U}) {
        const auto pieces = split(stream, seed);
        ASSERT_EQ(pieces.size(), whole.size());
        for (std::size_t i = 1; i < pieces.size(); ++i)
            EXPECT_EQ(std::get<Fragment>(pieces[i]).bytes, std::get<Fragment>(whole[i]).bytes);
    }
}

TEST(Fmp4Splitter, LosesNothingButWhatPackagingHasNoUseFor) {
    const auto& stream = muxed_video();
    std::string together;
    for (const auto& piece : split(box("free", "room") + stream + box("mfra", "index"))) {
        if (const auto* init = std::get_if<TrackInit>(&piece)) {
            together += *init->bytes;
        } else {
            together += std::get<Fragment>(piece).bytes;
        }
    }
    EXPECT_EQ(together, stream);
}

TEST(Fmp4Splitter, ReadsSizesOf64Bits) {
    auto stream = std::string(muxed_video());
    // The first mdat rewritten with a long header; sample offsets count from the moof, which nobody checks here.
    const auto place = stream.find("mdat") - 4;
    BigEndianReader reader(std::string_view(stream).substr(place));
    const auto size = reader.u32();
    stream.replace(place, 8, number(1) + "mdat" + number(0) + number(size + 8));
    const auto pieces = split(stream);
    ASSERT_EQ(pieces.size(), 37U);
    EXPECT_EQ(std::get<Fragment>(pieces[1]).samples.size(), 10U);
}

TEST(Fmp4Splitter, RefusesWhatIsNotBoxes) {
    EXPECT_TRUE(is_refused(std::string(100, '\0')));
    EXPECT_TRUE(is_refused("GET / HTTP/1.1\r\nHost: ward\r\n\r\n"));
    EXPECT_TRUE(is_refused(number(4) + "ftyp")) << "smaller than its header";
    EXPECT_TRUE(is_refused(number(1) + "mdat" + number(0xFFFFFFFF) + number(0))) << "four exabytes";
    EXPECT_TRUE(is_refused(number(1) + "mdat" + number(0) + number(15))) << "smaller than its long header";
}

TEST(Fmp4Splitter, RefusesBoxesOutOfOrder) {
    const auto& stream = muxed_video();
    const auto moof = stream.find("moof") - 4;
    EXPECT_TRUE(is_refused(std::string_view(stream).substr(moof))) << "no moov before it";
    EXPECT_TRUE(is_refused(stream.substr(0, moof) + box("mdat", "x"))) << "no moof before it";
    EXPECT_TRUE(is_refused(box("moov", ""))) << "nothing in it";
}

TEST(Fmp4Splitter, RefusesFragmentsThatContradictThemselves) {
    const auto& stream = muxed_video();
    // Behind "trun": version and flags, count of samples, data offset, then duration, size and flags of each.
    EXPECT_TRUE(is_refused(with_number_after(stream, "trun", 8, 0xFFFFFFFF))) << "four thousand million samples";
    EXPECT_TRUE(is_refused(with_number_after(stream, "trun", 8, 13))) << "one sample more than there is room for";
    EXPECT_TRUE(is_refused(with_number_after(stream, "trun", 8, 0))) << "no samples";
    EXPECT_TRUE(is_refused(with_number_after(stream, "trun", 20, 7))) << "sizes that do not fill the mdat";
    EXPECT_TRUE(is_refused(with_number_after(stream, "trun", 16, 0xFFFFFFFF))) << "a sample of two weeks";
    EXPECT_TRUE(is_refused(with_number_after(stream, "tfhd", 8, 9))) << "another track";
    EXPECT_TRUE(is_refused(with_number_after(stream, "mdhd", 16, 0))) << "no timescale";
    EXPECT_TRUE(is_refused(with_number_after(stream, "avc1", 0, 0x68766331))) << "H.265";
}

TEST(Fmp4Splitter, StaysBrokenOnceTheStreamIsLost) {
    Fmp4Splitter splitter;
    std::vector<Fmp4Splitter::Piece> pieces;
    EXPECT_FALSE(splitter.push(std::string(20, '\0'), pieces));
    EXPECT_FALSE(splitter.push(muxed_video(), pieces));
    EXPECT_TRUE(pieces.empty());
}

TEST(FragmentCut, LeavesAFragmentThatFitsAlone) {
    const auto pieces = split(muxed_video());
    const auto& fragment = std::get<Fragment>(pieces.at(1));
    const auto cut = cut_fragment(fragment, 1, 1200, false);
    ASSERT_EQ(cut.size(), 1U);
    EXPECT_EQ(cut[0].bytes, fragment.bytes);
}

TEST(FragmentCut, CutsBeforeEveryKeyframeAndByLength) {
    const auto pieces = split(muxed_video({.frames = 100, .keyframe_every = 30, .fragment_ms = 5000}));
    const auto& init = std::get<TrackInit>(pieces.at(0));
    for (const auto& piece : pieces) {
        const auto* fragment = std::get_if<Fragment>(&piece);
        if (fragment == nullptr) continue;
        std::uint64_t time = fragment->start;
        for (const auto& part : cut_fragment(*fragment, init.track, 1200, false)) {
            EXPECT_EQ(part.start, time);
            EXPECT_LE(part.duration, 1200U);
            for (std::size_t i = 1; i < part.samples.size(); ++i)
                EXPECT_FALSE(part.samples[i].is_sync());
            // What was written reads back as the same.
            const auto again = read_fragment(init, part.bytes);
            ASSERT_TRUE(again.has_value()) << again.error().message;
            EXPECT_EQ(again->start, part.start);
            EXPECT_EQ(again->duration, part.duration);
            time += part.duration;
        }
        EXPECT_EQ(time, fragment->start + fragment->duration);
    }
}

}  // namespace
}  // namespace wardcast::media::test
