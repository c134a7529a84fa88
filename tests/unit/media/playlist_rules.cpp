#include "playlist_rules.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

#include "base/clock.h"

namespace wardcast::media::test {
namespace {

// Zero where the attribute is missing or no number.
double seconds(const Attributes& attributes, const std::string& name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? 0 : std::strtod(found->second.c_str(), nullptr);
}

double duration_of_parts(const ListedSegment& segment) {
    double sum = 0;
    for (const auto& part : segment.parts)
        sum += part.duration;
    return sum;
}

constexpr double kRounding = 1e-9;

}  // namespace

const MediaPlaylist& PlaylistRules::check(const std::string& text) {
    SCOPED_TRACE(text);
    auto now = parse_playlist(text);
    check_head(now);
    check_segments(now);
    check_parts(now);
    check_times(now);
    check_tail(now);
    if (last_) check_against_before(*last_, now);
    restarted_ = false;
    last_ = std::move(now);
    return *last_;
}

void PlaylistRules::check_head(const MediaPlaylist& now) const {
    EXPECT_GE(now.version, 9) << "section 8: EXT-X-SKIP needs 9";
    EXPECT_GT(now.target_duration, 0) << "4.4.3.1: EXT-X-TARGETDURATION";
    EXPECT_EQ(now.skipped, 0U) << "6.2.5.1: EXT-X-SKIP is for delta updates";
    if (now.vod) {
        EXPECT_TRUE(now.ended) << "4.4.3.5: EXT-X-PLAYLIST-TYPE:VOD cannot change";
        return;
    }
    const auto& control = now.server_control;
    const double target = now.target_duration;
    EXPECT_EQ(control.count("CAN-BLOCK-RELOAD") != 0 ? control.at("CAN-BLOCK-RELOAD") : "", "YES") << "B.1";
    EXPECT_GE(seconds(control, "HOLD-BACK") + kRounding, 3 * target) << "4.4.3.8: HOLD-BACK";
    EXPECT_GE(seconds(control, "CAN-SKIP-UNTIL") + kRounding, 6 * target) << "4.4.3.8: CAN-SKIP-UNTIL";
    if (of_ == Of::Captions) return;
    EXPECT_TRUE(now.has_part_inf) << "4.4.3.7: EXT-X-PART needs EXT-X-PART-INF";
    // Twice is what must be, three times what is recommended.
    EXPECT_GE(seconds(control, "PART-HOLD-BACK") + kRounding, 3 * now.part_target) << "4.4.3.8: PART-HOLD-BACK";
}

void PlaylistRules::check_segments(const MediaPlaylist& now) const {
    EXPECT_FALSE(now.segments.empty());
    const ListedSegment* before = nullptr;
    for (const auto& segment : now.segments) {
        EXPECT_LE(std::lround(segment.duration), now.target_duration) << "4.4.3.1: too long: " << segment.uri;
        EXPECT_GT(segment.duration, 0) << segment.uri;
        EXPECT_EQ(segment.map.empty(), of_ == Of::Captions) << "4.4.4.5: EXT-X-MAP: " << segment.uri;
        if (before != nullptr && segment.map != before->map) {
            EXPECT_TRUE(segment.marked_discontinuity) << "4.4.4.3: another EXT-X-MAP: " << segment.uri;
        }
        if (segment.gap) {
            EXPECT_TRUE(segment.parts.empty()) << "4.4.4.7: parts of a gap: " << segment.uri;
        }
        before = &segment;
    }
}

void PlaylistRules::check_parts(const MediaPlaylist& now) const {
    const double target = now.target_duration;
    double after = 0;  // From a segment's end to the playlist's end.
    for (auto it = now.segments.rbegin(); it != now.segments.rend(); ++it) {
        const auto& segment = *it;
        for (std::size_t i = 0; i < segment.parts.size(); ++i) {
            const auto& part = segment.parts[i];
            EXPECT_LE(part.duration, now.part_target + kRounding) << "4.4.4.9: longer than PART-TARGET: " << part.uri;
            // The newest part may turn out to have been the last of its segment; a later version tells.
            if (i + 1 < segment.parts.size()) {
                EXPECT_GE(part.duration, 0.85 * now.part_target) << "4.4.4.9: below 85 %: " << part.uri;
            }
            if (i == 0) {
                EXPECT_TRUE(part.independent) << "4.4.2.1: EXT-X-INDEPENDENT-SEGMENTS: " << part.uri;
            }
        }
        if (!segment.uri.empty() && !segment.parts.empty()) {
            EXPECT_NEAR(duration_of_parts(segment), segment.duration, 0.00002) << "4.4.4.9: sum: " << segment.uri;
        }
        const bool may_have_parts = of_ == Of::Media && !now.vod && !segment.gap;
        if (may_have_parts && after <= 3 * target && segment.map == now.segments.back().map) {
            EXPECT_FALSE(segment.parts.empty()) << "6.2.2: parts are missing: " << segment.uri;
        }
        if (after > 4 * target) {
            EXPECT_TRUE(segment.parts.empty()) << "6.2.2: parts are still listed: " << segment.uri;
        }
        after += segment.duration;
    }
}

void PlaylistRules::check_times(const MediaPlaylist& now) const {
    if (now.vod) return;
    std::optional<double> expected;  // Seconds since 1970.
    for (const auto& segment : now.segments) {
        const auto time = from_rfc3339(segment.time);
        EXPECT_TRUE(time.has_value()) << "B.1: EXT-X-PROGRAM-DATE-TIME: " << segment.uri;
        if (!time) return;
        const auto at = std::chrono::duration<double>(time->time_since_epoch()).count();
        if (expected && !segment.marked_discontinuity) {
            // Whole milliseconds, each rounded by itself.
            EXPECT_NEAR(at, *expected, 0.002) << "4.4.4.6: EXT-X-PROGRAM-DATE-TIME: " << segment.uri;
        }
        expected = at + segment.duration;
    }
}

void PlaylistRules::check_tail(const MediaPlaylist& now) const {
    if (now.vod) return;
    const bool hints = !now.ended && of_ == Of::Media;
    EXPECT_EQ(now.hints.size(), hints ? 1U : 0U) << "4.4.5.3: EXT-X-PRELOAD-HINT";
    for (const auto& segment : now.segments) {
        for (const auto& part : segment.parts)
            EXPECT_EQ(std::count(now.hints.begin(), now.hints.end(), part.uri), 0) << "4.4.5.3: hinted, though there";
    }
    std::set<std::string> reported;
    for (const auto& report : now.reports) {
        for (const auto* name : {"URI", "LAST-MSN", "LAST-PART"})
            EXPECT_EQ(report.count(name), 1U) << "4.4.5.4: EXT-X-RENDITION-REPORT without " << name;
        if (report.count("URI") == 0) continue;
        const auto& uri = report.at("URI");
        EXPECT_EQ(uri.find("//"), std::string::npos) << "4.4.5.4: not relative: " << uri;
        EXPECT_TRUE(reported.insert(uri).second) << "4.4.5.4: reported twice: " << uri;
    }
}

void PlaylistRules::check_against_before(const MediaPlaylist& before, const MediaPlaylist& now) const {
    EXPECT_EQ(now.target_duration, before.target_duration) << "6.2.1: EXT-X-TARGETDURATION has changed";
    EXPECT_EQ(now.part_target, before.part_target) << "6.2.1: PART-TARGET has changed";
    EXPECT_EQ(now.server_control, before.server_control) << "6.2.1: EXT-X-SERVER-CONTROL has changed";
    EXPECT_GE(now.media_sequence, before.media_sequence) << "6.2.2: EXT-X-MEDIA-SEQUENCE";
    EXPECT_GE(now.discontinuity_sequence, before.discontinuity_sequence) << "6.2.2: EXT-X-DISCONTINUITY-SEQUENCE";
    EXPECT_GE(now.last_part(), before.last_part()) << "6.2.1: something was taken back";
    if (before.ended) {
        EXPECT_TRUE(now.ended) << "4.4.3.4: EXT-X-ENDLIST has gone";
        EXPECT_EQ(now.last_part(), before.last_part()) << "4.4.3.4: something follows EXT-X-ENDLIST";
    }
    if (now.media_sequence > before.media_sequence && !now.ended) {
        EXPECT_GE(now.duration(), 3 * now.target_duration) << "6.2.2: removed, and less than three targets are left";
    }
    for (const auto& old : before.segments) {
        const auto* same = now.find(old.msn);
        if (same == nullptr) {
            EXPECT_LT(old.msn, now.media_sequence) << "6.2.2: vanished from the middle";
            continue;
        }
        if (restarted_ && old.uri.empty() && same->gap) continue;
        EXPECT_EQ(same->discontinuity, old.discontinuity) << "6.2.2: discontinuity sequence number of " << old.msn;
        EXPECT_EQ(same->map, old.map) << "6.2.1: EXT-X-MAP of " << old.msn;
        EXPECT_EQ(same->time, old.time) << "6.2.1: EXT-X-PROGRAM-DATE-TIME of " << old.msn;
        if (!old.uri.empty()) {
            EXPECT_EQ(same->uri, old.uri) << "6.2.1: address";
            EXPECT_EQ(same->duration, old.duration) << "6.2.1: duration of " << old.uri;
            EXPECT_EQ(same->gap, old.gap) << "6.2.1: gap " << old.uri;
            if (!same->parts.empty()) {
                EXPECT_EQ(same->parts, old.parts) << "6.2.1: parts of " << old.uri;
            }
        } else if (same->uri.empty() || same->gap ||
                   !same->parts.empty()) {  // Else check_parts() knows if they may go.
            const auto shown = std::min(same->parts.size(), old.parts.size());
            EXPECT_EQ(shown, old.parts.size()) << "6.2.1: parts of " << old.msn << " were taken back";
            EXPECT_TRUE(std::equal(same->parts.begin(), same->parts.begin() + static_cast<std::ptrdiff_t>(shown),
                                   old.parts.begin()))
                << "6.2.1: parts of " << old.msn << " have changed";
        }
    }
    // A hinted part is what comes next, unless a gap or the end does.
    if (!before.hints.empty() && now.last_part() > before.last_part()) {
        bool kept = false;
        for (const auto& segment : now.segments) {
            kept |= segment.gap && segment.msn > before.last_part().first;
            for (const auto& part : segment.parts)
                kept |= part.uri == before.hints.front();
        }
        EXPECT_TRUE(kept) << "4.4.5.3: hinted but never came: " << before.hints.front();
    }
}

void PlaylistRules::check_delta(const std::string& delta, const std::string& full) {
    SCOPED_TRACE(delta);
    const auto whole = parse_playlist(full);
    const auto update = parse_playlist(delta);
    EXPECT_EQ(update.media_sequence, whole.media_sequence) << "6.2.5.1: EXT-X-MEDIA-SEQUENCE";
    EXPECT_EQ(update.discontinuity_sequence, whole.discontinuity_sequence) << "6.2.5.1: EXT-X-DISCONTINUITY-SEQUENCE";
    EXPECT_EQ(update.server_control, whole.server_control) << "6.2.5.1: EXT-X-SERVER-CONTROL";
    EXPECT_EQ(update.hints, whole.hints) << "6.2.5.1: EXT-X-PRELOAD-HINT";
    EXPECT_EQ(update.reports, whole.reports) << "6.2.5.1: EXT-X-RENDITION-REPORT";
    ASSERT_EQ(update.skipped + update.segments.size(), whole.segments.size()) << "4.4.5.2: SKIPPED-SEGMENTS";
    double kept = 0;
    for (std::size_t i = 0; i < update.segments.size(); ++i) {
        const auto& segment = update.segments[i];
        const auto& same = whole.segments[i + update.skipped];
        EXPECT_EQ(segment.msn, same.msn) << "4.4.5.2: number";
        EXPECT_EQ(segment.uri, same.uri) << "4.4.5.2: address";
        EXPECT_EQ(segment.parts, same.parts) << "4.4.5.2: parts of " << segment.uri;
        kept += segment.duration;
    }
    if (update.skipped > 0) {
        EXPECT_GE(kept + kRounding, seconds(whole.server_control, "CAN-SKIP-UNTIL")) << "4.4.5.2: the skip boundary";
    }
}

}  // namespace wardcast::media::test
