#include "media/announced_candidate.h"

#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

TEST(AnnouncedCandidate, HasThePublicAddressAndEverythingElseOfTheOwnOne) {
    EXPECT_EQ(announced_candidate("1 1 UDP 2015363327 10.0.0.7 40001 typ host", "198.51.100.4"),
              "1p 1 UDP 2015363327 198.51.100.4 40001 typ host");
    EXPECT_EQ(
        announced_candidate("candidate:2 1 TCP 847249663 10.0.0.7 40001 typ host tcptype passive", "198.51.100.4"),
        "candidate:2p 1 TCP 847249663 198.51.100.4 40001 typ host tcptype passive");
    EXPECT_EQ(announced_candidate("3 1 UDP 2015363327 fd00::2 40001 typ host", "2001:db8::4"),
              "3p 1 UDP 2015363327 2001:db8::4 40001 typ host");
}

TEST(AnnouncedCandidate, IsThereOnlyForTheSameAddressFamily) {
    EXPECT_EQ(announced_candidate("1 1 UDP 2015363327 fd00::2 40001 typ host", "198.51.100.4"), std::nullopt);
    EXPECT_EQ(announced_candidate("1 1 UDP 2015363327 10.0.0.7 40001 typ host", "2001:db8::4"), std::nullopt);
}

TEST(AnnouncedCandidate, IsNotThereForWhatARouterDoesNotPassOn) {
    EXPECT_EQ(announced_candidate("1 1 TCP 1015021823 10.0.0.7 9 typ host tcptype active", "198.51.100.4"),
              std::nullopt);
    EXPECT_EQ(announced_candidate("1 1 UDP 1679819007 203.0.113.9 40001 typ srflx raddr 10.0.0.7 rport 40001",
                                  "198.51.100.4"),
              std::nullopt);
}

TEST(AnnouncedCandidate, IsNotThereForWhatIsNoCandidate) {
    for (const char* text : {"", "1", "1 1 UDP 5 10.0.0.7", "    ", "1 1 UDP 5 10.0.0.7 40001"}) {
        EXPECT_EQ(announced_candidate(text, "198.51.100.4"), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace wardcast::media
