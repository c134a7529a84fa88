#include "media/camera_watch.h"

namespace wardcast::media {

CameraAlarms CameraWatch::look(const Seen& seen, Ticks::time_point now) {
    if (!seen.live) {
        *this = {};
        return {};
    }
    const bool had_picture = last_.has_value();
    bool dark = false, still = false;
    if (seen.picture != nullptr) {
        const auto sample = sample_picture(seen.picture);
        dark = sample.mean < kDark && sample.variance < kSameness;
        still = stands_still(sample.fingerprint, now) && !seen.recorded;
    }
    CameraAlarms alarms;
    alarms.silence = lasts(quiet_, seen.level_db < kQuiet, kSilence, now);
    alarms.black = lasts(dark_, dark, kBlack, now);
    const bool missing = lasts(missing_, had_picture && seen.picture == nullptr, kNoPicture, now);
    alarms.frozen = (missing || still) && !alarms.black;  // One reason is enough.
    return alarms;
}

bool CameraWatch::stands_still(std::uint64_t fingerprint, Ticks::time_point now) {
    if (last_ != fingerprint) {
        if (!last_ || now - changed_at_ > kRest) restless_since_ = now;
        last_ = fingerprint;
        changed_at_ = now;
    }
    return now - changed_at_ >= kStandstill && changed_at_ - restless_since_ >= kNeverAtRest;
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
