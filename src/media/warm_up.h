#pragma once

namespace wardcast::media {

// Loads the plugins of a WHIP session and makes what they make once a process: the first camera would otherwise wait
// a third of a second longer for its answer.
void warm_up();

}  // namespace wardcast::media
