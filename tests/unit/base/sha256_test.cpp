#include "base/sha256.h"

#include <gtest/gtest.h>

namespace wardcast {
namespace {

TEST(Sha256, OfTheStandardsExample) {
    // FIPS 180-2 appendix B.1.
    EXPECT_EQ(to_hex(as_bytes(Sha256::of("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, BytesThatComeBitByBitHashAsOne) {
    EXPECT_EQ(Sha256().add("a").add("").add("bc").finish(), Sha256::of("abc"));
}

}  // namespace
}  // namespace wardcast
