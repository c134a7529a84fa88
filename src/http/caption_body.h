#pragma once

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "meeting/caption.h"

// What recognisers and captioning software send (docs/protocol.md section 6).
namespace wardcast::http {

// The members of the command `captions` (docs/protocol.md 2.7), and how many interim results were left aside: players
// cannot be given other words for what they have, so only final ones count.
struct CaptionBody {
    Json captions = Json::array();
    std::size_t interim = 0;
};

// {"lang"?,"captions":[{"id"?,"text","from"?,"to"?,"lang"?,"final"?}]}, or one caption by itself. BadInput with what is
// wrong; what the command itself checks is left to it.
[[nodiscard]] Result<CaptionBody> read_json_captions(std::string_view body);

// WebVTT whose times count from `begin`. Markup is dropped, save whom <v> names: "Ann: …". Numbers of cues begin anew
// in each piece that is sent, so ids are made of the time. BadInput: it is none, or a time is not readable.
[[nodiscard]] Result<CaptionBody> read_vtt_captions(std::string_view body, Timestamp begin, std::string_view lang);

}  // namespace wardcast::http
