#include "media/plugins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/studio.h"

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Plugins, EverythingThatPipelinesNameIsInstalledHere) {
    const auto checked = Studio::check();
    EXPECT_TRUE(checked.has_value()) << checked.error().message;
}

TEST(Plugins, AMissingElementIsNamedWithItsPackageAndTheCure) {
    const NeededElement needed[] = {{"identity", "gstreamer1.0-core"}, {"nosuchenc", "gstreamer1.0-nosuch"}};
    const auto checked = check_elements(needed);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(checked.error().message, HasSubstr("nosuchenc (gstreamer1.0-nosuch)"));
    EXPECT_THAT(checked.error().message, HasSubstr("apt-get install --no-install-recommends gstreamer1.0-nosuch"));
    EXPECT_THAT(checked.error().message, Not(HasSubstr("identity")));
}

}  // namespace
}  // namespace wardcast::media
