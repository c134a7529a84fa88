#pragma once

#include <functional>
#include <utility>

#include "media/media_thread.h"
#include "media/whip.h"

namespace wardcast::media {

// Has the media thread do this work, which is handed the way to answer: there and then, or later. After the thread has
// stopped the answer is 503, at once.
template <class T, class Work>
void ask(MediaThread& thread, std::function<void(WhipResult<T>)> answered, Work work) {
    const bool taken = thread.post([answered, work = std::move(work)] { work(answered); });
    if (!taken) answered(tl::unexpected(WhipError{503, "unavailable", "The server is shutting down."}));
}

}  // namespace wardcast::media
