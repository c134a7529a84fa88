#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "media/ingest.h"

namespace wardcast::media {

// A camera that the server fetches itself, kept going: where it cannot be reached or falls silent it is tried again,
// ever more seldom, without end. Each new trouble is logged once.
//
// Threads: the media thread.
class PulledCamera {
  public:
    static constexpr std::chrono::seconds kSilent{6};  // IP cameras restart their encoder within this.
    static constexpr std::chrono::seconds kFirstWait{1}, kLongestWait{15};

    using Make = std::function<Outcome<std::unique_ptr<Ingest>>()>;
    enum class AtEnd { Stop, Again };

    // name is for the log.
    PulledCamera(std::string name, Make make, AtEnd at_end)
        : name_(std::move(name)), make_(std::move(make)), at_end_(at_end) {}

    // Called a few times a second while it is wanted.
    void look_after(Ticks::time_point now);
    // What is wrong with it at the moment; empty when nothing is.
    [[nodiscard]] const Trouble& trouble() const noexcept { return trouble_; }

  private:
    void begin(Ticks::time_point now);
    void give_up(Ticks::time_point now, Trouble why);

    const std::string name_;
    const Make make_;
    const AtEnd at_end_;
    std::unique_ptr<Ingest> ingest_;
    Ticks::time_point begun_;
    std::optional<Ticks::time_point> again_at_;
    std::chrono::seconds wait_ = kFirstWait;
    Trouble trouble_;
    bool over_ = false;
};

}  // namespace wardcast::media
