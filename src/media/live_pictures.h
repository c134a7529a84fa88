#pragma once

#include <optional>
#include <string>

#include "media/media_thread.h"
#include "media/pictures.h"
#include "media/stills.h"
#include "media/thumbnails.h"

namespace wardcast::media {

// Threads: any.
class LivePictures final : public Pictures {
  public:
    // slow: the thread for what takes seconds. All outlive it.
    LivePictures(const Thumbnails& thumbnails, const Stills& stills, MediaThread& slow)
        : thumbnails_(thumbnails), stills_(stills), slow_(slow) {}

    [[nodiscard]] std::optional<Thumbnail> programme(const std::string& meeting) override {
        return thumbnails_.picture(meeting);
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
    const Thumbnails& thumbnails_;
    const Stills& stills_;
    MediaThread& slow_;
};

}  // namespace wardcast::media
