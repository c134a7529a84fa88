#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/data_folder.h"
#include "app/meeting_links.h"
#include "base/clock.h"
#include "base/signing_key.h"
#include "hub/access.h"
#include "hub/hub.h"
#include "store/event_store.h"

namespace wardcast::app {

// The meetings of a data folder, opened: by the server, or by a command beside it.
//
// Threads: the methods block; one at a time.
class Meetings {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Meetings>> open(const Config& config);
    // The same with the folder at hand, for the server, which locks it first.
    [[nodiscard]] static Result<std::unique_ptr<Meetings>> open(const Config& config, DataFolder folder);

    [[nodiscard]] DataFolder& folder() { return folder_; }
    [[nodiscard]] store::EventStore& store() { return *store_; }
    [[nodiscard]] const hub::Access& access() const { return access_; }
    [[nodiscard]] hub::Hub& hub() { return *hub_; }
    [[nodiscard]] const Clock& clock() const { return clock_; }
    // Signs recordings of this folder's server.
    [[nodiscard]] Result<std::shared_ptr<const SigningKey>> recording_key();

    [[nodiscard]] Result<hub::MeetingSummary> create(hub::NewMeeting meeting);
    [[nodiscard]] Result<std::vector<hub::MeetingSummary>> list();
    [[nodiscard]] Result<hub::MeetingSummary> find(const std::string& slug);

  private:
    Meetings(DataFolder folder, std::unique_ptr<store::EventStore> store, const std::string& secret,
             const Config& config);

    SystemClock clock_;
    DataFolder folder_;
    std::unique_ptr<store::EventStore> store_;
    hub::Access access_;
    std::unique_ptr<hub::Hub> hub_;
};

// What links begin with: what the running server of the folder says, else what the configuration leads to expect.
[[nodiscard]] BaseUrls link_urls(const DataFolder& folder, const Config& config);

}  // namespace wardcast::app
