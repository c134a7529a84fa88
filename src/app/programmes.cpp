#include "app/programmes.h"

#include <array>
#include <future>
#include <memory>
#include <utility>

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include "app/signals.h"
#include "app/wait_for.h"
#include "hub/fresh_id.h"

namespace wardcast::app {
namespace {

media::CameraKind kind_of(meeting::CameraKind kind) {
    switch (kind) {
        case meeting::CameraKind::Whip:
        case meeting::CameraKind::Srt:
        case meeting::CameraKind::Rtmp:
            return media::CameraKind::Pushed;
        case meeting::CameraKind::Rtsp:
            return media::CameraKind::Rtsp;
        case meeting::CameraKind::Device:
            return media::CameraKind::Device;
        case meeting::CameraKind::File:
            return media::CameraKind::File;
        case meeting::CameraKind::Test:
            return media::CameraKind::Test;
    }
    return media::CameraKind::Pushed;
}

bool changes_cameras(const meeting::Event& event) {
    return std::holds_alternative<meeting::MeetingCreated>(event) ||
           std::holds_alternative<meeting::CameraAdded>(event) || std::holds_alternative<meeting::CameraRemoved>(event);
}

bool changes_relays(const meeting::Event& event) {
    return std::holds_alternative<meeting::RelayAdded>(event) ||
           std::holds_alternative<meeting::RelaySwitched>(event) ||
           std::holds_alternative<meeting::RelayRemoved>(event);
}

media::Direction direction(const meeting::Direction& wanted) {
    const auto name = [](const std::optional<meeting::CameraId>& camera) {
        return camera ? std::optional(camera->str()) : std::nullopt;
    };
    constexpr std::array kShown{media::Direction::Shown::Camera, media::Direction::Shown::Slate,
                                media::Direction::Shown::Still};
    return {name(wanted.camera), name(wanted.sound), kShown[static_cast<std::size_t>(wanted.show)]};
}

// What a program of the server does as the clerk would.
hub::Visitor clerk() {
    return {.actor = {.role = meeting::Role::Clerk, .participant = hub::Access::staff_id(meeting::Role::Clerk)},
            .keep = "",
            .network = "server"};
}

}  // namespace

void Programmes::connect(media::ControlRoom& control_room) {
    control_room_ = &control_room;
    hub_.watch([this](const meeting::State& after, const meeting::Record& record) { follow(after, record); });
}

void Programmes::follow(const meeting::State& after, const meeting::Record& record) {
    const auto& slug = after.slug.str();
    if (std::holds_alternative<meeting::MeetingStarted>(record.event)) {
        boost::asio::post(thread_, [this, slug, title = after.title] { start(slug, title); });
    } else if (std::holds_alternative<meeting::MeetingEnded>(record.event)) {
        boost::asio::post(thread_, [this, slug] { control_room_->end(slug); });
    } else if (std::holds_alternative<meeting::AirOff>(record.event)) {
        boost::asio::post(thread_, [this, slug] { control_room_->set_air(slug, false); });
    } else if (std::holds_alternative<meeting::AirOn>(record.event)) {
        boost::asio::post(thread_, [this, slug] { control_room_->set_air(slug, true); });
    } else if (changes_cameras(record.event)) {
        boost::asio::post(thread_, [this, slug, cameras = after.cameras] { set_cameras(slug, cameras); });
    } else if (changes_relays(record.event)) {
        boost::asio::post(thread_, [this, slug, relays = after.relays] { set_relays(slug, relays); });
        if (const auto* removed = std::get_if<meeting::RelayRemoved>(&record.event)) {
            boost::asio::post(thread_, [this, slug = after.slug, relay = removed->relay] {
                hub_.bulletin(slug, "relay", relay.str(), nullptr);
            });
        }
    } else if (std::holds_alternative<meeting::StillChanged>(record.event)) {
        boost::asio::post(thread_,
                          [this, slug, still = after.still.value_or("")] { control_room_->set_still(slug, still); });
    } else if (std::holds_alternative<meeting::ProgrammeSwitched>(record.event)) {
        boost::asio::post(thread_,
                          [this, slug, wanted = after.programme] { control_room_->direct(slug, direction(wanted)); });
    } else if (const auto* rehearsal = std::get_if<meeting::RehearsalChanged>(&record.event)) {
        boost::asio::post(thread_, [this, slug, title = after.title, on = rehearsal->on] {
            control_room_->rehearse(slug, title, on);
        });
    }
}

void Programmes::set_cameras(const std::string& meeting, const std::vector<meeting::Camera>& cameras) {
    std::vector<media::CameraSource> sources;
    for (const auto& camera : cameras) {
        sources.push_back({.id = camera.id.str(),
                           .kind = kind_of(camera.kind),
                           .address = camera.sealed.empty() ? camera.address : unsealed(meeting, camera.sealed)});
    }
    control_room_->set_cameras(meeting, std::move(sources));
}

void Programmes::set_relays(const std::string& meeting, const std::vector<meeting::Relay>& relays) {
    std::vector<media::RelayTarget> targets;
    for (const auto& relay : relays) {
        if (!relay.on) continue;
        targets.push_back(
            {.id = relay.id.str(), .address = unsealed(meeting, relay.sealed), .key = unsealed(meeting, relay.key)});
    }
    // Afterwards none of the others reports any more.
    control_room_->set_relays(meeting, std::move(targets));
    for (const auto& relay : relays) {
        if (!relay.on) hub_.bulletin(meeting::Slug(meeting), "relay", relay.id.str(), {{"state", "off"}});
    }
}

std::string Programmes::unsealed(const std::string& meeting, const std::string& sealed) const {
    auto text = access_.unseal(sealed);
    if (!text) spdlog::error("meeting {}: an address or key was stored by a server with another secret", meeting);
    return std::move(text).value_or("");
}

void Programmes::start(const std::string& meeting, const std::string& title) {
    if (auto started = control_room_->start(meeting, title); !started) {
        spdlog::error("meeting {}: no programme: {}", meeting, started.error().message);
    }
}

Result<void> Programmes::resume() {
    using Summaries = Result<std::vector<hub::MeetingSummary>>;
    const auto meetings = wait_for<Summaries>([&](auto listed) { hub_.list(std::move(listed)); });
    if (!meetings) return tl::unexpected(meetings.error());
    for (const auto& summary : *meetings)
        boost::asio::post(thread_, [this, summary] { resume_one(summary); });
    std::promise<void> done;
    boost::asio::post(thread_, [&done] { done.set_value(); });
    done.get_future().wait();
    return {};
}

void Programmes::resume_one(const hub::MeetingSummary& summary) {
    const auto& slug = summary.slug.str();
    set_cameras(slug, summary.cameras);
    set_relays(slug, summary.relays);
    if (summary.still) control_room_->set_still(slug, *summary.still);
    const bool live = summary.phase == meeting::Phase::Live;
    const bool open_recording = summary.recording == meeting::Recording::Running;
    control_room_->direct(slug, direction(summary.programme));
    if (summary.rehearsal) return control_room_->rehearse(slug, summary.title, true);
    if (!live && !open_recording) return;
    start(slug, summary.title);
    if (!live) {  // The server died between the end of the meeting and that of its recording.
        control_room_->end(slug);
        return;
    }
    if (summary.air == meeting::Air::Off) control_room_->set_air(slug, false);
    hub_.tell(summary.slug, meeting::CameraLost{});
}

Result<void> Programmes::put_demo_on_air() {
    const meeting::Slug slug("demo");
    const auto created = wait_for<Result<hub::MeetingSummary>>([&](auto done) {
        hub_.create({.title = "Demonstration", .slug = slug, .starts = std::nullopt, .hashtags = {}}, std::move(done));
    });
    if (!created && created.error().kind != ErrorKind::Conflict) return tl::unexpected(created.error());
    // Refused where it is live already.
    (void)wait_for<hub::CommandReply>([&](auto replied) {
        hub_.submit(slug, clerk(), {.id = hub::fresh_command_id(), .name = "start_meeting", .data = Json::object()},
                    std::move(replied));
    });
    boost::asio::post(thread_, [this, name = slug.str()] {
        if (auto started = control_room_->start_test_camera(name); !started) {
            spdlog::error("meeting {}: no synthetic camera: {}", name, started.error().message);
        }
    });
    return {};
}

void Programmes::stop() {
    thread_.join();
}

void Programmes::camera_live(const std::string& meeting) noexcept {
    spdlog::info("meeting {}: camera live", meeting);
    hub_.tell(meeting::Slug(meeting), meeting::CameraLive{});
}

void Programmes::camera_lost(const std::string& meeting) noexcept {
    spdlog::info("meeting {}: camera lost", meeting);
    hub_.tell(meeting::Slug(meeting), meeting::CameraLost{});
}

void Programmes::camera_signal(const std::string& meeting, const std::string& camera,
                               const media::CameraSignal& signal) noexcept {
    Json told = to_wire(signal);
    // With every signal, so that a page opened later learns of it as well; the log may be what cannot be written.
    if (is_not_recorded(meeting)) told["recording"] = "stopped";
    hub_.signal(meeting::Slug(meeting), camera, std::move(told));
}

void Programmes::relay_health(const std::string& meeting, const std::string& relay,
                              const media::RelayHealth& health) noexcept {
    hub_.bulletin(meeting::Slug(meeting), "relay", relay, to_wire(health));
}

bool Programmes::is_not_recorded(const std::string& meeting) const {
    const std::lock_guard lock(mutex_);
    return not_recorded_.contains(meeting);
}

void Programmes::recording_ready(const std::string& meeting) noexcept {
    spdlog::info("meeting {}: recording ready", meeting);
    {
        const std::lock_guard lock(mutex_);
        not_recorded_.erase(meeting);
    }
    hub_.tell(meeting::Slug(meeting), meeting::FinishRecording{});
}

void Programmes::recording_trouble(const std::string& meeting, const std::string& /*reason*/) noexcept {
    const std::lock_guard lock(mutex_);
    not_recorded_.insert(meeting);
}

void Programmes::recording_resumed(const std::string& meeting) noexcept {
    const std::lock_guard lock(mutex_);
    not_recorded_.erase(meeting);
}

}  // namespace wardcast::app
