#include "app/thread_replies.h"

#include <utility>

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include "base/clock.h"
#include "social/mastodon_reply.h"

namespace wardcast::app {
namespace {

std::string words(const meeting::Origin& origin, const std::string& link) {
    const bool welsh = origin.lang == "cy" || origin.lang.starts_with("cy-");
    return origin.handle +
           (welsh ? " Cafodd eich cwestiwn ei ateb yn y cyfarfod: " : " Your question was answered at the meeting: ") +
           link;
}

}  // namespace

ThreadReplies::ThreadReplies(Settings settings, social::Outgoing& outgoing)
    : settings_(std::move(settings)), outgoing_(outgoing) {}

void ThreadReplies::answered(const meeting::Slug& slug, const meeting::Question& question) {
    const bool is_configured = !settings_.server.empty() && !settings_.token.empty() && !settings_.public_url.empty();
    if (!is_configured || !question.origin || question.origin->source != "mastodon") return;
    if (waiting_ >= kMaxWaiting) return;
    const auto at = question.called_at ? "?at=" + to_rfc3339(*question.called_at) : std::string();
    const auto link = settings_.public_url + "/m/" + slug.str() + at;
    social::MastodonReply reply{.server = settings_.server,
                                .token = settings_.token,
                                .uri = question.origin->uri,
                                .text = words(*question.origin, link),
                                .link = link,
                                .language = question.origin->lang,
                                .key = question.id.str()};
    ++waiting_;
    boost::asio::post(thread_, [this, slug, reply = std::move(reply)] {
        --waiting_;
        if (stop_.stop_requested()) return;
        if (auto sent = social::send_reply(reply, outgoing_, stop_.get_token()); !sent) {
            spdlog::warn("meeting {}: an author was not told of the answer: {}", slug.str(), sent.error().words);
        }
    });
}

void ThreadReplies::stop() {
    stop_.request_stop();
    thread_.join();
}

}  // namespace wardcast::app
