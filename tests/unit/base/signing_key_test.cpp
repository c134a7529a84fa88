#include "base/signing_key.h"

#include <gtest/gtest.h>

namespace wardcast {
namespace {

const std::string kSecret(32, 's');

TEST(SigningKey, WhatItSignsIsCheckedWithItsPublicHalf) {
    const SigningKey key(kSecret, "test");
    const auto signature = key.sign("words");
    EXPECT_TRUE(is_signed("words", signature, key.public_key()));
    EXPECT_FALSE(is_signed("other words", signature, key.public_key()));
    EXPECT_FALSE(is_signed("words", key.sign("other words"), key.public_key()));
}

TEST(SigningKey, IsTheSameForTheSameSecretAndPurposeOnly) {
    const SigningKey key(kSecret, "test");
    EXPECT_EQ(key.public_key(), SigningKey(kSecret, "test").public_key());
    EXPECT_NE(key.public_key(), SigningKey(kSecret, "another").public_key());
    EXPECT_NE(key.public_key(), SigningKey(std::string(32, 't'), "test").public_key());
}

TEST(SigningKey, NothingIsSignedByAKeyOrSignatureCutShort) {
    const SigningKey key(kSecret, "test");
    EXPECT_FALSE(is_signed("words", "", key.public_key()));
    EXPECT_FALSE(is_signed("words", key.sign("words"), "short"));
}

TEST(Base64, ComesBackAsItWas) {
    EXPECT_EQ(to_base64("wardcast"), "d2FyZGNhc3Q=");
    EXPECT_EQ(from_base64("d2FyZGNhc3Q="), "wardcast");
    EXPECT_EQ(from_base64("not base64!"), "");
    EXPECT_EQ(from_base64(""), "");
}

}  // namespace
}  // namespace wardcast
