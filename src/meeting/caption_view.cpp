#include "meeting/caption_view.h"

#include <algorithm>

namespace wardcast::meeting {

Json caption_view(const Caption& caption) {
    Json view{{"id", caption.id.str()},
              {"lang", to_string(caption.lang)},
              {"text", caption.text},
              {"from", to_rfc3339(caption.said.from)},
              {"to", to_rfc3339(caption.said.to)}};
    if (!caption.corrected_at) return view;
    view["corrected_at"] = to_rfc3339(*caption.corrected_at);
    // What was taken away may be what nobody should read: only the log has it.
    if (!caption.text.empty()) view["original"] = *caption.original;
    return view;
}

Json last_captions_view(const State& state) {
    Json list = Json::array();
    const auto& captions = state.captions;
    for (auto i = captions.size() - std::min(captions.size(), kCaptionsShown); i < captions.size(); ++i)
        list.push_back(caption_view(captions[i]));
    return list;
}

}  // namespace wardcast::meeting
