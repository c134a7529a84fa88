#include "media/live_stream_intake.h"

#include <utility>

#include "media/ask.h"

namespace wardcast::media {

using Container = StreamSessions::Container;

Result<void> LiveStreamIntake::listen_for_srt(const SrtSettings& settings, SrtListener::Admits admits) {
    auto listener = SrtListener::open(settings, std::move(admits), [this](const SrtStreamId& caller, auto answered) {
        // Nothing tells one caller's next call from another's, so each is somebody else.
        publish(
            {.meeting = caller.meeting, .camera = caller.camera, .publisher = "srt " + std::to_string(++srt_calls_)},
            Container::TransportStream, std::move(answered));
    });
    if (!listener) return tl::unexpected(listener.error());
    srt_ = std::move(*listener);
    return {};
}

void LiveStreamIntake::publish(StreamRequest request, Container container, SrtListener::Answered answered) {
    ask(thread_, std::move(answered), [this, request = std::move(request), container](const auto& answer) {
        answer(sessions_.publish(request, container));
    });
}

void LiveStreamIntake::publish_webm(StreamRequest request,
                                    std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) {
    publish(std::move(request), Container::WebM, std::move(answered));
}

void LiveStreamIntake::publish_rtmp(StreamRequest request, std::string address,
                                    std::function<void(WhipResult<void>)> answered) {
    ask(thread_, std::move(answered),
        [this, request = std::move(request), address = std::move(address)](const auto& answer) {
            answer(sessions_.publish_rtmp(request, address));
        });
}

void LiveStreamIntake::end_rtmp(std::string address) {
    thread_.post([this, address = std::move(address)] { sessions_.end_rtmp(address); });
}

}  // namespace wardcast::media
