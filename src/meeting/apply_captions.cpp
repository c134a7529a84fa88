#include "meeting/apply_captions.h"

#include <algorithm>

namespace wardcast::meeting {
namespace {

// Until when the caption before is shown to those who watch live.
Timestamp shown_until(const State& state, CaptionLanguage language) {
    const auto before = std::find_if(state.captions.rbegin(), state.captions.rend(), [&](const Caption& caption) {
        return caption.lang == language && caption.live.from != caption.live.to;
    });
    return before == state.captions.rend() ? Timestamp::min() : before->live.to;
}

}  // namespace

void fold_in(Folding& fold, const CaptionSaid& said) {
    State& state = fold.state;
    if (find_caption(state, said.id) != nullptr) return;
    Caption caption{.id = said.id,
                    .lang = said.lang,
                    .text = said.text,
                    .said = {said.from, said.to},
                    .live = {said.from, said.from},
                    .came_at = fold.record.at};
    if (state.phase == Phase::Live) {
        caption.live = live_showing(said.text, caption.said, caption.came_at, shown_until(state, said.lang));
    }
    const bool is_first = std::none_of(state.captions.begin(), state.captions.end(),
                                       [&](const Caption& other) { return other.lang == said.lang; });
    state.caption_places.emplace(said.id, state.captions.size());
    state.captions.push_back(std::move(caption));
    if (is_first) fold.tell({Member::Captioned});
    fold.effects.caption = said.id;
    fold.made = Made{"caption", said.id.str()};
}

void fold_in(Folding& fold, const CaptionCorrected& corrected) {
    const auto place = fold.state.caption_places.find(corrected.caption);
    if (place == fold.state.caption_places.end()) return;
    Caption& caption = fold.state.captions[place->second];
    if (!caption.original) caption.original = caption.text;
    caption.text = corrected.text;
    caption.corrected_at = fold.record.at;
    fold.effects.caption = caption.id;
    fold.made = Made{"caption", caption.id.str()};
}

}  // namespace wardcast::meeting
