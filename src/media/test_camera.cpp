#include "media/test_camera.h"

#include <utility>

#include "media/ingest_end.h"
#include "media/pipeline.h"
#include "media/raw_format.h"

namespace wardcast::media {

namespace {

class TestCamera final : public Ingest {
  public:
    explicit TestCamera(Pipeline pipeline) : pipeline_(std::move(pipeline)) {}
    // A live source of this very process does not vanish.
    [[nodiscard]] Ticks::time_point last_media() const noexcept override { return Ticks::now(); }

  private:
    Pipeline pipeline_;
};

}  // namespace

Result<std::unique_ptr<Ingest>> make_test_camera(std::shared_ptr<CameraFeed> feed) {
    auto pipeline = Pipeline::parse(
        "videotestsrc is-live=true pattern=ball foreground-color=0xffffb000 background-color=0xff1d5a78"
        " ! video/x-raw,format=I420,width=1280,height=720,framerate=30/1"
        " ! clockoverlay time-format=%H:%M:%S halignment=center valignment=top ypad=60 font-desc=\"DejaVu Sans 40\""
        " ! " +
        picture_end("picture") +
        " audiotestsrc is-live=true wave=sine freq=440 volume=0.05 samplesperbuffer=960"
        " ! " WARDCAST_SOUND_CAPS " ! " +
        sound_end("sound"));
    if (!pipeline) return tl::unexpected(pipeline.error());
    feed->restart();
    feed->camera_size(kWidth, kHeight);
    fill_pictures(pipeline->element("picture").get(), feed);
    fill_sound(pipeline->element("sound").get(), feed);
    if (auto playing = pipeline->play(); !playing) return tl::unexpected(playing.error());
    return std::make_unique<TestCamera>(std::move(*pipeline));
}

}  // namespace wardcast::media
