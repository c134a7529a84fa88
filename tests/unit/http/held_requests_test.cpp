#include "http/held_requests.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

using Numbers = std::vector<std::uint64_t>;

TEST(HeldRequests, AreReleasedOnceByTheirOwnRendition) {
    HeldRequests held;
    held.hold("a", "720p", 1);
    held.hold("a", "audio", 2);
    held.hold("b", "720p", 3);
    held.hold("a", "720p", 4);
    EXPECT_EQ(held.release({"a", "720p"}), (Numbers{1, 4}));
    EXPECT_EQ(held.release({"a", "720p"}), Numbers{});
    EXPECT_EQ(held.release({"b", "720p"}), Numbers{3});
}

TEST(HeldRequests, ThatEndAreForgotten) {
    HeldRequests held;
    held.hold("a", "720p", 1);
    held.hold("a", "720p", 2);
    held.forget("a", "720p", 1);
    held.forget("a", "audio", 2);
    EXPECT_EQ(held.release({"a", "720p"}), Numbers{2});
}

}  // namespace
}  // namespace wardcast::http
