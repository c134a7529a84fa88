#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "media/rendition_sink.h"

namespace wardcast::media {

// What a packager was given, kept for a test to look at; outlives the packagers that filled it.
class Packed {
  public:
    using Clock = std::chrono::steady_clock;

    // Waits until the rendition has at least that many bytes of the latest packager.
    bool wait_for_bytes(const std::string& rendition, std::size_t count, Clock::duration patience) {
        return wait(patience, [&] { return bytes_[rendition].size() >= count; });
    }
    bool wait_for_runs(int count, Clock::duration patience) {
        return wait(patience, [&] { return runs_ >= count; });
    }
    std::string bytes(const std::string& rendition) {
        const std::lock_guard lock(mutex_);
        return bytes_[rendition];
    }
    // When the rendition's encoder was replaced, and until when nothing came; on the run's timeline.
    std::vector<std::chrono::nanoseconds> restarts(const std::string& rendition) {
        const std::lock_guard lock(mutex_);
        return restarts_[rendition];
    }
    std::vector<std::chrono::nanoseconds> gaps(const std::string& rendition) {
        const std::lock_guard lock(mutex_);
        return gaps_[rendition];
    }
    bool wait_for_restart(const std::string& rendition, Clock::duration patience) {
        return wait(patience, [&] { return !restarts_[rendition].empty(); });
    }
    int ended() {
        const std::lock_guard lock(mutex_);
        return ended_;
    }
    bool finished() {
        const std::lock_guard lock(mutex_);
        return finished_;
    }
    bool on_air() {
        const std::lock_guard lock(mutex_);
        return on_air_;
    }

  private:
    friend class PackagerDouble;

    template <class Condition>
    bool wait(Clock::duration patience, Condition condition) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, patience, condition);
    }
    template <class Change>
    void change(Change change) {
        const std::lock_guard lock(mutex_);
        change();
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::string> bytes_;
    std::map<std::string, std::vector<std::chrono::nanoseconds>> restarts_, gaps_;
    int runs_ = 0, ended_ = 0;
    bool finished_ = false, on_air_ = true;
};

class PackagerDouble final : public Packager {
  public:
    explicit PackagerDouble(std::shared_ptr<Packed> packed) : packed_(std::move(packed)) {}

    RenditionSink& sink(const RenditionInfo& rendition) override {
        packed_->change([&] { packed_->bytes_[rendition.name].clear(); });
        return *sinks_.emplace_back(std::make_unique<Sink>(*packed_, rendition.name));
    }
    void start(Timestamp) override {
        packed_->change([&] { ++packed_->runs_; });
    }
    void set_air(bool on_air) noexcept override {
        packed_->change([&] { packed_->on_air_ = on_air; });
    }
    void finish() override {
        packed_->change([&] { packed_->finished_ = true; });
    }
    HlsReply hls(std::string_view path, std::string_view) override {
        return HlsBody{share_bytes(std::string(path)), "", "", nullptr};
    }

  private:
    struct Sink final : RenditionSink {
        Sink(Packed& to, std::string rendition) : packed(to), name(std::move(rendition)) {}
        void bytes(std::string_view chunk) noexcept override {
            packed.change([&] { packed.bytes_[name] += chunk; });
        }
        void ended() noexcept override {
            packed.change([&] { ++packed.ended_; });
        }
        void gap_until(std::chrono::nanoseconds at) noexcept override {
            packed.change([&] { packed.gaps_[name].push_back(at); });
        }
        // Only the muxer that goes on is kept.
        void restart(std::chrono::nanoseconds at) noexcept override {
            packed.change([&] {
                packed.bytes_[name].clear();
                packed.restarts_[name].push_back(at);
            });
        }
        Packed& packed;
        const std::string name;
    };

    const std::shared_ptr<Packed> packed_;
    std::vector<std::unique_ptr<Sink>> sinks_;
};

}  // namespace wardcast::media
