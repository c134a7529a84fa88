#include "media/pulled_camera.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace wardcast::media {

void PulledCamera::look_after(Ticks::time_point now) {
    if (over_) return;
    if (ingest_ == nullptr) {
        if (!again_at_ || now >= *again_at_) begin(now);
        return;
    }
    switch (ingest_->state()) {
        case IngestState::Failed:
            return give_up(now, ingest_->trouble());
        case IngestState::Ended:
            ingest_.reset();
            over_ = at_end_ == AtEnd::Stop;
            again_at_.reset();
            return;
        case IngestState::Running:
            break;
    }
    const auto last = ingest_->last_media();
    if (now - last > kSilent) {
        return give_up(
            now, {.words = "it has sent nothing for a while: look at its power and its network", .code = "silent"});
    }
    if (last > begun_ && !trouble_.empty()) {
        spdlog::info("{}: there again", name_);
        trouble_ = {};
    }
    if (last > begun_) wait_ = kFirstWait;
}

void PulledCamera::begin(Ticks::time_point now) {
    auto made = make_();
    if (!made) return give_up(now, std::move(made.error()));
    ingest_ = std::move(*made);
    begun_ = Ticks::now();
}

void PulledCamera::give_up(Ticks::time_point now, Trouble why) {
    ingest_.reset();
    if (why != trouble_) spdlog::warn("{}: {}; it is tried again", name_, why.words);
    trouble_ = std::move(why);
    again_at_ = now + wait_;
    wait_ = std::min(wait_ * 2, kLongestWait);
}

}  // namespace wardcast::media
