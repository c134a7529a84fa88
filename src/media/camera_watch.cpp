#include "media/camera_watch.h"

namespace wardcast::media {

CameraAlarms CameraWatch::look(const Seen& seen, Ticks::time_point now) {
    if (!seen.live) {
        *this = {};
        return {};
    }
    bool dark = false, still = had_picture_;  // Sound goes on, but no picture comes any more.
    if (seen.picture != nullptr) {
        const auto sample = sample_picture(seen.picture);
        dark = sample.mean < kDark && sample.variance < kSameness;
        still = last_ == sample.fingerprint;
        last_ = sample.fingerprint;
        had_picture_ = true;
    }
    CameraAlarms alarms;
    alarms.silence = lasts(quiet_, seen.level_db < kQuiet, kSilence, now);
    alarms.black = lasts(dark_, dark, kBlack, now);
    alarms.frozen = lasts(still_, still, kFrozen, now) && !alarms.black;  // One reason is enough.
    return alarms;
}

bool CameraWatch::lasts(Since& since, bool is_so, std::chrono::seconds long_enough, Ticks::time_point now) {
    if (!is_so) {
        since.reset();
        return false;
    }
    if (!since) since = now;
    return now - *since >= long_enough;
}

}  // namespace wardcast::media
