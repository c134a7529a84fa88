// The checker of playlists itself: each rule, on a small playlist that breaks this one.
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include "base/clock.h"
#include "packaged_run.h"
#include "programme_rules.h"

namespace wardcast::media::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// What a test would have failed with.
std::vector<std::string> failures_of(const std::function<void()>& act) {
    testing::TestPartResultArray results;
    {
        const testing::ScopedFakeTestPartResultReporter reporter(
            testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
        act();
    }
    std::vector<std::string> failures;
    failures.reserve(static_cast<std::size_t>(results.size()));
    for (int i = 0; i < results.size(); ++i)
        failures.emplace_back(results.GetTestPartResult(i).message());
    return failures;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is not in\n" << text;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string part_line(std::uint64_t msn, int part) {
    return fmt::format("#EXT-X-PART:DURATION=0.5,URI=\"360p/{}.{}.m4s\"{}\n", msn, part,
                       part == 0 ? ",INDEPENDENT=YES" : "");
}

std::string time_line(std::uint64_t msn) {
    return "#EXT-X-PROGRAM-DATE-TIME:" + to_rfc3339(kEpoch + std::chrono::seconds(2 * msn)) + "\n";
}

struct Listed {
    std::uint64_t first = 0;
    std::uint64_t open = 10;  // The segment that is not complete.
    int parts = 2;            // That it has so far.
};

// Segments of two seconds, parts of half a second, those of the last three segments listed; sound is as far.
std::string playlist(const Listed& listed = {}) {
    auto text = fmt::format(
        "#EXTM3U\n"
        "#EXT-X-VERSION:9\n"
        "#EXT-X-TARGETDURATION:2\n"
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5,HOLD-BACK=6.0,CAN-SKIP-UNTIL=12.0\n"
        "#EXT-X-PART-INF:PART-TARGET=0.5\n"
        "#EXT-X-MEDIA-SEQUENCE:{}\n"
        "#EXT-X-DISCONTINUITY-SEQUENCE:0\n"
        "#EXT-X-MAP:URI=\"360p/init-0.mp4\"\n",
        listed.first);
    for (auto msn = listed.first; msn < listed.open; ++msn) {
        text += time_line(msn);
        for (int part = 0; msn + 4 >= listed.open && part < 4; ++part)
            text += part_line(msn, part);
        text += fmt::format("#EXTINF:2.0,\n360p/{}.m4s\n", msn);
    }
    if (listed.parts > 0) text += time_line(listed.open);
    for (int part = 0; part < listed.parts; ++part)
        text += part_line(listed.open, part);
    return text + fmt::format(
                      "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"360p/{0}.{1}.m4s\"\n"
                      "#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\",LAST-MSN={0},LAST-PART={2}\n",
                      listed.open, listed.parts, listed.parts - 1);
}

std::vector<std::string> failures_of(const std::string& text) {
    return failures_of([&] { PlaylistRules().check(text); });
}

std::vector<std::string> failures_of(const std::string& before, const std::string& after) {
    return failures_of([&] {
        PlaylistRules rules;
        rules.check(before);
        rules.check(after);
    });
}

TEST(PlaylistRulesThemselves, FindNothingWrongInAGoodPlaylist) {
    EXPECT_THAT(failures_of(playlist()), IsEmpty());
    EXPECT_THAT(failures_of(playlist(), playlist({.parts = 3})), IsEmpty());
    EXPECT_THAT(failures_of(playlist(), playlist({.first = 1, .open = 11, .parts = 1})), IsEmpty());
    EXPECT_THAT(failures_of(playlist(), playlist({.parts = 2})), IsEmpty());
}

struct Broken {
    const char* rule;
    const char* from;
    const char* to;
};

TEST(PlaylistRulesThemselves, FindWhatOneVersionBreaks) {
    const Broken all[] = {
        {"section 8", "VERSION:9", "VERSION:6"},
        {"4.4.3: twice", "#EXT-X-TARGETDURATION:2\n", "#EXT-X-TARGETDURATION:2\n#EXT-X-TARGETDURATION:2\n"},
        {"4.4.3.1: too long", "#EXTINF:2.0,", "#EXTINF:2.6,"},
        {"4.4.3.1: EXT-X-TARGETDURATION", "#EXT-X-TARGETDURATION:2\n", ""},
        {"4.4.3.2: after the first segment", "360p/0.m4s\n", "360p/0.m4s\n#EXT-X-DISCONTINUITY-SEQUENCE:0\n"},
        {"4.4.3.7", "#EXT-X-PART-INF:PART-TARGET=0.5\n", ""},
        {"4.4.3.8: PART-HOLD-BACK", "PART-HOLD-BACK=1.5", "PART-HOLD-BACK=1.4"},
        {"4.4.3.8: PART-HOLD-BACK", "PART-HOLD-BACK=1.5,", ""},
        {"4.4.3.8: HOLD-BACK", ",HOLD-BACK=6.0", ",HOLD-BACK=5.9"},
        {"4.4.3.8: CAN-SKIP-UNTIL", "CAN-SKIP-UNTIL=12.0", "CAN-SKIP-UNTIL=11.0"},
        {"B.1", "CAN-BLOCK-RELOAD=YES,", ""},
        {"6.2.5.1: EXT-X-SKIP", "#EXT-X-DISCONTINUITY-SEQUENCE:0\n",
         "#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXT-X-SKIP:SKIPPED-SEGMENTS=1\n"},
        {"4.4.4.3", "#EXT-X-PROGRAM-DATE-TIME:2026-11-26T19:00:04.000Z\n",
         "#EXT-X-MAP:URI=\"360p/init-1.mp4\"\n#EXT-X-PROGRAM-DATE-TIME:2026-11-26T19:00:04.000Z\n"},
        {"4.4.4.5", "#EXT-X-MAP:URI=\"360p/init-0.mp4\"\n", ""},
        {"4.4.4.6", "19:00:04.000Z", "19:00:04.100Z"},
        {"B.1: EXT-X-PROGRAM-DATE-TIME", "#EXT-X-PROGRAM-DATE-TIME:2026-11-26T19:00:04.000Z\n", ""},
        {"4.4.4.7", "#EXTINF:2.0,\n360p/9.m4s", "#EXT-X-GAP\n#EXTINF:2.0,\n360p/9.m4s"},
        {"4.4.4.9: longer", "DURATION=0.5,URI=\"360p/9.3.m4s\"", "DURATION=0.51,URI=\"360p/9.3.m4s\""},
        {"4.4.4.9: below 85 %", "DURATION=0.5,URI=\"360p/9.1.m4s\"", "DURATION=0.42,URI=\"360p/9.1.m4s\""},
        {"4.4.4.9: sum", "#EXTINF:2.0,\n360p/9.m4s", "#EXTINF:1.9,\n360p/9.m4s"},
        {"4.4.2.1", "9.0.m4s\",INDEPENDENT=YES", "9.0.m4s\""},
        {"6.2.2: parts are still listed", "#EXTINF:2.0,\n360p/0.m4s",
         "#EXT-X-PART:DURATION=0.5,URI=\"360p/0.0.m4s\",INDEPENDENT=YES\n#EXTINF:2.0,\n360p/0.m4s"},
        {"4.4.5.3: EXT-X-PRELOAD-HINT", "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"360p/10.2.m4s\"\n", ""},
        {"4.4.5.3: hinted, though there", "TYPE=PART,URI=\"360p/10.2.m4s\"", "TYPE=PART,URI=\"360p/10.1.m4s\""},
        {"4.4.5.4: EXT-X-RENDITION-REPORT without LAST-PART", ",LAST-PART=1", ""},
        {"4.4.5.4: not relative", "URI=\"audio.m3u8\"", "URI=\"https://ward.example/audio.m3u8\""},
        {"4.4.5.4: reported twice", "#EXT-X-RENDITION-REPORT",
         "#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\",LAST-MSN=10,LAST-PART=1\n#EXT-X-RENDITION-REPORT"},
        {"unexpected line", "#EXT-X-MAP", "#EXT-X-DISCONTINUTY\n#EXT-X-MAP"},
    };
    for (const auto& broken : all) {
        EXPECT_THAT(failures_of(replaced(playlist(), broken.from, broken.to)), Contains(HasSubstr(broken.rule)));
    }
}

TEST(PlaylistRulesThemselves, FindPartsThatLeftTheListTooSoon) {
    auto text = playlist();
    for (int part = 0; part < 4; ++part)
        text = replaced(text, part_line(8, part), "");
    EXPECT_THAT(failures_of(text), Contains(HasSubstr("6.2.2: parts are missing")));
}

TEST(PlaylistRulesThemselves, FindWhatChangesThatMustNot) {
    const Broken all[] = {
        {"6.2.1: EXT-X-TARGETDURATION", "#EXT-X-TARGETDURATION:2", "#EXT-X-TARGETDURATION:3"},
        {"6.2.1: PART-TARGET", "PART-TARGET=0.5", "PART-TARGET=0.501"},
        {"6.2.1: EXT-X-SERVER-CONTROL", "PART-HOLD-BACK=1.5", "PART-HOLD-BACK=1.6"},
        {"6.2.1: EXT-X-MAP", "360p/init-0.mp4", "360p/init-1.mp4"},
        {"6.2.1: EXT-X-PROGRAM-DATE-TIME", "19:00:04.000Z", "19:00:04.001Z"},
        {"6.2.1: duration", "#EXTINF:2.0,\n360p/2.m4s", "#EXTINF:2.001,\n360p/2.m4s"},
        {"6.2.1: address", "\n360p/2.m4s", "\n360p/two.m4s"},
        {"6.2.1: gap", "#EXTINF:2.0,\n360p/2.m4s", "#EXT-X-GAP\n#EXTINF:2.0,\n360p/2.m4s"},
        {"6.2.1: parts of 360p/9.m4s", "360p/9.3.m4s", "360p/9.three.m4s"},
        {"6.2.1: parts of 10 have changed", "360p/10.1.m4s", "360p/10.one.m4s"},
        {"6.2.2: discontinuity sequence number", "SEQUENCE:0\n#EXT-X-MAP", "SEQUENCE:1\n#EXT-X-MAP"},
    };
    for (const auto& broken : all) {
        EXPECT_THAT(failures_of(playlist(), replaced(playlist(), broken.from, broken.to)),
                    Contains(HasSubstr(broken.rule)));
    }
}

// Two playlists that break a rule together.
struct BrokenTogether {
    const char* rule;
    std::string first;
    std::string second;
};

TEST(PlaylistRulesThemselves, FindWhatGoesBackOrVanishes) {
    const auto later_discontinuity = replaced(playlist(), "SEQUENCE:0\n#EXT-X-MAP", "SEQUENCE:1\n#EXT-X-MAP");
    const BrokenTogether all[] = {
        {"6.2.2: EXT-X-MEDIA-SEQUENCE", playlist({.first = 1}), playlist()},
        {"6.2.2: EXT-X-DISCONTINUITY-SEQUENCE", later_discontinuity, playlist()},
        {"something was taken back", playlist(), playlist({.parts = 1})},
        {"parts of 10 were taken back", playlist(), playlist({.parts = 1})},
        {"6.2.2: removed, and less than three targets", playlist(), playlist({.first = 8, .open = 10, .parts = 3})},
        {"6.2.2: vanished from the middle", playlist({.open = 12}), playlist({.open = 10})},
    };
    for (const auto& broken : all)
        EXPECT_THAT(failures_of(broken.first, broken.second), Contains(HasSubstr(broken.rule)));
}

TEST(PlaylistRulesThemselves, FindAHintThatIsNotKept) {
    const auto hinted = replaced(playlist(), "TYPE=PART,URI=\"360p/10.2.m4s\"", "TYPE=PART,URI=\"360p/11.0.m4s\"");
    EXPECT_THAT(failures_of(hinted, playlist({.parts = 3})), Contains(HasSubstr("4.4.5.3: hinted but never came")));
}

TEST(PlaylistRulesThemselves, FindWhatFollowsTheEnd) {
    const auto tail = playlist().find("#EXT-X-PRELOAD-HINT");
    const auto ended = playlist().substr(0, tail) + "#EXT-X-ENDLIST\n";
    EXPECT_THAT(failures_of(playlist(), ended), IsEmpty());
    EXPECT_THAT(failures_of(ended, playlist()), Contains(HasSubstr("EXT-X-ENDLIST has gone")));
    const auto more = playlist({.parts = 3});
    EXPECT_THAT(failures_of(ended, more.substr(0, more.find("#EXT-X-PRELOAD-HINT")) + "#EXT-X-ENDLIST\n"),
                Contains(HasSubstr("something follows EXT-X-ENDLIST")));
    EXPECT_THAT(failures_of(playlist() + "#EXT-X-ENDLIST\n"), Contains(HasSubstr("4.4.5.3: EXT-X-PRELOAD-HINT")));
}

TEST(PlaylistRulesThemselves, HoldADeltaUpdateAgainstTheWhole) {
    const auto check = [](const std::string& delta) {
        return failures_of([&] { PlaylistRules().check_delta(delta, playlist()); });
    };
    // All but the twelve seconds and more from segment 4 on.
    const auto from = playlist().find("#EXT-X-MAP");
    const auto to = playlist().find(time_line(4));
    const auto skips = [&](int segments) {
        return playlist().replace(from, to - from, fmt::format("#EXT-X-SKIP:SKIPPED-SEGMENTS={}\n", segments));
    };
    EXPECT_THAT(check(skips(4)), IsEmpty());
    EXPECT_THAT(check(skips(3)), Contains(HasSubstr("4.4.5.2: SKIPPED-SEGMENTS")));
    const auto beyond = playlist().find(time_line(6));
    EXPECT_THAT(check(playlist().replace(from, beyond - from, "#EXT-X-SKIP:SKIPPED-SEGMENTS=6\n")),
                Contains(HasSubstr("4.4.5.2: the skip boundary")));
    const Broken all[] = {
        {"EXT-X-MEDIA-SEQUENCE", "MEDIA-SEQUENCE:0", "MEDIA-SEQUENCE:4"},
        {"EXT-X-DISCONTINUITY-SEQUENCE", "DISCONTINUITY-SEQUENCE:0", "DISCONTINUITY-SEQUENCE:1"},
        {"EXT-X-SERVER-CONTROL", "HOLD-BACK=6.0", "HOLD-BACK=7.0"},
        {"EXT-X-PRELOAD-HINT", "TYPE=PART,URI=\"360p/10.2", "TYPE=PART,URI=\"360p/10.3"},
        {"EXT-X-RENDITION-REPORT", "LAST-PART=1", "LAST-PART=0"},
        {"4.4.5.2: address", "\n360p/5.m4s", "\n360p/five.m4s"},
        {"4.4.5.2: parts", "360p/9.2.m4s", "360p/9.two.m4s"},
    };
    for (const auto& broken : all)
        EXPECT_THAT(check(replaced(skips(4), broken.from, broken.to)), Contains(HasSubstr(broken.rule)));
}

TEST(PlaylistRulesThemselves, AskCaptionsForWholeSegmentsOnly) {
    const auto captions = [](const std::string& text) {
        return failures_of([&] { PlaylistRules(PlaylistRules::Of::Captions).check(text); });
    };
    EXPECT_THAT(captions(playlist()), Contains(HasSubstr("4.4.4.5: EXT-X-MAP")));
    EXPECT_THAT(captions(playlist()), Contains(HasSubstr("4.4.5.3: EXT-X-PRELOAD-HINT")));
}

class ProgrammeRulesThemselves : public testing::Test {
  protected:
    static std::string sound(const Listed& listed = {}) {
        auto text = playlist(listed);
        for (auto at = text.find("360p/"); at != std::string::npos; at = text.find("360p/", at))
            text.replace(at, 4, "audio");
        return replaced(text, "URI=\"audio.m3u8\"", "URI=\"360p.m3u8\"");
    }

    // The sound's playlist, then the picture's.
    static std::vector<std::string> failures(const std::string& first, const std::string& second) {
        return failures_of([&] {
            ProgrammeRules rules({"360p", "audio"});
            rules.check("audio", first);
            rules.check("360p", second);
        });
    }
};

TEST_F(ProgrammeRulesThemselves, FindNothingWrongInRenditionsThatGoTogether) {
    EXPECT_THAT(failures(sound(), playlist()), IsEmpty());
    EXPECT_THAT(failures(sound({.parts = 1}), playlist()), IsEmpty()) << "it has gone on meanwhile";
}

TEST_F(ProgrammeRulesThemselves, FindReportsThatAreMissingBehindOrTooMany) {
    const std::string report = "#EXT-X-RENDITION-REPORT:URI=\"audio.m3u8\",LAST-MSN=10,LAST-PART=1\n";
    const auto with = [&](const std::string& other) { return replaced(playlist(), report, other); };
    const BrokenTogether all[] = {
        {"B.1: no report of audio", sound(), with("")},
        {"behind what was published of audio", sound(), with(replaced(report, "LAST-PART=1", "LAST-PART=0"))},
        {"behind what was published of audio", sound(), with(replaced(report, "LAST-MSN=10", "LAST-MSN=9"))},
        {"a report of itself", sound(), with(report + replaced(report, "audio", "360p"))},
        {"a report of an unknown rendition", sound(), with(report + replaced(report, "audio", "120p"))},
    };
    for (const auto& broken : all)
        EXPECT_THAT(failures(broken.first, broken.second), Contains(HasSubstr(broken.rule)));
}

TEST_F(ProgrammeRulesThemselves, AskOfAReportWhatWasPublishedBeforeIt) {
    EXPECT_THAT(failures(sound({.parts = 1}), playlist({.parts = 3})), IsEmpty());
    EXPECT_THAT(failures_of([] {
                    ProgrammeRules rules({"360p", "audio"});
                    rules.check("360p", playlist({.parts = 3}));
                    rules.check("audio", sound({.parts = 2}));
                }),
                Contains(HasSubstr("behind what was published of 360p")));
}

TEST_F(ProgrammeRulesThemselves, FindRenditionsThatDoNotGoTogether) {
    const Broken all[] = {
        {"6.2.4: target durations", "TARGETDURATION:2", "TARGETDURATION:3"},
        {"6.2.4: part targets", "PART-TARGET=0.5", "PART-TARGET=0.501"},
        {"6.2.4: discontinuities", "SEQUENCE:0\n#EXT-X-MAP", "SEQUENCE:1\n#EXT-X-MAP"},
        {"6.2.4: times", "19:00:04.000Z", "19:00:07.000Z"},
    };
    for (const auto& broken : all) {
        EXPECT_THAT(failures(sound(), replaced(playlist(), broken.from, broken.to)), Contains(HasSubstr(broken.rule)));
    }
}

}  // namespace
}  // namespace wardcast::media::test
