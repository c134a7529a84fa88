#pragma once

#include <functional>
#include <optional>

#include "hub/access.h"
#include "hub/errand.h"
#include "hub/rate_limits.h"

namespace wardcast::hub {

// Makes deeds of the commands that people send, or refuses them: by the form of their id, by how fast they come, by
// their words. Threads: any; what is costly (normalising words) is done here, on the sender's thread.
class Admission {
  public:
    // The access outlives it, and all that it lets in.
    Admission(const Access& access, const LimitSettings& limits) : access_(access), limits_(limits) {}

    // replied: called once the deed is settled, and not where it is refused here.
    [[nodiscard]] meeting::Decided<Deed> admit(const meeting::Slug& slug, Visitor visitor,
                                               const CommandRequest& request,
                                               std::function<void(CommandReply)> replied);

  private:
    [[nodiscard]] std::optional<meeting::Refusal> limit(const meeting::Slug& slug, const Visitor& visitor,
                                                        const CommandRequest& request);

    const Access& access_;
    RateLimits limits_;
};

}  // namespace wardcast::hub
