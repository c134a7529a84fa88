#include "programme_rules.h"

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "base/clock.h"

namespace wardcast::media::test {
namespace {

std::uint64_t number(const Attributes& attributes, const std::string& name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? 0 : std::strtoull(found->second.c_str(), nullptr, 10);
}

}  // namespace

const MediaPlaylist& ProgrammeRules::check(const std::string& rendition, const std::string& text) {
    const auto& now = rules_[rendition].check(text);
    SCOPED_TRACE(rendition + ":\n" + text);
    for (const auto& [name, other] : last_) {
        if (name != rendition) check_beside(now, other);
    }
    if (!now.ended) check_reports(rendition, now);
    published_[rendition] = std::max(published_[rendition], now.last_part());
    return last_[rendition] = now;
}

// B.1: one report for every other rendition. None may be behind what was published before, or players that change over
// ask for what they could have had already.
void ProgrammeRules::check_reports(const std::string& rendition, const MediaPlaylist& now) {
    std::size_t known = 0;
    for (const auto& name : renditions_) {
        const auto report = std::find_if(now.reports.begin(), now.reports.end(), [&](const Attributes& each) {
            const auto uri = each.find("URI");
            return uri != each.end() && uri->second.substr(0, uri->second.find('?')) == name + ".m3u8";
        });
        const bool is_there = report != now.reports.end();
        if (name == rendition) {
            EXPECT_FALSE(is_there) << "4.4.5.4: a report of itself";
            continue;
        }
        known += is_there ? 1 : 0;
        // Of what has not begun there is nothing to say.
        if (published_.count(name) != 0) {
            EXPECT_TRUE(is_there) << "B.1: no report of " << name;
        }
        if (!is_there) continue;
        const Position at{number(*report, "LAST-MSN"), number(*report, "LAST-PART")};
        EXPECT_GE(at, published_[name]) << "4.4.5.4: behind what was published of " << name;
        published_[name] = std::max(published_[name], at);
    }
    EXPECT_EQ(known, now.reports.size()) << "4.4.5.4: a report of an unknown rendition";
}

// 6.2.4: what belongs together is numbered and timed alike.
void ProgrammeRules::check_beside(const MediaPlaylist& now, const MediaPlaylist& other) const {
    EXPECT_EQ(now.target_duration, other.target_duration) << "6.2.4: target durations differ";
    EXPECT_EQ(now.part_target, other.part_target) << "6.2.4: part targets differ";
    for (const auto& segment : now.segments) {
        const auto* same = other.find(segment.msn);
        if (same == nullptr) continue;
        EXPECT_EQ(segment.discontinuity, same->discontinuity) << "6.2.4: discontinuities before " << segment.msn;
        const auto one = from_rfc3339(segment.time);
        const auto two = from_rfc3339(same->time);
        if (!one || !two) continue;
        EXPECT_LT(std::abs(std::chrono::duration<double>(*one - *two).count()), now.target_duration)
            << "6.2.4: times of " << segment.msn;
    }
}

}  // namespace wardcast::media::test
