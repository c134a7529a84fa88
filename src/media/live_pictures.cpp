#include "media/live_pictures.h"

#include <utility>

namespace wardcast::media {

void LivePictures::store_still(const std::string& meeting, std::string image,
                               std::function<void(Result<std::string>)> stored) {
    const bool taken =
        slow_.post([this, meeting, image = std::move(image), stored] { stored(stills_.store(meeting, image)); });
    if (!taken) stored(failure(ErrorKind::Unavailable, "The server is shutting down."));
}

}  // namespace wardcast::media
