#include "media/relay_trouble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardcast::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const RtmpAddress kAddress{.tls = false,
                           .host = "a.example",
                           .port = 1935,
                           .application = "live",
                           .stream = "hush",
                           .user = "",
                           .password = "hush-hush"};

// As GStreamer 1.22 and GLib say it.
struct Said {
    const char* what;
    const char* code;
    const char* about;
};
constexpr Said kSaid[] = {
    {"out: Could not connect: Error resolving “a.example”: Name or service not known", "unknown_host", "a.example"},
    {"out: Could not connect to a.example: Connection refused (rtmp2sink)", "nothing_listens", "a.example:1935"},
    {"out: Socket I/O timed out", "no_answer", "a.example:1935"},
    {"out: Could not connect to a.example: Network is unreachable", "no_way", "a.example"},
    {"out: TLS/SSL support not available; install glib-networking", "no_tls", ""},
    {"out: Unacceptable TLS certificate", "bad_certificate", "a.example"},
    {"out: 'connect' cmd failed: NetConnection.Connect.Rejected", "unknown_application", "a.example"},
    {"out: 'publish' cmd failed: NetStream.Publish.BadName", "turned_away", "a.example"},
    {"out: Not authorized", "unknown_key", "a.example"},
    {"out: Connection error", "hung_up", "a.example"},
    {"out: connection closed remotely", "hung_up_at_once", "a.example"},
};

TEST(RelayTrouble, HasACodeForEachCauseThatIsKnown) {
    for (const auto& [what, code, about] : kSaid) {
        const auto trouble = rtmp_trouble(what, kAddress);
        EXPECT_EQ(trouble.code, code) << what;
        EXPECT_EQ(trouble.about, about) << what;
        EXPECT_THAT(trouble.words, HasSubstr(about));
        EXPECT_THAT(trouble.words, testing::EndsWith("."));
    }
}

TEST(RelayTrouble, ThatNobodyKnowsIsToldInTheLibrarysWords) {
    EXPECT_EQ(
        rtmp_trouble("struck by lightning (debug)", kAddress),
        (Trouble{
            .words = "Sending has failed: struck by lightning", .code = "failed", .about = "struck by lightning"}));
}

TEST(RelayTrouble, NamesNoKeyWhateverWasSaid) {
    for (const auto& trouble : {rtmp_trouble("out: nobody takes hush or hush-hush (debug hush)", kAddress),
                                rtmp_trouble("out: Could not connect to 'live/hush': Connection refused", kAddress)}) {
        EXPECT_THAT(trouble.words, Not(HasSubstr("hush")));
        EXPECT_THAT(trouble.about, Not(HasSubstr("hush")));
    }
}

}  // namespace
}  // namespace wardcast::media
