#include "meeting/apply.h"

#include "meeting/apply_air.h"
#include "meeting/apply_cameras.h"
#include "meeting/apply_captions.h"
#include "meeting/apply_meeting.h"
#include "meeting/apply_programme.h"
#include "meeting/apply_questions.h"
#include "meeting/apply_relays.h"
#include "meeting/apply_rules.h"
#include "meeting/apply_sources.h"

namespace wardcast::meeting {

Effects apply(State& state, const Record& record) {
    Folding fold(state, record);
    std::visit([&](const auto& event) { fold_in(fold, event); }, record.event);
    return fold.finish();
}

}  // namespace wardcast::meeting
