#include "media/rtsp_trouble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

// As GStreamer 1.22 says it.
struct Said {
    const char* what;
    const char* code;
};
constexpr Said kSaid[] = {
    {"tracks: Unauthorized", "wrong_password"},
    {"tracks: Not authorized to access resource.", "wrong_password"},
    {"tracks: Not Found", "no_such_stream"},
    {"tracks: Could not receive any UDP packets for 5.0000 seconds", "no_packets"},
    {"tracks: Timeout while waiting for server response", "no_answer"},
    {"tracks: Error resolving \"balcony\": Name or service not known", "unknown_host"},
    {"tracks: Service Unavailable", "too_busy"},
    {"tracks: Failed to connect. (Generic error)", "unreachable"},
    {"tracks: The server connection was closed", "hung_up"},
};

TEST(RtspTrouble, HasACodeForEachCauseThatIsKnownAndNamesTheCameraAlone) {
    const auto address = RtspAddress::parse("rtsp://clerk:hush-hush@balcony:554/secret-path");
    ASSERT_TRUE(address.has_value());
    for (const auto& [what, code] : kSaid) {
        const auto trouble = rtsp_trouble(what, *address);
        EXPECT_EQ(trouble.code, code) << what;
        EXPECT_EQ(trouble.about, "balcony:554");
        EXPECT_THAT(trouble.words, testing::StartsWith("balcony:554 "));
        EXPECT_THAT(trouble.words,
                    testing::Not(testing::AnyOf(testing::HasSubstr("hush"), testing::HasSubstr("secret"))));
    }
    EXPECT_TRUE(rtsp_trouble("struck by lightning", *address).empty()) << "whoever asked knows better words";
}

}  // namespace
}  // namespace wardcast::media
