#include "media/clip_camera.h"

#include <utility>

#include "media/stream_ingest.h"

namespace wardcast::media {

namespace {

struct Container {
    const char* extension;
    const char* demuxer;
};
constexpr Container kContainers[] = {
    {".mp4", "qtdemux"},        {".m4v", "qtdemux"},          {".mov", "qtdemux"},  {".mkv", "matroskademux"},
    {".webm", "matroskademux"}, {".ts", "tsparse ! tsdemux"}, {".flv", "flvdemux"},
};

const char* demuxer_of(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    for (const Container& container : kContainers) {
        if (g_ascii_strcasecmp(container.extension, extension.c_str()) == 0) return container.demuxer;
    }
    return nullptr;
}

}  // namespace

Outcome<std::unique_ptr<Ingest>> make_clip_camera(const std::filesystem::path& folder, const std::string& name,
                                                  std::shared_ptr<CameraFeed> feed) {
    std::error_code error;
    const auto inside = std::filesystem::canonical(folder, error);
    const auto file = error ? folder / name : std::filesystem::canonical(folder / name, error);
    if (error || file.parent_path() != inside || !std::filesystem::is_regular_file(file, error)) {
        return tl::unexpected(
            Trouble{.words = "there is no clip '" + name + "' in " + folder.string() + ": put it there",
                    .code = "no_clip",
                    .about = name});
    }
    const char* demuxer = demuxer_of(file);
    if (demuxer == nullptr) {
        return tl::unexpected(
            Trouble{.words = "'" + name + "' is no clip: mp4, m4v, mov, mkv, webm, ts and flv are taken",
                    .code = "not_a_clip",
                    .about = name});
    }
    StreamSource source;
    source.elements = "filesrc name=file ! " + std::string(demuxer) + " name=tracks";
    source.cushion = std::chrono::milliseconds(100);
    source.arrival = TrackIntake::Arrival::MeansNothing;  // A disk gives it all at once.
    source.origin = CameraFeed::Origin::Recording;
    source.prepare = [&](const Pipeline& pipeline) {
        g_object_set(pipeline.element("file").get(), "location", file.c_str(), nullptr);
    };
    return StreamIngest::create(source, std::move(feed));
}

}  // namespace wardcast::media
