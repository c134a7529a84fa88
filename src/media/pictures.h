#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace wardcast::media {

// A JPEG, 640 pixels wide.
struct Thumbnail {
    SharedBytes jpeg;
    std::string etag;
};

// Single pictures: what a meeting's viewers and cameras see, and the still pictures that its clerk puts up.
//
// Threads: any.
class Pictures {
  public:
    virtual ~Pictures() = default;
    // What viewers see, or saw last before the meeting ended; nothing where no picture was ever on the air. While
    // ControlRoom::is_rehearsing(), what staff see of the rehearsal: for them alone.
    [[nodiscard]] virtual std::optional<Thumbnail> programme(const std::string& meeting) = 0;
    // What one camera sends, on the air or not; nothing while it sends no picture.
    [[nodiscard]] virtual std::optional<Thumbnail> camera(const std::string& meeting, const std::string& camera) = 0;

    // Stores a picture (JPEG or PNG) for Direction::Shown::Still, scaled to the programme's size; answered on a
    // media thread with the name under which ControlRoom::set_still() finds it, also after a restart. BadInput: it is
    // no such picture.
    virtual void store_still(const std::string& meeting, std::string image,
                             std::function<void(Result<std::string>)> stored) = 0;
    // The picture of that name as viewers would see it.
    [[nodiscard]] virtual std::optional<Thumbnail> still(const std::string& meeting, const std::string& name) = 0;
};

}  // namespace wardcast::media
