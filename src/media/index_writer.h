#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "base/signing_key.h"
#include "media/posix_file.h"

namespace wardcast::media {

// Appends lines to a recording's index, each chained to the one before, and signs how far the chain has come.
//
// Threads: one at a time.
class IndexWriter {
  public:
    // file: the index, open and locked; or not open, then open() tries. key: null where nothing is to be signed.
    IndexWriter(std::string meeting, std::filesystem::path folder, PosixFile file,
                std::shared_ptr<const SigningKey> key, const Clock& clock);

    // Makes folder and index where there are none, and finds where the chain goes on. Nothing when that is done.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] bool is_open() const { return ready_; }

    // A line that could not be written whole is taken back, from the file and the chain.
    [[nodiscard]] Result<void> append(Json entry);
    // A signature over everything appended so far. Nothing when the last line is one, unless this one closes.
    [[nodiscard]] Result<void> sign(bool closes);
    [[nodiscard]] Result<void> sync();

  private:
    const std::string meeting_;
    const std::filesystem::path folder_;
    const std::shared_ptr<const SigningKey> key_;
    const Clock& clock_;
    PosixFile file_;
    bool ready_ = false;
    std::uint64_t size_ = 0;
    std::string chain_;  // The hash of the last line.
    bool is_signed_ = false;
};

}  // namespace wardcast::media
