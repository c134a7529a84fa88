#pragma once

#include <string>

#include "app/base_urls.h"
#include "base/json.h"
#include "hub/access.h"

namespace wardcast::app {

// The links of one meeting: docs/protocol.md section 1. All but `watch` hold the key to a role.
struct MeetingLinks {
    std::string slug;
    std::string title;
    std::string watch;
    std::string camera;  // Under BaseUrls::phones; the others under BaseUrls::here.
    std::string chair;
    std::string clerk;
    std::string captioner;
    std::string room;
};

[[nodiscard]] MeetingLinks links_of(const std::string& slug, const std::string& title, const hub::Access& access,
                                    const BaseUrls& urls);

// {"slug","title","links":{"watch","camera","chair","clerk","captioner","room"}}
[[nodiscard]] Json to_json(const MeetingLinks& links);

// For people, in lines; says how to reach the pages from other devices where that differs.
[[nodiscard]] std::string to_text(const MeetingLinks& links, const BaseUrls& urls);

// The link with which meetings are made: docs/protocol.md section 1.
[[nodiscard]] std::string officer_link(const hub::Access& access, const BaseUrls& urls);

}  // namespace wardcast::app
