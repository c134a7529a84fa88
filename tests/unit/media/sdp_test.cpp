#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/sdp_answer.h"
#include "media/sdp_fragment.h"
#include "media/sdp_offer.h"

namespace wardcast::media {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kSession =
    "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n";
const std::string kTransport =
    "c=IN IP4 0.0.0.0\r\na=ice-ufrag:EsAw\r\na=ice-pwd:bP+XJMM09aR8AiX1jdukzR6Y\r\n"
    "a=fingerprint:sha-256 "
    "DA:7B:57:DC:28:CE:04:4F:31:79:85:C4:31:67:EB:27:58:29:ED:77:2A:0D:24:AE:ED:AD:30:BC:BD:F1:9C:"
    "02\r\na=setup:actpass\r\na=rtcp-mux\r\n";
const std::string kAudio = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + kTransport +
                           "a=mid:0\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n";
const std::string kVideo = "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103\r\n" + kTransport +
                           "a=mid:1\r\na=sendonly\r\n"
                           "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n"
                           "a=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
                           "a=rtpmap:103 H264/90000\r\na=fmtp:103 packetization-mode=0;profile-level-id=42e01f\r\n"
                           "a=rtpmap:102 H264/90000\r\n"
                           "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

std::string code_of(const std::string& offer) {
    const auto parsed = SdpOffer::parse(offer);
    return parsed ? "" : std::to_string(parsed.error().status) + " " + parsed.error().code;
}

std::string text_of(const SdpOffer& offer) {
    const GString text(gst_sdp_message_as_text(offer.message.get()));
    return text.get();
}

class Sdp : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }
};

TEST_F(Sdp, PrefersH264InPacketizationMode1WhereverItStands) {
    const auto offer = SdpOffer::parse(kSession + kAudio + kVideo);
    ASSERT_TRUE(offer.has_value()) << offer.error().message;
    ASSERT_EQ(offer->media.size(), 2);
    EXPECT_EQ(offer->media[0].encoding, "OPUS");
    EXPECT_EQ(offer->media[0].payload, 111);
    EXPECT_FALSE(offer->media[0].video);
    EXPECT_EQ(offer->media[1].encoding, "H264");
    EXPECT_EQ(offer->media[1].payload, 102);
    EXPECT_EQ(offer->media[1].section, 1);
    const GString caps(gst_caps_to_string(offer->media[1].caps.get()));
    EXPECT_THAT(caps.get(), HasSubstr("extmap-3="));
    EXPECT_THAT(offer->mids, ElementsAre("0", "1"));
}

TEST_F(Sdp, TakesVp8WhereThereIsNoH264) {
    const auto offer = SdpOffer::parse(kSession + kAudio + replaced(kVideo, "H264", "AV1"));
    ASSERT_TRUE(offer.has_value());
    EXPECT_EQ(offer->media[1].encoding, "VP8");
}

TEST_F(Sdp, RefusesWhatIsNoSdp) {
    for (const std::string& text :
         {std::string(""), std::string("hello"), std::string("{\"sdp\":1}"), std::string(200, '\xff'),
          std::string("v=0\0x", 5), "v=0\r\n" + std::string(1'000'000, 'a'), std::string(1'000'000, '\n')}) {
        EXPECT_EQ(code_of(text), "400 bad_sdp") << text.substr(0, 20);
    }
}

TEST_F(Sdp, RefusesAHundredSections) {
    std::string many = kSession;
    for (int i = 0; i < 100; ++i)
        many += kAudio;
    EXPECT_EQ(code_of(many), "400 bad_sdp");
}

TEST_F(Sdp, RefusesMediaThatItCannotTake) {
    EXPECT_EQ(code_of(kSession), "406 no_media");
    EXPECT_EQ(code_of(kSession + replaced(kAudio + kVideo, "sendonly", "recvonly")), "406 no_media");
    EXPECT_EQ(code_of(kSession + kAudio + replaced(replaced(kVideo, "H264", "H265"), "VP8", "VP9")),
              "406 no_usable_codec");
    EXPECT_EQ(code_of(kSession + replaced(kAudio, "opus", "PCMU") + kVideo), "406 no_usable_codec");
    EXPECT_EQ(code_of(kSession + kAudio + replaced(kAudio, "mid:0", "mid:1")), "406 too_many_tracks");
    EXPECT_EQ(code_of(replaced(kSession, "a=group:BUNDLE 0 1\r\n", "") + kAudio + kVideo), "406 not_bundled");
    EXPECT_EQ(code_of(replaced(kSession, "BUNDLE 0 1", "BUNDLE 7 0 1") + kAudio + kVideo), "400 bad_sdp");
}

TEST_F(Sdp, RefusesWhatIsNotWebRtc) {
    EXPECT_EQ(code_of(kSession + replaced(kAudio + kVideo, "UDP/TLS/RTP/SAVPF", "RTP/AVP")), "400 bad_sdp");
    for (const char* needed : {"a=ice-ufrag", "a=ice-pwd", "a=fingerprint"}) {
        EXPECT_EQ(code_of(kSession + replaced(kAudio + kVideo, needed, "a=x-other")), "400 bad_sdp") << needed;
    }
}

TEST_F(Sdp, GivesEveryBundledSectionTheTransportOfTheTaggedOne) {
    const auto other =
        replaced(replaced(kVideo, "EsAw", "Other"), "bP+XJMM09aR8AiX1jdukzR6Y", "anotherpasswordofthevideo");
    const auto offer = SdpOffer::parse(kSession + kAudio + other);
    ASSERT_TRUE(offer.has_value());
    EXPECT_THAT(text_of(*offer), Not(HasSubstr("Other")));
    EXPECT_THAT(text_of(*offer), Not(HasSubstr("anotherpassword")));
    EXPECT_EQ(ice_ufrag(*offer->message), "EsAw");
    const auto second_tagged = SdpOffer::parse(replaced(kSession, "BUNDLE 0 1", "BUNDLE 1 0") + kAudio + other);
    ASSERT_TRUE(second_tagged.has_value());
    EXPECT_EQ(ice_ufrag(*second_tagged->message), "Other");
}

TEST_F(Sdp, LeavesOutCandidatesThatOnlyTheBrowsersMachineCanResolveAndTooMany) {
    std::string candidates = "a=candidate:1 1 udp 2113937151 4b1f0c9e-8f3a.local 50000 typ host\r\n";
    for (int i = 0; i < 500; ++i) {
        candidates += "a=candidate:2 1 udp 2113937151 192.0.2.7 " + std::to_string(50'001 + i) + " typ host\r\n";
    }
    const auto offer = SdpOffer::parse(kSession + kAudio + candidates + kVideo);
    ASSERT_TRUE(offer.has_value());
    const std::string text = text_of(*offer);
    EXPECT_THAT(text, Not(HasSubstr(".local")));
    std::size_t count = 0;
    for (auto at = text.find("a=candidate"); at != std::string::npos; at = text.find("a=candidate", at + 1))
        ++count;
    EXPECT_EQ(count, SdpOffer::kMostCandidates);
}

TEST_F(Sdp, WritesBitrateHintsBesideTheFormatOfTheChosenCodecOnly) {
    auto offer = SdpOffer::parse(kSession + kAudio + kVideo);
    ASSERT_TRUE(offer.has_value());
    const std::string h264 = write_answer(*offer->message, offer->media);
    EXPECT_THAT(h264, HasSubstr("a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f;"
                                "x-google-start-bitrate=2500"));
    EXPECT_THAT(h264, HasSubstr("a=fmtp:97 apt=96\r\n"));
    offer->media[1].payload = 96;  // VP8 has no format line of its own.
    EXPECT_THAT(write_answer(*offer->message, offer->media), HasSubstr("a=fmtp:96 x-google-start-bitrate=2500"));
}

TEST_F(Sdp, AsksPublishersForOpusWithErrorCorrectionOnce) {
    for (const std::string& audio : {kAudio, replaced(kAudio, "a=fmtp:111 useinbandfec=1\r\n", ""),
                                     replaced(kAudio, "useinbandfec=1", "minptime=10;useinbandfec=0")}) {
        const auto offer = SdpOffer::parse(kSession + audio + kVideo);
        ASSERT_TRUE(offer.has_value());
        const std::string answer = write_answer(*offer->message, offer->media);
        EXPECT_THAT(answer, HasSubstr("useinbandfec=1\r\n"));
        EXPECT_THAT(answer, Not(HasSubstr("useinbandfec=0")));
        EXPECT_EQ(answer.find("a=fmtp:111"), answer.rfind("a=fmtp:111"));
    }
}

TEST_F(Sdp, GivesViewersTheProgrammesProfileWhereTheyOfferIt) {
    const std::string audio = replaced(kAudio, "sendonly", "recvonly");
    const std::string video = replaced(kVideo, "sendonly", "recvonly");
    const auto only_baseline = SdpOffer::parse(kSession + audio + video, SdpPurpose::View);
    ASSERT_TRUE(only_baseline.has_value()) << only_baseline.error().message;
    EXPECT_EQ(only_baseline->media[1].payload, 102);
    const auto both = SdpOffer::parse(
        kSession + audio +
            replaced(video, "a=rtpmap:96 VP8/90000\r\n",
                     "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=4d001f\r\n"),
        SdpPurpose::View);
    ASSERT_TRUE(both.has_value()) << both.error().message;
    EXPECT_EQ(both->media[1].payload, 96);
    EXPECT_THAT(write_answer(*both->message, both->media), Not(HasSubstr("x-google")));
}

TEST_F(Sdp, RefusesViewersWhoCannotTakeTheProgrammeOrOnlySend) {
    const auto code = [](const std::string& offer) {
        const auto parsed = SdpOffer::parse(offer, SdpPurpose::View);
        return parsed ? "" : std::to_string(parsed.error().status) + " " + parsed.error().code;
    };
    const std::string video = replaced(kVideo, "sendonly", "recvonly");
    EXPECT_EQ(code(kSession + replaced(kAudio, "sendonly", "recvonly") +
                   replaced(video, "packetization-mode=1", "packetization-mode=0")),
              "406 no_usable_codec");
    EXPECT_EQ(code(kSession + kAudio + kVideo), "406 no_media");
}

TEST_F(Sdp, ReadsATrickleFragment) {
    const auto fragment = SdpFragment::parse(
        "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
        "a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0\r\n"
        "a=candidate:3471623853 1 udp 2122194687 a1b2.local 61765 typ host\r\na=end-of-candidates\r\n");
    ASSERT_TRUE(fragment.has_value());
    EXPECT_EQ(fragment->ufrag, "EsAw");
    EXPECT_EQ(fragment->pwd, "P2uYro0UCOQ4zxjKXaWCBui1");
    ASSERT_EQ(fragment->candidates.size(), 1);
    EXPECT_EQ(fragment->candidates[0].mid, "0");
    EXPECT_EQ(fragment->candidates[0].value,
              "candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0");
}

TEST_F(Sdp, ReadsBackTheFragmentThatItWrites) {
    const auto fragment = SdpFragment::parse(
        SdpFragment::write("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1", "0", {"candidate:1 1 udp 1 192.0.2.1 9 typ host"}));
    ASSERT_TRUE(fragment.has_value());
    EXPECT_EQ(fragment->ufrag, "EsAw");
    EXPECT_EQ(fragment->candidates.size(), 1);
}

TEST_F(Sdp, AnEndOfCandidatesAloneIsAFragment) {
    const auto fragment = SdpFragment::parse("a=end-of-candidates\r\n");
    ASSERT_TRUE(fragment.has_value());
    EXPECT_THAT(fragment->candidates, IsEmpty());
}

TEST_F(Sdp, RefusesFragmentsThatSayNothingOrTooMuchOrHalf) {
    std::string many = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n";
    for (int i = 0; i < 100; ++i)
        many += "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n";
    for (const std::string& text :
         {std::string(""), std::string("hello"), std::string("a=ice-ufrag:x\r\n"),
          std::string("a=ice-ufrag:EsAw\r\na=ice-pwd:short\r\n"),
          std::string("a=ice-ufrag:Es w\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"), many, std::string(70'000, 'a')}) {
        const auto fragment = SdpFragment::parse(text);
        ASSERT_FALSE(fragment.has_value()) << text.substr(0, 20);
        EXPECT_EQ(fragment.error().status, 400);
    }
}

}  // namespace
}  // namespace wardcast::media
