#include "media/pulled_cameras.h"

#include <algorithm>
#include <utility>

#include "media/camera_address.h"
#include "media/clip_camera.h"
#include "media/device_camera.h"
#include "media/rtsp_camera.h"
#include "media/test_camera.h"

namespace wardcast::media {

namespace {

Outcome<std::unique_ptr<Ingest>> make_ingest(const CameraSource& source, const std::filesystem::path& clips,
                                             std::shared_ptr<CameraFeed> feed) {
    switch (source.kind) {
        case CameraKind::Rtsp:
            return make_rtsp_camera(source.address, std::move(feed));
        case CameraKind::Device: {
            const auto address = DeviceAddress::parse(source.address);
            if (!address) return tl::unexpected(bad_address(address.error()));
            return make_device_camera(*address, std::move(feed));
        }
        case CameraKind::File: {
            const auto address = ClipAddress::parse(source.address);
            if (!address) return tl::unexpected(bad_address(address.error()));
            return make_clip_camera(clips, address->name, std::move(feed));
        }
        case CameraKind::Test:
            return make_test_camera(std::move(feed)).map_error([](const Error& error) {
                return untold(error.message);
            });
        case CameraKind::Pushed:
            break;
    }
    return tl::unexpected(untold("nobody pulls a camera that is pushed"));
}

bool is_looped(const CameraSource& source) {
    const auto address = ClipAddress::parse(source.address);
    return source.kind != CameraKind::File || !address || address->loop;
}

}  // namespace

void PulledCameras::set(const std::vector<CameraSource>& cameras) {
    std::erase_if(cameras_, [&](const auto& each) {
        return std::find(cameras.begin(), cameras.end(), each.second.source) == cameras.end();
    });
    for (const CameraSource& source : cameras) {
        if (source.kind != CameraKind::Pushed && !cameras_.contains(source.id)) cameras_[source.id] = make(source);
    }
}

PulledCameras::Camera PulledCameras::make(const CameraSource& source) const {
    auto feed = find_feed_(source.id);
    auto pulled = std::make_unique<PulledCamera>(
        "meeting " + meeting_ + ": camera " + source.id,
        [source, clips = clips_, feed] { return make_ingest(source, clips, feed); },
        is_looped(source) ? PulledCamera::AtEnd::Again : PulledCamera::AtEnd::Stop);
    return {source, std::move(feed), std::move(pulled)};
}

void PulledCameras::look_after(Ticks::time_point now) {
    for (auto& [id, camera] : cameras_) {
        camera.pulled->look_after(now);
        camera.feed->set_trouble(camera.pulled->trouble());
    }
}

}  // namespace wardcast::media
