#include "unit/hub/fake_outlet.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace wardcast::hub {

void FakeOutlet::deliver(Delivery delivery) noexcept {
    const std::lock_guard lock(mutex_);
    if (const auto* broadcast = std::get_if<Broadcast>(&delivery)) {
        broadcasts_.push_back(*broadcast);
        const auto& except = broadcast->except;
        for (auto& [number, socket] : sockets_) {
            const bool skipped = std::find(except.begin(), except.end(), socket.actor.participant) != except.end();
            if (socket.joined && audience_of(socket.actor.role) == broadcast->audience && !skipped) {
                socket.frames.push_back(broadcast->frame);
            }
        }
    } else {
        const auto& direct = std::get<Direct>(delivery);
        Socket& socket = sockets_[direct.subscriber];
        if (direct.frame) socket.frames.push_back(direct.frame);
        if (direct.joins) socket.joined = true;
        if (direct.closes) socket.closed = direct.closes;
    }
    delivered_.notify_all();
}

void FakeOutlet::open(std::uint64_t number, const meeting::Actor& actor) {
    const std::lock_guard lock(mutex_);
    sockets_[number].actor = actor;
}

Json FakeOutlet::wait_for(std::uint64_t number, const std::function<bool(const Json&)>& predicate, std::size_t from) {
    std::unique_lock lock(mutex_);
    Json found;
    std::size_t seen = from;
    const bool came = delivered_.wait_for(lock, std::chrono::seconds(10), [&] {
        const auto& frames = sockets_[number].frames;
        for (; seen < frames.size(); ++seen) {
            found = Json::parse(*frames[seen]);
            if (predicate(found)) return true;
        }
        return false;
    });
    EXPECT_TRUE(came) << "socket " << number << " waited for a frame that did not come";
    return came ? found : Json();
}

std::uint16_t FakeOutlet::wait_for_close(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    const bool closed =
        delivered_.wait_for(lock, std::chrono::seconds(10), [&] { return sockets_[number].closed.has_value(); });
    EXPECT_TRUE(closed) << "socket " << number << " was not closed";
    return sockets_[number].closed.value_or(0);
}

std::vector<Json> FakeOutlet::frames(std::uint64_t number) const {
    std::vector<Json> frames;
    for (const auto& frame : bytes(number))
        frames.push_back(Json::parse(*frame));
    return frames;
}

std::vector<SharedBytes> FakeOutlet::bytes(std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = sockets_.find(number);
    return found == sockets_.end() ? std::vector<SharedBytes>{} : found->second.frames;
}

std::size_t FakeOutlet::broadcasts(meeting::Audience audience, const std::string& type) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(broadcasts_.begin(), broadcasts_.end(), [&](const Broadcast& sent) {
        return sent.audience == audience && Json::parse(*sent.frame)["type"] == type;
    }));
}

}  // namespace wardcast::hub
