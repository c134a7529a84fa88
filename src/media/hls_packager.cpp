#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "media/caption_tracks.h"
#include "media/gzip.h"
#include "media/hls_query.h"
#include "media/hls_types.h"
#include "media/live_rendition.h"
#include "media/multivariant_playlist.h"
#include "media/recorder.h"
#include "media/rendition_sink.h"
#include "media/run_continuation.h"

namespace wardcast::media {
namespace {

// The renditions of one run of a programme, and its recorder.
//
// Threads: sink(), start() and finish() one at a time; set_air() and hls() from any; the rest on streaming threads.
// Lock order: a rendition's working lock, then renditions_lock_, then another rendition's viewing lock.
class HlsPackager final : public Packager, public RenditionOwner {
  public:
    // known and index are null where the disk cannot tell what came before.
    HlsPackager(PackagerSettings settings, std::optional<RecordingIndex> known, PosixFile index, const Clock& clock)
        : settings_(std::move(settings)),
          clock_(clock),
          folder_(settings_.recordings / settings_.meeting),
          known_(std::move(known)) {
        if (!settings_.record) return;
        recorder_ = std::make_unique<Recorder>(RecorderSettings{settings_.meeting, folder_, settings_.recording_ready,
                                                                settings_.trouble, settings_.resumed, settings_.key},
                                               known_.value_or(RecordingIndex{}), std::move(index), clock_);
    }

    RenditionSink& sink(const RenditionInfo& rendition) override;
    void start(Timestamp epoch) override;
    void set_air(bool on_air) noexcept override;
    void finish() override;
    HlsReply hls(std::string_view path, std::string_view query) override;

  private:
    [[nodiscard]] Air air() const override;
    [[nodiscard]] std::vector<RenditionReport> reports_of_others(const std::string& rendition) const override;
    [[nodiscard]] bool is_recorded(const std::string& rendition, std::uint64_t msn) const override;
    void initialised(const RenditionInfo& rendition, const TrackInit& init) override;
    void closed(const RenditionInfo& rendition, const SegmentPtr& segment) override;
    void advanced(const std::string& rendition) override;

    // To begin and to finish, which take their working locks: so not under renditions_lock_.
    [[nodiscard]] std::vector<LiveRendition*> all() const;
    [[nodiscard]] LiveRendition* find(std::string_view rendition) const;
    // Where captions are cut: like the picture that goes on longest where the machine cannot carry all.
    [[nodiscard]] LiveRendition* smallest() const;
    [[nodiscard]] HlsReply multivariant(const DeliveryDirectives& asked) const;
    [[nodiscard]] HlsReply from_disk(const std::optional<FileSlice>& slice) const;

    const PackagerSettings settings_;
    const Clock& clock_;
    const std::filesystem::path folder_;
    std::optional<RecordingIndex> known_;  // Of the runs before this one, until start().

    // Even: on the air. Rises with each change; half of it is the stretch.
    std::atomic<std::uint32_t> air_changes_{0};

    std::unique_ptr<Recorder> recorder_;  // Null when nothing is to be recorded.

    mutable std::shared_mutex renditions_lock_;  // Guards the list; renditions stay where they are.
    std::vector<std::unique_ptr<LiveRendition>> renditions_;
};

RenditionSink& HlsPackager::sink(const RenditionInfo& rendition) {
    if (auto* known = find(rendition.name)) return *known;
    const std::unique_lock lock(renditions_lock_);
    return *renditions_.emplace_back(
        std::make_unique<LiveRendition>(settings_.meeting, rendition, settings_.live_window, *this));
}

void HlsPackager::start(Timestamp epoch) {
    const auto known = std::exchange(known_, std::nullopt);
    const auto by_the_clock = run_by_the_clock(epoch);
    auto start = known ? run_after(*known, epoch) : by_the_clock;
    const auto renditions = all();
    std::vector<std::vector<SegmentPtr>> histories(renditions.size());
    std::vector<std::vector<SegmentPtr>> pasts(renditions.size());
    for (std::size_t i = 0; known && i < renditions.size(); ++i) {
        const auto& name = renditions[i]->info().name;
        histories[i] = history_before(*known, start, name, settings_.live_window);
        pasts[i] = past_before(*known, start, name);
        if (!histories[i].empty()) {
            std::erase_if(pasts[i],
                          [first = histories[i].front()->msn](const auto& segment) { return segment->msn >= first; });
        }
    }

    // A number that does not reach the disk could be given out a second time after a crash: then those of the clock are
    // taken, and nothing is shown of the run before, as numbers in one playlist have no holes.
    if (recorder_ && recorder_->start_run({start.run, epoch}, by_the_clock.run) != start.run) {
        start = by_the_clock;
        histories.assign(histories.size(), {});
        pasts.assign(pasts.size(), {});
    }
    for (std::size_t i = 0; i < renditions.size(); ++i)
        renditions[i]->begin(start, std::move(histories[i]), pasts[i]);
}

void HlsPackager::set_air(bool on_air) noexcept {
    auto changes = air_changes_.load();
    while ((changes % 2 == 0) != on_air) {
        if (!air_changes_.compare_exchange_weak(changes, changes + 1)) continue;
        if (recorder_) recorder_->declare({on_air, clock_.now()});
        return;
    }
}

void HlsPackager::finish() {
    for (auto* rendition : all())
        rendition->finish();
    if (recorder_) recorder_->close();
}

Air HlsPackager::air() const {
    const auto changes = air_changes_.load();
    return Air{changes % 2 == 0, changes / 2};
}

std::vector<RenditionReport> HlsPackager::reports_of_others(const std::string& rendition) const {
    std::vector<RenditionReport> reports;
    const std::shared_lock lock(renditions_lock_);
    for (const auto& other : renditions_) {
        if (other->info().name != rendition) reports.push_back({other->info().name, other->position()});
    }
    return reports;
}

bool HlsPackager::is_recorded(const std::string& rendition, std::uint64_t msn) const {
    return recorder_ && recorder_->find_segment(rendition, msn).has_value();
}

void HlsPackager::initialised(const RenditionInfo& rendition, const TrackInit& init) {
    if (recorder_) recorder_->initialised(rendition, init);
}

void HlsPackager::closed(const RenditionInfo& rendition, const SegmentPtr& segment) {
    if (recorder_ && segment->stretch) recorder_->submit(rendition.name, segment);
}

void HlsPackager::advanced(const std::string& rendition) {
    if (settings_.advanced) settings_.advanced(rendition);
}

std::vector<LiveRendition*> HlsPackager::all() const {
    std::vector<LiveRendition*> renditions;
    const std::shared_lock lock(renditions_lock_);
    for (const auto& each : renditions_)
        renditions.push_back(each.get());
    return renditions;
}

LiveRendition* HlsPackager::find(std::string_view rendition) const {
    const std::shared_lock lock(renditions_lock_);
    for (const auto& each : renditions_) {
        if (each->info().name == rendition) return each.get();
    }
    return nullptr;
}

LiveRendition* HlsPackager::smallest() const {
    const std::shared_lock lock(renditions_lock_);
    const auto video = std::find_if(renditions_.rbegin(), renditions_.rend(),
                                    [](const auto& rendition) { return rendition->info().video; });
    if (video != renditions_.rend()) return video->get();
    return renditions_.empty() ? nullptr : renditions_.back().get();
}

HlsReply HlsPackager::multivariant(const DeliveryDirectives& asked) const {
    static const std::vector<std::string> kAllCaptions = [] {
        std::vector<std::string> languages(kCaptionTracks.size());
        std::transform(kCaptionTracks.begin(), kCaptionTracks.end(), languages.begin(),
                       [](const auto& track) { return std::string(track.language); });
        return languages;
    }();
    std::vector<Variant> variants;
    const std::shared_lock lock(renditions_lock_);
    // Who comes now is not sent to a rendition that the machine cannot carry at the moment.
    const bool some_picture = std::any_of(renditions_.begin(), renditions_.end(), [](const auto& rendition) {
        return rendition->info().video && !rendition->is_away();
    });
    for (const auto& rendition : renditions_) {
        if (rendition->info().video && rendition->is_away() && some_picture) continue;
        auto variant = rendition->variant();
        // Its codec is known with the first part.
        if (!variant) return HlsWait{rendition->info().name, kLongestWait};
        variants.push_back(std::move(*variant));
    }
    return HlsBody{
        share_bytes(render_multivariant_playlist(variants, asked.dvr ? kDvrQuery : "",
                                                 asked.captions ? kAllCaptions : std::vector<std::string>())),
        kPlaylistType, kIndexCaching, nullptr};
}

// What has left the live window, or was live before a restart, is still there for players that know its address.
HlsReply HlsPackager::from_disk(const std::optional<FileSlice>& slice) const {
    auto bytes = slice ? read_slice(*slice) : nullptr;
    if (!bytes) return HlsRefusal{404, "there is no such segment, or no longer"};
    return media_body(std::move(bytes));
}

HlsReply HlsPackager::hls(std::string_view path, std::string_view query) {
    const auto asked = parse_hls_path(path);
    if (!asked) return HlsRefusal{404, asked.error().message};
    const auto directives = parse_delivery_directives(query);
    if (std::holds_alternative<MultivariantPath>(*asked))
        return multivariant(directives.value_or(DeliveryDirectives{}));

    if (std::holds_alternative<CaptionsPath>(*asked)) {
        if (!directives) return HlsRefusal{400, directives.error().message};
        const auto* guide = smallest();
        return guide != nullptr ? guide->playlist(*directives, Lists::Captions)
                                : HlsReply{HlsRefusal{404, "there is nothing to caption yet"}};
    }

    const auto& name = std::visit(
        [](const auto& each) -> const std::string& {
            static const std::string kNone;
            if constexpr (requires { each.rendition; })
                return each.rendition;
            else
                return kNone;
        },
        *asked);
    const auto* rendition = find(name);
    if (rendition == nullptr) return HlsRefusal{404, "there is no such rendition"};

    if (std::holds_alternative<MediaPlaylistPath>(*asked)) {
        if (!directives) return HlsRefusal{400, directives.error().message};
        return rendition->playlist(*directives);
    }
    if (const auto* part = std::get_if<PartPath>(&*asked)) return rendition->part(part->msn, part->part);
    if (const auto* init = std::get_if<InitPath>(&*asked)) {
        if (auto bytes = rendition->init(init->run)) return media_body(std::move(bytes));
        return from_disk(recorder_ ? recorder_->find_init(name, init->run) : std::nullopt);
    }
    const auto& segment = std::get<SegmentPath>(*asked);
    if (auto bytes = rendition->segment(segment.msn)) return media_body(std::move(bytes));
    return from_disk(recorder_ ? recorder_->find_segment(name, segment.msn) : std::nullopt);
}

}  // namespace

Result<std::unique_ptr<Packager>> make_packager(PackagerSettings settings, const Clock& clock) {
    // The packager of the run before may still be writing its last segments.
    constexpr auto kPatience = std::chrono::seconds(3);
    std::optional<RecordingIndex> known;
    PosixFile index;
    const auto in_trouble = [&](const Error& error) {
        const auto message = "recording: " + error.message + ". The stream goes on.";
        spdlog::error("meeting {}: {}", settings.meeting, message);
        if (settings.trouble) settings.trouble(message);
    };
    if (settings.record) {
        const auto folder = settings.recordings / settings.meeting;
        if (auto opened = open_index_file(folder, kPatience)) {
            index = std::move(*opened);
        } else if (opened.error().kind == ErrorKind::Conflict) {
            in_trouble(opened.error());
            settings.record = false;
        }
        auto loaded = load_recording_index(folder);
        if (loaded && settings.record) {
            known = std::move(*loaded);
        } else if (!loaded) {
            in_trouble(loaded.error());
        }
    }
    return std::make_unique<HlsPackager>(std::move(settings), std::move(known), std::move(index), clock);
}

}  // namespace wardcast::media
