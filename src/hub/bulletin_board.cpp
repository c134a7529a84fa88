#include "hub/bulletin_board.h"

namespace wardcast::hub {

Json bulletin_message(const std::string& kind, const std::string& id, Json body) {
    body["type"] = kind;
    body[kind] = id;
    return body;
}

void BulletinBoard::put(const meeting::Slug& slug, const std::string& kind, const std::string& id, const Json& body) {
    const std::lock_guard lock(mutex_);
    if (!body.is_null()) {
        bulletins_[slug][{kind, id}] = bulletin_message(kind, id, body);
        return;
    }
    const auto found = bulletins_.find(slug);
    if (found == bulletins_.end()) return;
    found->second.erase({kind, id});
    if (found->second.empty()) bulletins_.erase(found);
}

std::vector<Json> BulletinBoard::of(const meeting::Slug& slug) const {
    const std::lock_guard lock(mutex_);
    std::vector<Json> all;
    if (const auto found = bulletins_.find(slug); found != bulletins_.end()) {
        for (const auto& [name, message] : found->second)
            all.push_back(message);
    }
    return all;
}

}  // namespace wardcast::hub
