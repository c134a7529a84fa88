#include "app/retention.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "app/wait_for.h"

namespace wardcast::app {
namespace {

constexpr std::chrono::minutes kEvery{10};

}  // namespace

Retention::Retention(std::filesystem::path recordings, media::RetentionRules rules, hub::Hub& hub, const Clock& clock)
    : recordings_(std::move(recordings)), rules_(rules), hub_(hub), clock_(clock) {
    if (rules_.keep.count() == 0 && rules_.quota == 0) return;
    thread_ = std::jthread([this](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            enforce();
            never.wait_for(lock, stop, kEvery, [] { return false; });
        }
    });
}

Retention::~Retention() = default;

void Retention::enforce() {
    const auto meetings =
        wait_for<Result<std::vector<hub::MeetingSummary>>>([&](auto listed) { hub_.list(std::move(listed)); });
    if (!meetings) {
        spdlog::warn("recordings are not tidied: {}", meetings.error().message);
        return;
    }
    std::vector<media::ShelvedRecording> recordings;
    std::vector<std::string> running;
    for (auto& recording : media::list_recordings(recordings_)) {
        const auto meeting =
            std::ranges::find(*meetings, recording.meeting, [](const auto& summary) { return summary.slug.str(); });
        if (meeting == meetings->end()) continue;
        const bool done = meeting->phase == meeting::Phase::Ended && meeting->recording != meeting::Recording::Running;
        if (!done) running.push_back(recording.meeting);
        recordings.push_back(std::move(recording));
    }
    for (const auto& removal : media::plan_removals(recordings, running, rules_, clock_.now())) {
        if (const auto removed = media::remove_recording(recordings_, removal.meeting); !removed) {
            spdlog::warn("meeting {}: its recording stays: {}", removal.meeting, removed.error().message);
            continue;
        }
        spdlog::info("meeting {}: recording of {} MB removed: {}", removal.meeting, removal.bytes / 1'000'000,
                     removal.why);
        hub_.tell(meeting::Slug(removal.meeting), meeting::ForgetRecording{});
    }
}

}  // namespace wardcast::app
