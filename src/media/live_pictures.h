#pragma once

#include <optional>
#include <string>

#include "media/media_thread.h"
#include "media/pictures.h"
#include "media/shows.h"
#include "media/stills.h"
#include "media/thumbnails.h"

namespace wardcast::media {

// Threads: any.
class LivePictures final : public Pictures {
  public:
    // slow: the thread for what takes seconds. All outlive it.
    LivePictures(const Shows& shows, const Thumbnails& thumbnails, const Stills& stills, MediaThread& slow)
        : shows_(shows), thumbnails_(thumbnails), stills_(stills), slow_(slow) {}

    // Nothing of a rehearsal.
    [[nodiscard]] std::optional<Thumbnail> programme(const std::string& meeting) override {
        return shows_.is_rehearsing(meeting) ? std::nullopt : thumbnails_.picture(meeting);
    }
    [[nodiscard]] std::optional<Thumbnail> camera(const std::string& meeting, const std::string& camera) override {
        return thumbnails_.camera(meeting, camera);
    }
    void store_still(const std::string& meeting, std::string image,
                     std::function<void(Result<std::string>)> stored) override;
    [[nodiscard]] std::optional<Thumbnail> still(const std::string& meeting, const std::string& name) override {
        return stills_.jpeg(meeting, name);
    }

  private:
    const Shows& shows_;
    const Thumbnails& thumbnails_;
    const Stills& stills_;
    MediaThread& slow_;
};

}  // namespace wardcast::media
