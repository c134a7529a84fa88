#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "media/gst_ptr.h"
#include "media/pictures.h"

namespace wardcast::media {

// Pictures that clerks put up in place of a camera, on disk under the hash of what they show: one never changes.
//
// What is sent is decoded and encoded anew, so that nothing but a picture is ever stored or shown.
// Threads: any; each call takes up to a second of a core.
class Stills {
  public:
    // More than any camera makes today; a small file may claim to be larger than memory.
    static constexpr long kMostPixels = 50'000'000;

    // folder holds one folder for each meeting.
    explicit Stills(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Stores a JPEG or PNG, upright and in the programme's size, and returns its name. BadInput with cause and cure.
    [[nodiscard]] Result<std::string> store(const std::string& meeting, const std::string& image) const;
    // For the pacer, in WARDCAST_PROGRAMME_PICTURE_CAPS. NotFound where there is none of that name.
    [[nodiscard]] Result<BufferPtr> picture(const std::string& meeting, const std::string& name) const;
    [[nodiscard]] std::optional<Thumbnail> jpeg(const std::string& meeting, const std::string& name) const;

  private:
    [[nodiscard]] std::filesystem::path file(const std::string& meeting, const std::string& name) const;

    const std::filesystem::path folder_;
};

}  // namespace wardcast::media
