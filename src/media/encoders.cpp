#include "media/encoders.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "media/segment.h"

namespace wardcast::media {

namespace {

using namespace std::chrono_literals;

constexpr auto kJudgeEvery = 1s;
// A picture that comes out so late is not in real time any more: half of what may wait.
constexpr auto kTooLate = 300ms;
// Blocks of sound that may wait, about a second. An encoder that needs a twentieth of the time never gets near.
constexpr std::size_t kMostSound = 48;
constexpr auto kSoundStuck = 4s;
// A part is there when the picture after it is.
constexpr auto kPart = kPartTarget + 33ms;

}  // namespace

Result<std::unique_ptr<Encoders>> Encoders::create(const std::string& meeting, const Ladder& ladder,
                                                   const Surroundings& around) {
    std::unique_ptr<Encoders> encoders(new Encoders(meeting, around.taps));
    for (const auto& rung : ladder.rungs) {
        auto& sink = around.packager.sink(rendition_of(rung));
        auto& made = *encoders->rungs_.emplace_back(
            std::make_unique<Rung>(meeting, rung, RenditionEncoder::Surroundings{sink, around.gate, around.taps}));
        made.look_after(Ticks::now());
        if (made.encoder() == nullptr) return failure(ErrorKind::Internal, "no encoder starts for " + rung.name);
    }
    auto sound =
        RenditionEncoder::of_sound(ladder, {around.packager.sink(sound_rendition(ladder)), around.gate, around.taps});
    if (!sound) return tl::unexpected(sound.error());
    encoders->sound_ = std::move(*sound);
    encoders->load_.emplace(ladder.rungs.size());
    encoders->skipped_.resize(ladder.rungs.size());
    return encoders;
}

Encoders::~Encoders() {
    stop();
}

void Encoders::picture(BufferPtr picture) {
    taps_.each([&](ProgrammeTap& tap) { tap.picture(picture.get()); });
    for (const auto& rung : rungs_)
        rung->picture(picture.get(), pictures_);
    ++pictures_;
}

void Encoders::sound(BufferPtr block) {
    taps_.each([&](ProgrammeTap& tap) { tap.sound(block.get()); });
    if (sound_->waiting() >= kMostSound) {
        sound_lost_ = true;
        return;
    }
    sound_->push(std::move(block));
}

std::string Encoders::look_after(Ticks::time_point now) {
    if (auto trouble = sound_->trouble(); !trouble.empty()) return trouble;
    if (sound_lost_ && now - sound_->output_at() > kSoundStuck) return "the sound's encoder stands still";
    for (const auto& rung : rungs_)
        rung->look_after(now);
    if (judged_ && now - *judged_ < kJudgeEvery) return "";
    judged_ = now;
    const auto why = behind();
    if (const auto carried = load_->judge(!why.empty(), now)) carry(*carried, why);
    return "";
}

// Which rendition cannot keep up, in words; empty if all can.
std::string Encoders::behind() {
    std::string words;
    for (std::size_t i = 0; i < rungs_.size(); ++i) {
        const auto figures = rungs_[i]->figures();
        const auto skipped = figures.skipped - std::exchange(skipped_[i], figures.skipped);
        if (!figures.feeding || (skipped == 0 && figures.behind < kTooLate)) continue;
        words += fmt::format("{}{} is {} ms behind and left out {} pictures", words.empty() ? "" : ", ",
                             rungs_[i]->rung().name,
                             std::chrono::duration_cast<std::chrono::milliseconds>(figures.behind).count(), skipped);
    }
    return words;
}

// The lower rungs stay: they cost least and serve those who need them most.
void Encoders::carry(std::size_t carried, const std::string& why) {
    for (std::size_t i = 0; i < rungs_.size(); ++i) {
        Rung& rung = *rungs_[i];
        const bool wanted = i >= rungs_.size() - carried;
        if (rung.figures().wanted == wanted) continue;
        if (wanted) {
            spdlog::info("meeting {}: rendition {} is tried again", meeting_, rung.rung().name);
            rung.bring_back();
        } else {
            spdlog::warn("meeting {}: rendition {} is left out: the machine cannot encode in real time: {}", meeting_,
                         rung.rung().name, why);
            rung.leave_out();
        }
    }
}

std::chrono::nanoseconds Encoders::delay() const {
    for (const auto& rung : rungs_) {
        const auto figures = rung->figures();
        if (figures.feeding) return figures.behind + kPart;
    }
    return 0ns;
}

bool Encoders::drain(std::chrono::milliseconds patience) {
    for (const auto& rung : rungs_)
        rung->drain();
    sound_->end();
    const auto drained = [this] {
        return sound_->ended() &&
               std::all_of(rungs_.begin(), rungs_.end(), [](const auto& rung) { return rung->drained(); });
    };
    for (const auto until = Ticks::now() + patience; !drained();) {
        if (Ticks::now() > until) return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

void Encoders::stop() noexcept {
    for (const auto& rung : rungs_)
        rung->stop();
    if (sound_ == nullptr) return;
    sound_->mute();
    sound_.reset();
}

}  // namespace wardcast::media
