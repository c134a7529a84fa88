#pragma once

#include "base/id.h"

namespace wardcast::meeting {

using Slug = Id<struct SlugTag>;  // A meeting's name in links: [a-z0-9-], 1 to 60 characters; for ever its key.
using QuestionId = Id<struct QuestionTag>;        // "q_…"
using ParticipantId = Id<struct ParticipantTag>;  // "p_…": one browser of one resident; for staff "s_chair" and so on.
using CameraId = Id<struct CameraTag>;            // "main", "cam2": one camera of one meeting.
using CaptionId = Id<struct CaptionTag>;          // "cap_…", or as its sender calls it.
using ItemId = Id<struct ItemTag>;                // "i_…"
using SourceId = Id<struct SourceTag>;            // "src_…"
using RelayId = Id<struct RelayTag>;              // "rel_…"
using CommandId = Id<struct CommandTag>;          // The client's UUID.

}  // namespace wardcast::meeting
