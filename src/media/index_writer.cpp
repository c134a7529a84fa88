#include "media/index_writer.h"

#include <utility>

#include "media/index_line.h"
#include "media/recording_index.h"

namespace wardcast::media {

IndexWriter::IndexWriter(std::string meeting, std::filesystem::path folder, PosixFile file,
                         std::shared_ptr<const SigningKey> key, const Clock& clock)
    : meeting_(std::move(meeting)),
      folder_(std::move(folder)),
      key_(std::move(key)),
      clock_(clock),
      file_(std::move(file)) {}

Result<void> IndexWriter::open() {
    if (ready_) return {};
    if (!file_.is_open()) {
        auto opened = open_index_file(folder_, std::chrono::milliseconds(0));
        if (!opened) return tl::unexpected(std::move(opened.error()));
        file_ = std::move(*opened);
    }
    const auto size = file_.size();
    if (!size) return tl::unexpected(size.error());
    size_ = *size;
    chain_ = last_chain_hash(folder_);
    if (size_ > 0) {
        // The line before may have been torn by a crash: an empty line ends it, and does no harm where there was none.
        if (auto written = file_.write_at(size_, "\n"); !written) return written;
        ++size_;
    }
    ready_ = true;
    return {};
}

Result<void> IndexWriter::append(Json entry) {
    if (auto opened = open(); !opened) return opened;
    auto hash = chain_hash(chain_, entry);
    entry["hash"] = hash;
    const auto line = write_index_line(entry);
    if (auto written = file_.write_at(size_, line); !written) {
        (void)file_.truncate(size_);  // Where this fails, the next line overwrites what stands there.
        return written;
    }
    size_ += line.size();
    chain_ = std::move(hash);
    is_signed_ = false;
    return {};
}

Result<void> IndexWriter::sign(bool closes) {
    if (!key_ || !ready_ || (is_signed_ && !closes)) return {};
    const auto signature = key_->sign(chain_message(meeting_, chain_, closes));
    auto appended = append({{"signed", chain_},
                            {"closed", closes ? 1 : 0},
                            {"at", to_rfc3339(clock_.now())},
                            {"key", to_base64(key_->public_key())},
                            {"signature", to_base64(signature)}});
    if (appended) is_signed_ = true;
    return appended;
}

Result<void> IndexWriter::sync() {
    if (!file_.is_open()) return {};
    return file_.sync();
}

}  // namespace wardcast::media
