#include "app/meetings.h"

#include <algorithm>

#include "app/listen_address.h"
#include "app/local_addresses.h"
#include "app/wait_for.h"
#include "hub/live_hub.h"
#include "store/sqlite_event_store.h"

namespace wardcast::app {
namespace {

hub::LimitSettings limits_of(const Config::Limits& limits) {
    hub::LimitSettings settings;
    settings.resident = {static_cast<double>(limits.participant_burst), limits.participant_per_s};
    settings.asks = {static_cast<double>(limits.ask_burst), limits.ask_per_s};
    settings.staff = {static_cast<double>(limits.staff_burst), limits.staff_per_s};
    settings.newcomers = {static_cast<double>(limits.newcomer_burst), limits.newcomer_per_s};
    return settings;
}

std::vector<ListenAddress> addresses_of(const std::vector<std::string>& texts) {
    std::vector<ListenAddress> addresses;
    for (const auto& text : texts) {
        if (auto address = parse_listen_address(text)) addresses.push_back(std::move(*address));
    }
    return addresses;
}

}  // namespace

Result<std::unique_ptr<Meetings>> Meetings::open(const Config& config) {
    auto folder = DataFolder::open(config.data);
    if (!folder) return tl::unexpected(folder.error());
    return open(config, std::move(*folder));
}

Result<std::unique_ptr<Meetings>> Meetings::open(const Config& config, DataFolder folder) {
    auto store = store::SqliteEventStore::create(folder.database().string());
    if (!store) return tl::unexpected(store.error());
    const auto secret = (*store)->secret();
    if (!secret) return tl::unexpected(secret.error());
    return std::unique_ptr<Meetings>(new Meetings(std::move(folder), std::move(*store), *secret, config));
}

Meetings::Meetings(DataFolder folder, std::unique_ptr<store::EventStore> store, const std::string& secret,
                   const Config& config)
    : folder_(std::move(folder)),
      store_(std::move(store)),
      access_(secret),
      hub_(hub::make_hub(*store_, clock_, {.threads = 2, .limits = limits_of(config.limits), .pace = {}})) {}

Result<std::shared_ptr<const SigningKey>> Meetings::recording_key() {
    return store_->secret().map([](const std::string& secret) -> std::shared_ptr<const SigningKey> {
        return std::make_shared<SigningKey>(secret, "wardcast recording");
    });
}

Result<hub::MeetingSummary> Meetings::create(hub::NewMeeting meeting) {
    return wait_for<Result<hub::MeetingSummary>>(
        [&](auto created) { hub_->create(std::move(meeting), std::move(created)); });
}

Result<std::vector<hub::MeetingSummary>> Meetings::list() {
    return wait_for<Result<std::vector<hub::MeetingSummary>>>([&](auto listed) { hub_->list(std::move(listed)); });
}

Result<hub::MeetingSummary> Meetings::find(const std::string& slug) {
    const auto all = list();
    if (!all) return tl::unexpected(all.error());
    const auto found = std::ranges::find(*all, slug, [](const auto& summary) { return summary.slug.str(); });
    if (found != all->end()) return *found;
    return failure(ErrorKind::NotFound,
                   "there is no meeting '" + slug + "'; `wardcast meeting list` names those that there are");
}

BaseUrls link_urls(const DataFolder& folder, const Config& config) {
    if (const auto served = folder.served()) return served->links;
    return base_urls(config.public_url, addresses_of(config.listen), addresses_of(config.listen_https),
                     local_addresses());
}

}  // namespace wardcast::app
