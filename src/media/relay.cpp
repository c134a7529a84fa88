#include "media/relay.h"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 100ms;

const Trouble kNoWord{.words =
                          "The target does not answer, or has turned the stream away without a word. Look at the "
                          "address, the port and the key, and whether the target runs.",
                      .code = "no_word"};
const Trouble kStopped{
    .words = "The target has stopped taking the stream. Its line, or this server's, may be too slow.",
    .code = "too_slow"};

}  // namespace

Relay::Relay(RelayTarget target, Surroundings around)
    : target_(std::move(target)),
      name_("meeting " + around.meeting + ": relay " + target_.id),
      around_(std::move(around)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Relay::~Relay() {
    leave();
}

void Relay::set_on_air(bool on_air) {
    {
        const std::lock_guard lock(mutex_);
        on_air_ = on_air;
        if (!on_air) feed_->close();
    }
    changed_.notify_all();
}

void Relay::leave() {
    set_on_air(false);
    {
        const std::lock_guard lock(telling_);
        muted_ = true;
    }
    thread_.request_stop();
}

void Relay::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const bool on_air = on_air_;
        lock.unlock();
        if (!on_air) {
            output_.reset();
            again_at_.reset();
            wait_ = kFirstWait;
            tell(RelayHealth::State::Waiting);
        } else if (output_ != nullptr) {
            look_after();
        } else if (!again_at_ || Ticks::now() >= *again_at_) {
            begin();
        }
        lock.lock();
        const auto has_changed = [&] { return on_air_ != on_air; };
        if (on_air) {
            changed_.wait_for(lock, stop, kLook, has_changed);
        } else {
            changed_.wait(lock, stop, has_changed);
        }
    }
    lock.unlock();
    output_.reset();
    over_ = true;
}

void Relay::begin() {
    tell(RelayHealth::State::Connecting);
    begun_ = Ticks::now();
    open_ = false;
    live_since_.reset();
    sent_ = figured_sent_ = 0;
    const auto address = parse_relay_address(target_.address, target_.key);
    if (!address) return fail(bad_address(address.error()));
    if (around_.may_relay_to) {
        if (auto may = around_.may_relay_to(host_of(*address), port_of(*address)); !may) {
            return fail(may.error());
        }
    }
    auto output = RelayOutput::open(*address);
    if (!output) return fail(output.error());
    output_ = std::move(*output);
}

void Relay::look_after() {
    const auto now = Ticks::now();
    if (auto trouble = output_->trouble(); !trouble.empty()) return fail(trouble);
    if (!open_ && output_->connected()) {
        const std::lock_guard lock(mutex_);
        if (!on_air_) return;
        feed_->open(*output_);
        open_ = true;
        moved_ = now;
    }
    if (!open_) {
        if (now - begun_ > kConnectPatience) fail(kNoWord);
        return;
    }
    if (const auto sent = output_->sent(); sent != std::exchange(sent_, sent)) {
        moved_ = now;
    } else if (now - moved_ > kStuck && output_->waiting() > 0) {
        return fail(kStopped);
    }
    if (!live_since_ && sent_ > 0) {
        live_since_ = figured_ = now;
        figured_sent_ = sent_;
        trouble_ = {};
        spdlog::info("{}: live", name_);
        tell(RelayHealth::State::Live);
    }
    if (live_since_ && now - *live_since_ > kSettled) wait_ = kFirstWait;
    if (live_since_ && now - figured_ >= kReportEvery) tell_figures(now);
}

void Relay::fail(const Trouble& trouble) {
    feed_->close();
    if (std::exchange(trouble_, trouble) != trouble) spdlog::warn("{}: {}", name_, trouble.words);
    again_at_ = Ticks::now() + wait_;
    tell(RelayHealth::State::Trouble, trouble, around_.clock.now() + wait_);
    wait_ = std::min(wait_ * 2, kLongestWait);
    output_.reset();
}

void Relay::tell(RelayHealth::State state, const Trouble& trouble, std::optional<Timestamp> next_try) {
    const std::lock_guard lock(telling_);
    if (muted_) return;
    told_ = {.state = state, .since = around_.clock.now(), .trouble = trouble, .next_try_at = next_try};
    around_.report(target_.id, told_);
}

void Relay::tell_figures(Ticks::time_point now) {
    const auto passed = std::chrono::duration<double>(now - std::exchange(figured_, now)).count();
    const auto bits = static_cast<double>(sent_ - std::exchange(figured_sent_, sent_)) * 8;
    const std::lock_guard lock(telling_);
    if (muted_) return;
    told_.kbps = static_cast<int>(bits / passed / 1000);
    told_.dropped = feed_->dropped();
    around_.report(target_.id, told_);
}

}  // namespace wardcast::media
