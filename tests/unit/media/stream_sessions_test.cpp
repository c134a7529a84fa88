#include "media/stream_sessions.h"

#include <arpa/inet.h>
#include <future>
#include <srt/access_control.h>
#include <srt/srt.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/srt_listener.h"
#include "unit/media/stream_sender.h"
#include "unit/media/watched_feed.h"

namespace wardcast::media {
namespace {

using namespace std::chrono_literals;
using Container = StreamSessions::Container;

constexpr const char* kPassphrase = "kept by the clerk";
constexpr const char* kToken = "t0ken";

// Streams that come in, without programmes: feeds are looked at directly.
class Streams : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { gst_init(nullptr, nullptr); }

    template <class F>
    auto on_thread(F f) {
        return thread->call(std::move(f), std::invoke_result_t<F>{});
    }

    void SetUp() override { make(16); }
    void make(std::size_t most) {
        end();
        thread = std::make_unique<MediaThread>();
        seats = std::make_unique<Seats>(most);
        sessions =
            std::make_unique<StreamSessions>(*seats, *thread, [this](const std::string&, const std::string& camera) {
                return WhipResult<std::shared_ptr<CameraFeed>>(feeds[camera].get());
            });
        thread->every(50ms, [this] { sessions->look_after(Ticks::now()); });
    }
    void TearDown() override { end(); }
    void end() {
        if (thread == nullptr) return;
        on_thread([&] {
            sessions->end_all();
            return true;
        });
        thread->stop();
        sessions.reset();
        thread.reset();
    }

    WhipResult<std::shared_ptr<StreamInput>> publish(Container container, const std::string& camera = "main",
                                                     const std::string& publisher = "ann", bool takeover = false) {
        return on_thread([&] { return sessions->publish({"cae-mawr", camera, publisher, takeover}, container); });
    }
    static StreamSender::To to(std::shared_ptr<StreamInput> input) {
        return [input = std::move(input)](std::string_view bytes) { input->push(bytes); };
    }

    std::map<std::string, WatchedFeed> feeds;
    std::unique_ptr<MediaThread> thread;
    std::unique_ptr<Seats> seats;
    std::unique_ptr<StreamSessions> sessions;
};

TEST_F(Streams, ATransportStreamIsSeenAndHeard) {
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    const StreamSender sender({}, to(*input));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["main"].is_heard());
}

TEST_F(Streams, AMediaRecordersWebmIsSeenAndHeard) {
    auto input = publish(Container::WebM);
    ASSERT_TRUE(input.has_value());
    const StreamSender sender({.container = SentStream::Container::WebM}, to(*input));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["main"].is_heard());
}

TEST_F(Streams, APictureWithoutSoundAndSoundWithoutAPictureAreTaken) {
    const OtherCamera other;
    auto seen = publish(Container::TransportStream, "main");
    auto heard = publish(Container::TransportStream, "cam2");
    ASSERT_TRUE(seen.has_value() && heard.has_value());
    const StreamSender mute({.sound = false}, to(*seen));
    const StreamSender blind({.picture = false}, to(*heard));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["cam2"].is_heard());
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, ACameraOfFivePicturesASecondIsShown) {
    const OtherCamera other;
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    const StreamSender sender({.fps = 5}, to(*input));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["main"].moves_on());
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, TimestampsTenMinutesAheadAndBackAgainStopNothing) {
    const OtherCamera other;
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    for (const unsigned minutes : {0U, 10U, 0U}) {
        const bool ahead = minutes > 0;
        const StreamSender sender(
            {.colour = ahead ? 0xff00ff00U : 0xffff0000U, .ahead = GstClockTime{minutes} * 60 * GST_SECOND},
            to(*input));
        EXPECT_TRUE(feeds["main"].shows(ahead ? kGreen : kRed));
        EXPECT_TRUE(feeds["main"].is_heard());
    }
    EXPECT_FALSE((*input)->over());
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, AnotherSizeAndAnotherCodecInMidStreamAreTaken) {
    const OtherCamera other;
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    {
        const StreamSender sender({}, to(*input));
        EXPECT_TRUE(feeds["main"].shows(kRed));
    }
    {
        const StreamSender sender({.width = 320, .height = 240, .colour = 0xff00ff00}, to(*input));
        EXPECT_TRUE(feeds["main"].shows(kGreen));
    }
    const StreamSender sender(
        {.colour = 0xff0000ff, .picture_encoder = "x265enc speed-preset=ultrafast tune=zerolatency ! h265parse"},
        to(*input));
    EXPECT_TRUE(feeds["main"].shows(kBlue));
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, AStreamThatBeginsWithoutAKeyframeIsShownFromItsNextOne) {
    const OtherCamera other;
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    // The receiver joins when the encoder has been running for a while.
    std::atomic<int> pieces{0};
    const StreamSender sender({}, [&](std::string_view bytes) {
        if (++pieces > 20) (*input)->push(bytes);
    });
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, AnotherSizeOrCodecThatBeginsWithoutAKeyframeIsShownFromItsNextOne) {
    const OtherCamera other;
    auto input = publish(Container::TransportStream);
    ASSERT_TRUE(input.has_value());
    {
        const StreamSender sender({}, to(*input));
        EXPECT_TRUE(feeds["main"].shows(kRed));
    }
    // What the encoder sent first, its keyframe with it, never arrives.
    const auto without_its_beginning = [&](std::atomic<int>& pieces) {
        return [&](std::string_view bytes) {
            if (++pieces > 20) (*input)->push(bytes);
        };
    };
    {
        std::atomic<int> pieces{0};
        const StreamSender sender({.width = 320, .height = 240, .colour = 0xff00ff00}, without_its_beginning(pieces));
        EXPECT_TRUE(feeds["main"].shows(kGreen));
    }
    std::atomic<int> pieces{0};
    const StreamSender sender({.colour = 0xff0000ff,
                               .picture_encoder = "x265enc speed-preset=ultrafast tune=zerolatency key-int-max=30"
                                                  " ! h265parse config-interval=-1"},
                              without_its_beginning(pieces));
    EXPECT_TRUE(feeds["main"].shows(kBlue));
    EXPECT_TRUE(feeds["main"].moves_on());
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, GarbageShowsNothingAndHarmsNobody) {
    const OtherCamera other;
    for (const auto container : {Container::TransportStream, Container::WebM}) {
        auto input = publish(container);
        ASSERT_TRUE(input.has_value());
        std::string garbage(100'000, '\0');
        unsigned seed = 1;
        for (char& byte : garbage)
            byte = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
        for (int i = 0; i < 50; ++i)
            (*input)->push(garbage);
        EXPECT_TRUE(feeds["main"].shows_nothing());
        // The next one is none the worse for it.
        auto next = publish(Container::TransportStream);
        ASSERT_TRUE(next.has_value());
        EXPECT_TRUE((*input)->over());
        const StreamSender sender({}, to(*next));
        EXPECT_TRUE(feeds["main"].shows(kRed));
    }
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(Streams, ASecondPublisherIsRefusedUnlessItTakesOver) {
    auto first = publish(Container::WebM, "main", "ann");
    ASSERT_TRUE(first.has_value());
    const auto refused = publish(Container::WebM, "main", "ben");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().status, 409);
    EXPECT_EQ(refused.error().code, "camera_busy");
    EXPECT_FALSE((*first)->over());
    EXPECT_TRUE(publish(Container::WebM, "main", "ben", true).has_value());
    EXPECT_TRUE((*first)->over());
}

TEST_F(Streams, TheSamePublisherComesBackWithoutAsking) {
    auto first = publish(Container::WebM);
    auto second = publish(Container::WebM);
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_TRUE((*first)->over());
    EXPECT_FALSE((*second)->over());
}

TEST_F(Streams, LetGoOfAStreamLeavesItsCameraFree) {
    { ASSERT_TRUE(publish(Container::WebM, "main", "ann").has_value()); }
    EXPECT_TRUE(WatchedFeed::eventually([&] { return publish(Container::WebM, "main", "ben").has_value(); }));
}

TEST_F(Streams, OneMoreThanTheServerTakesIsRefused) {
    make(1);
    auto first = publish(Container::WebM, "main");
    ASSERT_TRUE(first.has_value());
    const auto refused = publish(Container::WebM, "cam2");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().status, 503);
    EXPECT_TRUE(publish(Container::WebM, "main").has_value()) << "who replaces himself needs no further room";
}

TEST_F(Streams, ACameraThatIsRemovedTakesNoMore) {
    auto main = publish(Container::WebM, "main");
    auto other = publish(Container::WebM, "cam2");
    ASSERT_TRUE(main.has_value() && other.has_value());
    on_thread([&] {
        sessions->keep_cameras("cae-mawr", {"main"});
        return true;
    });
    EXPECT_FALSE((*main)->over());
    EXPECT_TRUE((*other)->over());
}

// The same, by way of the SRT port.
class SrtCallers : public Streams {
  protected:
    void SetUp() override {
        Streams::SetUp();
        auto opened = SrtListener::open(
            {.address = "127.0.0.1", .port = 0, .passphrase = kPassphrase, .latency = 50ms},
            [](const SrtStreamId& id) { return id.meeting == "cae-mawr" && id.token == kToken; },
            [this](const SrtStreamId& id, auto answered) {
                const std::string publisher = "srt " + std::to_string(++calls);
                thread->post([this, id, publisher, answered = std::move(answered)] {
                    answered(sessions->publish({id.meeting, id.camera, publisher}, Container::TransportStream));
                });
            });
        ASSERT_TRUE(opened.has_value()) << opened.error().message;
        listener = std::move(*opened);
    }
    void TearDown() override {
        listener.reset();
        Streams::TearDown();
    }
    [[nodiscard]] std::string sink(const std::string& stream_id) const {
        // The uri first: it resets what stands before it.
        return "queue ! srtsink async=false wait-for-connection=false uri=\"srt://127.0.0.1:" +
               std::to_string(listener->port()) + "\" mode=caller latency=50 passphrase=\"" + std::string(kPassphrase) +
               "\" streamid=\"" + stream_id + "\"";
    }

    // One who calls and says nothing more, and what libsrt told it: 0 where let in, and how long that took.
    struct Caller {
        Caller(const std::string& stream_id, const std::string& passphrase, std::uint16_t port) {
            srt_setsockflag(socket, SRTO_STREAMID, stream_id.data(), static_cast<int>(stream_id.size()));
            if (!passphrase.empty()) {
                srt_setsockflag(socket, SRTO_PASSPHRASE, passphrase.data(), static_cast<int>(passphrase.size()));
            }
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
            const auto began = Ticks::now();
            const int connected = srt_connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
            after = std::chrono::duration_cast<std::chrono::milliseconds>(Ticks::now() - began);
            if (connected == SRT_ERROR) reject_reason = srt_getrejectreason(socket);
        }
        Caller(const Caller&) = delete;
        Caller& operator=(const Caller&) = delete;
        ~Caller() { srt_close(socket); }
        SRTSOCKET socket = srt_create_socket();
        int reject_reason = 0;
        std::chrono::milliseconds after{0};
    };
    [[nodiscard]] Caller caller(const std::string& stream_id, const std::string& passphrase) const {
        return Caller(stream_id, passphrase, listener->port());
    }

    std::atomic<int> calls{0};
    std::unique_ptr<SrtListener> listener;
};

TEST_F(SrtCallers, TwoEncodersOnOnePortAreTwoCameras) {
    const StreamSender hall({}, sink("cae-mawr/t0ken"));
    const StreamSender balcony({.colour = 0xff00ff00}, sink("#!::r=cae-mawr/cam2,u=t0ken,m=publish"));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["cam2"].shows(kGreen));
    EXPECT_TRUE(feeds["main"].is_heard());
}

TEST_F(SrtCallers, WithoutTheRightPassphraseOrStreamIdAreTurnedAwayWithinASecond) {
    const OtherCamera other;
    EXPECT_EQ(caller("cae-mawr/t0ken", kPassphrase).reject_reason, 0);
    const std::pair<std::string, std::string> wrong[] = {{"cae-mawr/t0ken", ""},
                                                         {"cae-mawr/t0ken", "not kept by the clerk"},
                                                         {"cae-mawr/guessed", kPassphrase},
                                                         {"other-meeting/t0ken", kPassphrase},
                                                         {"", kPassphrase},
                                                         {"#!::r=cae-mawr,u=t0ken,m=request", kPassphrase}};
    for (const auto& [stream_id, passphrase] : wrong) {
        const Caller answer = caller(stream_id, passphrase);
        EXPECT_NE(answer.reject_reason, 0) << stream_id << " " << passphrase;
        EXPECT_LT(answer.after, 1s) << stream_id << " " << passphrase;
    }
    EXPECT_EQ(caller("cae-mawr/guessed", kPassphrase).reject_reason, SRT_REJX_UNAUTHORIZED);
    EXPECT_TRUE(other.is_untouched());
}

TEST_F(SrtCallers, WhoWasTurnedAwayCostsNothingAfterwards) {
    for (int i = 0; i < 50; ++i)
        EXPECT_NE(caller("cae-mawr/guessed", kPassphrase).reject_reason, 0);
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    std::this_thread::sleep_for(1s);  // What is measured is the time in which nothing is to be done.
    getrusage(RUSAGE_SELF, &after);
    const auto spent = [](const rusage& usage) {
        return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
               static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    };
    EXPECT_LT(spent(after) - spent(before), 0.2);
}

TEST_F(SrtCallers, TwoEncodersWithOneKeyDoNotTakeTurns) {
    const StreamSender first({}, sink("cae-mawr/t0ken"));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    // Encoders dial again and again.
    for (int redials = 1; redials <= 3; ++redials) {
        const Caller second = caller("cae-mawr/t0ken", kPassphrase);
        EXPECT_TRUE(WatchedFeed::eventually([&] { return calls == 1 + redials; }));
    }
    EXPECT_TRUE(feeds["main"].shows(kRed));
    EXPECT_TRUE(feeds["main"].moves_on());
}

TEST_F(SrtCallers, AnEncoderTakesThePlaceOfOneThatFellSilent) {
    const Caller vanished = caller("cae-mawr/t0ken", kPassphrase);
    EXPECT_EQ(vanished.reject_reason, 0);
    EXPECT_TRUE(WatchedFeed::eventually([&] { return calls == 1; }));
    // Encoders dial until they are let in; this one does by being made anew.
    const auto dial = [&] {
        const StreamSender again({}, sink("cae-mawr/t0ken"));
        return WatchedFeed::eventually([&] { return feeds["main"].get()->newest(Ticks::now()) != nullptr; }, 3s);
    };
    EXPECT_TRUE(WatchedFeed::eventually(dial));
}

TEST_F(SrtCallers, AnEncoderThatHangsUpIsGone) {
    {
        const StreamSender sender({}, sink("cae-mawr/t0ken"));
        EXPECT_TRUE(feeds["main"].shows(kRed));
    }
    EXPECT_TRUE(feeds["main"].shows_nothing());
    EXPECT_TRUE(WatchedFeed::eventually([&] { return on_thread([&] { return !sessions->any_of("cae-mawr"); }); }));
}

TEST_F(SrtCallers, GarbageOnThePortHarmsNobody) {
    const OtherCamera other;
    const StreamSender sender({}, sink("cae-mawr/t0ken"));
    EXPECT_TRUE(feeds["main"].shows(kRed));
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(listener->port());
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    std::string garbage(1316, '\0');
    unsigned seed = 7;
    for (int i = 0; i < 5000; ++i) {
        for (char& byte : garbage)
            byte = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
        if (i % 2 == 0) garbage[0] = '\x80';  // A control packet, for all that SRT knows.
        sendto(socket, garbage.data(), garbage.size(), 0, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    }
    close(socket);
    EXPECT_TRUE(feeds["main"].moves_on());
    EXPECT_EQ(caller("cae-mawr/t0ken", kPassphrase).reject_reason, 0);
    EXPECT_TRUE(other.is_untouched());
}

TEST(SrtListener, NamesTheSettingWhoseValueItDoesNotTake) {
    const auto open = [](SrtSettings settings) {
        return SrtListener::open(
            settings, [](const auto&) { return false; }, [](const auto&, const auto&) {});
    };
    const auto short_word = open({.address = "127.0.0.1", .passphrase = "short"});
    ASSERT_FALSE(short_word.has_value());
    EXPECT_THAT(short_word.error().message, ::testing::HasSubstr("media.srt.passphrase"));
    const auto first = open({.address = "127.0.0.1"});
    ASSERT_TRUE(first.has_value());
    const auto taken = open({.address = "127.0.0.1", .port = (*first)->port()});
    ASSERT_FALSE(taken.has_value());
    EXPECT_THAT(taken.error().message, ::testing::HasSubstr("media.srt.listen"));
}

}  // namespace
}  // namespace wardcast::media
