#include "http/caption_track.h"

#include <gmock/gmock.h>

namespace wardcast::http {
namespace {

using namespace std::chrono_literals;
using meeting::Caption;
using meeting::CaptionId;
using meeting::CaptionLanguage;

const Timestamp kBegin = from_rfc3339("2026-11-26T19:00:00Z").value();

Caption caption(const std::string& id, std::chrono::milliseconds from, std::chrono::milliseconds to,
                const std::string& text = "Words.") {
    return {.id = CaptionId(id),
            .lang = CaptionLanguage::En,
            .text = text,
            .said = {kBegin + from, kBegin + to},
            .live = {kBegin + from + 4s, kBegin + to + 5s},
            .came_at = kBegin + from + 4s};
}

std::vector<Cue> said(const std::vector<Caption>& captions, std::chrono::milliseconds from,
                      std::chrono::milliseconds to) {
    return cues_between(captions, CaptionLanguage::En, CaptionTiming::AsSaid, kBegin + from, kBegin + to);
}

TEST(CaptionCut, IsReadFromItsAddress) {
    const auto cut = parse_caption_cut("1795719602000-2000-1984.vtt");
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->at.time_since_epoch(), 1795719602000ms);
    EXPECT_EQ(cut->start, 2s);
    EXPECT_EQ(cut->duration, 1984ms);
}

TEST(CaptionCut, OfAnotherAddressThereIsNone) {
    for (const char* name :
         {"", ".vtt", "1-2-3", "1-2.vtt", "1-2-3.vtt.vtt", "-1-2-3.vtt", "a-b-c.vtt", "1-2-3.mp4", "5-0-60001.vtt",
          "5-6-7.vtt", "99999999999999999999-1-1.vtt", "9000000000000000-1-1.vtt"}) {
        EXPECT_FALSE(parse_caption_cut(name)) << name;
    }
}

TEST(CaptionTrack, ShowsWhatWasSaidWhereItWasSaid) {
    const std::vector captions{caption("a", 1s, 3s), caption("b", 5s, 7s)};
    EXPECT_THAT(said(captions, 0s, 2s), testing::ElementsAre(testing::Field(&Cue::id, "a")));
    EXPECT_THAT(said(captions, 2s, 4s), testing::ElementsAre(testing::Field(&Cue::id, "a")));
    EXPECT_TRUE(said(captions, 3s, 5s).empty());
}

TEST(CaptionTrack, EndsACaptionWhereTheNextBegins) {
    const std::vector captions{caption("b", 2s, 5s), caption("a", 1s, 4s)};
    const auto cues = said(captions, 0s, 10s);
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0].id, "a");
    EXPECT_EQ(cues[0].shown.to, kBegin + 2s);
}

TEST(CaptionTrack, ShowsThoseWhoWatchLiveWhatTheyCanStillRead) {
    const std::vector captions{caption("a", 1s, 3s)};
    const auto live = [&](auto from, auto to) {
        return cues_between(captions, CaptionLanguage::En, CaptionTiming::Live, kBegin + from, kBegin + to);
    };
    EXPECT_TRUE(live(0s, 2s).empty());
    EXPECT_EQ(live(6s, 8s).at(0).shown.to, kBegin + 8s);
}

TEST(CaptionTrack, LeavesOutOtherLanguagesAndWhatWasTakenAway) {
    auto welsh = caption("a", 1s, 3s);
    welsh.lang = CaptionLanguage::Cy;
    EXPECT_TRUE(said({welsh, caption("b", 1s, 3s, "")}, 0s, 10s).empty());
}

TEST(CaptionTrack, ShowsLongCaptionsInPiecesThatCanBeReadAtAGlance) {
    std::string text;
    for (int i = 0; i < 30; ++i)
        text += "word" + std::to_string(i) + " ";
    const auto cues = said({caption("a", 0s, 6s, text)}, 0s, 10s);
    ASSERT_GE(cues.size(), 3U);
    EXPECT_EQ(cues[1].id, "a.2");
    EXPECT_EQ(cues.back().shown.to, kBegin + 6s);
    for (std::size_t i = 0; i < cues.size(); ++i) {
        EXPECT_LE(cues[i].text.size(), 84U);
        EXPECT_FALSE(cues[i].text.starts_with(' '));
        if (i > 0) {
            EXPECT_EQ(cues[i].shown.from, cues[i - 1].shown.to);
        }
    }
}

TEST(CaptionTrack, NeverCutsWithinACharacter) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "ŵ";
    std::string together;
    for (const auto& cue : said({caption("a", 0s, 6s, text)}, 0s, 10s)) {
        EXPECT_EQ(cue.text.size() % 2, 0U);
        together += cue.text;
    }
    EXPECT_EQ(together, text);
}

TEST(CaptionPiece, CountsFromTheBeginningOfTheRun) {
    const CaptionCut cut{kBegin + 2s, 100s, 2s};
    const auto cues = said({caption("a", 1s, 3s, "<b>Bins</b> --> & more")}, 2s, 4s);
    EXPECT_EQ(caption_piece(cues, cut),
              "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:1\n\na\n00:01:39.000 --> 00:01:41.000\n"
              "&lt;b&gt;Bins&lt;/b&gt; --&gt; &amp; more\n");
}

TEST(CaptionPiece, WithoutWordsIsStillWebVtt) {
    EXPECT_EQ(caption_piece({}, {kBegin, 0s, 2s}), "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:1\n");
}

}  // namespace
}  // namespace wardcast::http
