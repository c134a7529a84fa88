#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/thread_pool.hpp>

#include "app/config.h"
#include "app/thread_replies.h"
#include "base/clock.h"
#include "hub/access.h"
#include "hub/hub.h"
#include "social/sources.h"

namespace wardcast::app {

// Introduces hub and social to each other: keeps the sources that run in step with what meetings decide, hands the
// meetings what the sources bring, and tells staff how they do.
//
// Threads: the hub's watcher and the SourceListener's methods are called from anywhere and only post or take a lock for
// moments. Sources are started and ended on one thread of this object's own, in the order of the events, since ending
// one waits for its request under way. Its queue holds only what clerks did to sources, which the hub limits in rate.
class MeetingSources final : public social::SourceListener {
  public:
    // All but the configuration outlive it.
    MeetingSources(hub::Hub& hub, const hub::Access& access, const Config& config, const Clock& clock);
    ~MeetingSources() override;
    MeetingSources(const MeetingSources&) = delete;
    MeetingSources& operator=(const MeetingSources&) = delete;

    // Before anything is joined: from here on the sources follow the hub.
    void connect();
    // Starts the sources of all meetings that have not ended long ago, and tells authors whom a crash came between.
    [[nodiscard]] Result<void> resume();
    // Ends all sources. After the hub has stopped, which still answers what they handed over.
    void stop();

    void take(const std::string& source, const social::Batch& batch) noexcept override;
    void health(const std::string& source, const social::Health& health) noexcept override;

  private:
    void follow(const meeting::State& after, const meeting::Record& record);
    void follow_question(const meeting::State& after, const meeting::Record& record, const meeting::QuestionId& id);
    void start(const meeting::State& state, const meeting::Source& source);
    void start_all(const meeting::State& state);
    void end(const meeting::Slug& slug, const meeting::SourceId& source, bool was_removed);
    // Whether nothing is followed any more: the meeting ended so long ago.
    [[nodiscard]] bool is_over(meeting::Phase phase, std::optional<Timestamp> ended_at) const;
    // Ends the sources of a meeting that has ended when it is over.
    void end_when_over(const meeting::State& ended);
    void reply_where_none_came(const meeting::State& state);

    hub::Hub& hub_;
    const hub::Access& access_;
    const Clock& clock_;
    const std::chrono::hours look_back_;
    const std::chrono::hours follow_;
    social::Sources sources_;
    ThreadReplies replies_;
    boost::asio::thread_pool thread_{1};
};

}  // namespace wardcast::app
