#pragma once

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sodium.h>

#include "media/seats.h"
#include "media/whip_sessions.h"
#include "unit/media/picture.h"
#include "unit/media/whip_client.h"

namespace wardcast::media {

// A studio's cameras without programmes: feeds are looked at directly.
class Publishing : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        gst_init(nullptr, nullptr);
        ASSERT_GE(sodium_init(), 0);
    }

    void SetUp() override { make(loopback_ice(), 16); }
    void TearDown() override { end(); }

    void make(IceSettings ice, std::size_t most) {
        end();
        thread = std::make_unique<MediaThread>();
        seats = std::make_unique<Seats>(most);
        sessions = std::make_unique<WhipSessions>(ice, *seats, *thread,
                                                  [this](const std::string& meeting, const std::string& camera) {
                                                      auto& feed = feeds[meeting + "/" + camera];
                                                      if (feed == nullptr) feed = std::make_shared<CameraFeed>();
                                                      return WhipResult<std::shared_ptr<CameraFeed>>(feed);
                                                  });
    }
    void end() {
        if (thread == nullptr) return;
        on_thread([&] { sessions->end_all(); });
        thread->stop();
        sessions.reset();
        thread.reset();
    }
    template <class F>
    void on_thread(F f) {
        thread->call(
            [&] {
                f();
                return true;
            },
            false);
    }

    WhipResult<WhipAnswer> publish(WhipRequest request) {
        std::promise<WhipResult<WhipAnswer>> answered;
        auto answer = answered.get_future();
        sessions->publish(std::move(request), [&](auto result) { answered.set_value(std::move(result)); });
        return answer.get();
    }
    WhipResult<WhipAnswer> publish(WhipClient& client, const std::string& publisher = "ann", bool takeover = false,
                                   const std::string& camera = "main") {
        auto answer = publish(WhipRequest{"cae-mawr", camera, publisher, takeover, client.offer()});
        if (answer) client.accept(answer->sdp);
        return answer;
    }
    WhipResult<WhipAnswer> patch(const std::string& session, std::optional<std::string> if_match,
                                 const std::string& fragment) {
        std::promise<WhipResult<WhipAnswer>> answered;
        sessions->patch("cae-mawr", session, std::move(if_match), fragment,
                        [&](auto result) { answered.set_value(std::move(result)); });
        return answered.get_future().get();
    }
    WhipResult<void> remove(const std::string& session, const std::string& meeting = "cae-mawr") {
        std::promise<WhipResult<void>> removed;
        sessions->remove(meeting, session, [&](auto result) { removed.set_value(std::move(result)); });
        return removed.get_future().get();
    }

    CameraFeed& feed(const std::string& camera = "main") { return *feeds["cae-mawr/" + camera]; }
    // Polled: a feed tells nobody when a picture comes, the pacer looks at its ticks.
    BufferPtr picture(const std::string& camera = "main") {
        return eventually([&] { return feed(camera).newest(Ticks::now()); });
    }
    template <class F>
    static auto eventually(F look) -> decltype(look()) {
        const auto until = Ticks::now() + std::chrono::seconds(20);
        while (Ticks::now() < until) {
            if (auto seen = look()) return seen;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return {};
    }

    std::map<std::string, std::shared_ptr<CameraFeed>> feeds;
    std::unique_ptr<MediaThread> thread;
    std::unique_ptr<Seats> seats;
    std::unique_ptr<WhipSessions> sessions;
};

inline int status_of(const WhipResult<WhipAnswer>& answer) {
    return answer ? 201 : answer.error().status;
}
inline std::string code_of(const WhipResult<WhipAnswer>& answer) {
    return answer ? "" : answer.error().code;
}

}  // namespace wardcast::media
