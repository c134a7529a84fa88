#pragma once

#include <span>

#include "base/result.h"

namespace wardcast::media {

// A GStreamer element that a pipeline names, and the Debian package that brings it.
struct NeededElement {
    const char* element;
    const char* package;
};

// Everything that Wardcast's pipelines name.
[[nodiscard]] std::span<const NeededElement> needed_elements();

// Initialises GStreamer and looks for each element. Unavailable, with all missing elements and the command that
// installs them, if one is not there.
[[nodiscard]] Result<void> check_elements(std::span<const NeededElement> needed);

}  // namespace wardcast::media
