#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "media/fmp4_track.h"

namespace wardcast::media {

// Takes a muxer's byte stream apart: one TrackInit, then fragments.
//
// The stream is put together by box lengths: mp4mux hands out a moof, the 8 bytes of an mdat header and each sample as
// buffers of their own. Boxes that packaging has no use for (udta, sidx, mfra, …) are dropped.
//
// Threads: one at a time.
class Fmp4Splitter {
  public:
    using Piece = std::variant<TrackInit, Fragment>;

    // Appends to pieces what chunk completes. After an error the stream is lost: every further push fails too.
    [[nodiscard]] Result<void> push(std::string_view chunk, std::vector<Piece>& pieces);

  private:
    Result<void> take_box(std::uint32_t type, std::string_view box, std::vector<Piece>& pieces);
    tl::unexpected<Error> give_up(std::string why);

    std::string buffer_;  // What has come of boxes not complete yet.
    std::string ftyp_;
    std::string moof_;  // Waits for its mdat.
    std::optional<TrackInit> track_;
    bool broken_ = false;
};

}  // namespace wardcast::media
