#include "media/rung_load.h"

#include <algorithm>

namespace wardcast::media {

std::optional<std::size_t> RungLoad::judge(bool behind, Ticks::time_point now) {
    if (behind) {
        well_since_.reset();
        if (!behind_since_) behind_since_ = now;
    } else {
        behind_since_.reset();
        if (!well_since_) well_since_ = now;
    }
    if (brought_back_ && !behind && now - *brought_back_ > kProven) {
        wait_ = kFirstWait;
        brought_back_.reset();
    }
    if (changed_ && now - *changed_ < kSettle) return std::nullopt;

    if (behind && now - *behind_since_ >= kBehind && carried_ > 1) {
        if (brought_back_) wait_ = std::min(wait_ * 2, kLongestWait);
        brought_back_.reset();
        behind_since_.reset();
        changed_ = now;
        return --carried_;
    }
    if (!behind && now - *well_since_ >= wait_ && carried_ < rungs_) {
        well_since_ = changed_ = brought_back_ = now;
        return ++carried_;
    }
    return std::nullopt;
}

}  // namespace wardcast::media
