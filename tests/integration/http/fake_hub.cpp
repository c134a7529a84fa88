#include "integration/http/fake_hub.h"

namespace wardcast::http {

void FakeHub::add_meeting(const std::string& slug, Json state) {
    state["slug"] = slug;
    meetings_[slug] = std::move(state);
}

void FakeHub::answer_with(hub::CommandReply reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
}

void FakeHub::fall_silent() {
    const std::lock_guard lock(mutex_);
    is_silent_ = true;
}

void FakeHub::broadcast(const std::string& slug, const std::string& text, meeting::Audience audience,
                        std::vector<meeting::ParticipantId> except) {
    const std::lock_guard lock(mutex_);
    const SharedBytes frame = share_bytes(text);
    for (hub::Outlet* outlet : outlets_) {
        outlet->deliver(hub::Broadcast{meeting::Slug(slug), audience, frame, except});
    }
}

void FakeHub::direct(const hub::SubscriberKey& key, const std::string& text) {
    const std::lock_guard lock(mutex_);
    outlets_[key.outlet]->deliver(hub::Direct{key.number, share_bytes(text), false, std::nullopt});
}

FakeHub::Joined FakeHub::wait_for_join(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return joins_.size() >= count; });
    return joins_.back();
}

hub::SubscriberKey FakeHub::wait_for_leave(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return leaves_.size() >= count; });
    return leaves_.back();
}

FakeHub::Submitted FakeHub::wait_for_command(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return commands_.size() >= count; });
    return commands_.back();
}

FakeHub::Carried FakeHub::wait_for_carried(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return carried_.size() >= count; });
    return carried_.back();
}

std::vector<meeting::CommandId> FakeHub::carried_ids() {
    const std::lock_guard lock(mutex_);
    std::vector<meeting::CommandId> ids;
    for (const Carried& carried : carried_)
        ids.push_back(carried.id);
    return ids;
}

std::size_t FakeHub::add_outlet(hub::Outlet& outlet) {
    const std::lock_guard lock(mutex_);
    outlets_.push_back(&outlet);
    return outlets_.size() - 1;
}

void FakeHub::join(const meeting::Slug& slug, hub::Visitor visitor, std::optional<std::uint64_t> since,
                   hub::SubscriberKey subscriber) {
    const std::lock_guard lock(mutex_);
    hub::Direct answer{subscriber.number, nullptr, false, std::nullopt};
    if (meetings_.count(slug.str()) == 0) {
        answer.closes = 1008;
    } else {
        const Json welcome = {{"type", "welcome"},
                              {"role", to_string(visitor.actor.role)},
                              {"you", visitor.actor.participant.str()},
                              {"keep", visitor.keep},
                              {"seq", 1}};
        answer.frame = share_bytes(welcome.dump());
        answer.joins = true;
    }
    outlets_[subscriber.outlet]->deliver(std::move(answer));
    joins_.push_back({slug, std::move(visitor), since, subscriber});
    changed_.notify_all();
}

void FakeHub::leave(const meeting::Slug&, hub::SubscriberKey subscriber) {
    const std::lock_guard lock(mutex_);
    leaves_.push_back(subscriber);
    changed_.notify_all();
}

void FakeHub::submit(const meeting::Slug& slug, hub::Visitor visitor, hub::CommandRequest request,
                     std::function<void(hub::CommandReply)> replied) {
    hub::CommandReply reply;
    {
        const std::lock_guard lock(mutex_);
        const Json done = {{"type", "done"}, {"id", request.id.str()}, {"seq", 57}, {"question", "q_1"}};
        reply = reply_.value_or(hub::CommandReply{done, 200});
        commands_.push_back({slug, std::move(visitor), std::move(request)});
        changed_.notify_all();
        if (is_silent_) return;
    }
    replied(std::move(reply));
}

void FakeHub::carry_out(const meeting::Slug& slug, meeting::CommandId id, meeting::Command command, Settled settled) {
    {
        const std::lock_guard lock(mutex_);
        carried_.push_back({slug, std::move(id), std::move(command)});
        changed_.notify_all();
    }
    settled(meeting::State::Done{.seq = 57, .made = {"question", "q_1"}});
}

void FakeHub::read(const meeting::Slug& slug, hub::Visitor, std::function<void(Result<Json>)> done) {
    {
        const std::lock_guard lock(mutex_);
        if (is_silent_) return;
    }
    const auto found = meetings_.find(slug.str());
    if (found == meetings_.end()) {
        done(failure(ErrorKind::NotFound, "there is no such meeting"));
        return;
    }
    Json mine = found->second.value("mine", Json::object());
    done(Json{{"seq", 1}, {"state", found->second}, {"mine", std::move(mine)}});
}

void FakeHub::add_question(Json question) {
    const std::lock_guard lock(mutex_);
    question_ = std::move(question);
}

void FakeHub::read_question(const meeting::Slug& slug, const meeting::QuestionId& question,
                            std::function<void(Result<hub::QuestionReading>)> done) {
    const auto found = meetings_.find(slug.str());
    if (found == meetings_.end() || !question_ || question.str() != "q_1") {
        done(failure(ErrorKind::NotFound, "there is no such question"));
        return;
    }
    done(hub::QuestionReading{found->second, *question_, meeting::ParticipantId("p_asker")});
}

void FakeHub::caption(const std::string& slug, hub::CaptionReading reading) {
    const std::lock_guard lock(mutex_);
    captions_[slug] = std::move(reading);
}

void FakeHub::captions(const meeting::Slug& slug, std::function<void(Result<hub::CaptionReading>)> done) {
    hub::CaptionReading reading;
    {
        const std::lock_guard lock(mutex_);
        if (!meetings_.contains(slug.str())) return done(failure(ErrorKind::NotFound, "there is no such meeting"));
        reading = captions_[slug.str()];
    }
    if (!reading.captions) reading.captions = std::make_shared<const std::vector<meeting::Caption>>();
    done(std::move(reading));
}

void FakeHub::record(const meeting::Slug& slug, std::function<void(Result<hub::RecordReading>)> done) {
    const auto found = meetings_.find(slug.str());
    if (found == meetings_.end()) {
        done(failure(ErrorKind::NotFound, "there is no such meeting"));
        return;
    }
    const Json entry{{"seq", 3},
                     {"at", "2026-11-26T19:04:05.123Z"},
                     {"action", "question.declined"},
                     {"by", "chair"},
                     {"channel", "web"},
                     {"reason", "unclear"},
                     {"hash", "00ff00ff"}};
    const Json record{{"counts",
                       {{"by_action", {{"question.declined", 1}}},
                        {"by_reason", {{"unclear", 1}}},
                        {"by_channel", {{"web", {{"asked", 4}, {"taken", 2}}}}}}},
                      {"entries", Json::array({entry})},
                      {"head", "00ff00ff"}};
    done(hub::RecordReading{found->second.value("title", ""), std::make_shared<const Json>(record)});
}

void FakeHub::create(hub::NewMeeting meeting, std::function<void(Result<hub::MeetingSummary>)> created) {
    hub::MeetingSummary summary;
    summary.slug = meeting.slug.value_or(meeting::Slug("made-of-title"));
    summary.title = meeting.title;
    if (meetings_.count(summary.slug.str()) != 0) {
        created(failure(ErrorKind::Conflict, "this name is taken"));
        return;
    }
    created(summary);
}

void FakeHub::list(std::function<void(Result<std::vector<hub::MeetingSummary>>)> listed) {
    std::vector<hub::MeetingSummary> meetings;
    for (const auto& [slug, state] : meetings_) {
        hub::MeetingSummary summary;
        summary.slug = meeting::Slug(slug);
        summary.title = state.value("title", "");
        meetings.push_back(std::move(summary));
    }
    listed(std::move(meetings));
}

}  // namespace wardcast::http
