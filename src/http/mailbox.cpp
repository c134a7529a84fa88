#include "http/mailbox.h"

#include <algorithm>

#include "http/outcome.h"

namespace wardcast::http {

bool Mailbox::Post::empty() const noexcept {
    return letters.empty() && advances.empty() && missed_meetings.empty() && missed_subscribers.empty();
}

bool Mailbox::post(Letter letter) {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return false;
    const bool was_empty = post_.empty();
    const bool is_taken = post_.letters.size() < limit_ || std::holds_alternative<StopServing>(letter);
    if (is_taken) {
        post_.letters.push_back(std::move(letter));
    } else {
        note_missed(letter);
    }
    if (was_empty) wake_();
    return is_taken;
}

void Mailbox::post(Advance advance) {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    auto& waiting = post_.advances;
    if (std::find(waiting.begin(), waiting.end(), advance) != waiting.end()) return;
    const bool was_empty = post_.empty();
    waiting.push_back(std::move(advance));
    if (was_empty) wake_();
}

void Mailbox::note_missed(const Letter& letter) {
    if (const auto* broadcast = std::get_if<hub::Broadcast>(&letter)) post_.missed_meetings.insert(broadcast->slug);
    if (const auto* direct = std::get_if<hub::Direct>(&letter)) post_.missed_subscribers.insert(direct->subscriber);
}

Mailbox::Post Mailbox::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(post_, {});
}

Mailbox::Post Mailbox::close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    wake_ = nullptr;
    return std::exchange(post_, {});
}

void Responder::answer(Response response) const {
    mailbox_->post(LateAnswer{exchange_, std::move(response)});
}

}  // namespace wardcast::http
