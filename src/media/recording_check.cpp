#include "media/recording_check.h"

#include <fstream>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.h"
#include "base/signing_key.h"
#include "media/index_line.h"
#include "media/recording_index.h"

namespace wardcast::media {
namespace {

std::string text_of(const Json& entry, const char* member) {
    const auto found = entry.find(member);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Goes through an index line by line. Each line is first held against the chain, then for what it tells of.
class Checker {
  public:
    Checker(const std::string& meeting, const std::filesystem::path& folder, std::string_view public_key)
        : meeting_(meeting), folder_(folder), public_key_(public_key) {}

    void take(Json entry) {
        const auto hash = text_of(entry, "hash");
        entry.erase("hash");
        index_.add(entry);
        const auto segment = read_segment(entry);
        check_link(entry, hash, segment);
        if (segment) {
            check_segment(*segment, text_of(entry, "sha256"));
        } else if (const auto init = read_init(entry)) {
            check_media(media_file(folder_, init->info.name, init->run), 0, init->size, text_of(entry, "sha256"),
                        fmt::format("the beginning of {}, run {},", init->info.name, init->run), time_of(*init));
        } else if (entry.contains("signed")) {
            check_signature(entry);
        }
        check_.closed = entry.contains("signed") && entry.value("closed", 0) == 1;
        if (!hash.empty()) before_ = hash;
        if (segment) last_[segment->rendition] = *segment;
    }

    RecordingCheck finish() {
        if (chained_ && !check_.signed_until) fault("nothing of it is signed by this server", std::nullopt);
        if (chained_) check_.head = before_;
        return std::move(check_);
    }

  private:
    void fault(std::string what, std::optional<Timestamp> at) {
        if (check_.faults.size() < RecordingCheck::kMaxFaults) check_.faults.push_back({std::move(what), at});
    }

    [[nodiscard]] std::optional<Timestamp> time_of(const RecordedInit& init) const {
        return index_.wall_time(init.run, Micros(0));
    }

    [[nodiscard]] std::string name_of(const RecordedSegment& segment) const {
        return fmt::format("segment {} of {} ({})", segment.msn, segment.rendition,
                           to_rfc3339(index_.wall_time(segment.run, segment.start)));
    }

    void check_link(const Json& entry, const std::string& hash, const std::optional<RecordedSegment>& segment) {
        if (hash.empty()) {
            if (chained_) fault("a line of the index has lost its hash: " + what_it_is(segment), when(segment));
            return;
        }
        chained_ = true;
        if (hash == chain_hash(before_, entry)) return;
        if (segment) {
            const auto last = last_.find(segment->rendition);
            if (last != last_.end() && last->second.run == segment->run && last->second.msn + 1 < segment->msn) {
                fault(fmt::format("segments of {} are missing from {} on, up to {}", segment->rendition,
                                  to_rfc3339(index_.wall_time(segment->run, last->second.end())), name_of(*segment)),
                      index_.wall_time(segment->run, last->second.end()));
                return;
            }
        }
        fault("the index has been altered at or right before " + what_it_is(segment), when(segment));
    }

    void check_segment(const RecordedSegment& segment, const std::string& hash) {
        ++check_.segments;
        if (hash.empty()) {
            ++check_.unproven;
            return;
        }
        check_media(media_file(folder_, segment.rendition, segment.run), segment.offset, segment.size, hash,
                    name_of(segment), when(segment));
    }

    void check_media(const std::filesystem::path& file, std::uint64_t offset, std::uint32_t size,
                     const std::string& hash, const std::string& name, std::optional<Timestamp> at) {
        if (hash.empty()) return;
        const auto bytes = read_slice({file, offset, size});
        if (!bytes) {
            fault(name + " is missing from " + file.filename().string(), at);
        } else if (to_hex(as_bytes(Sha256::of(*bytes))) != hash) {
            fault(name + " has been altered in " + file.filename().string(), at);
        }
    }

    void check_signature(const Json& entry) {
        const auto at = from_rfc3339(text_of(entry, "at"));
        const auto when = at ? std::optional(*at) : std::nullopt;
        const auto until = text_of(entry, "signed");
        const auto message = chain_message(meeting_, until, entry.value("closed", 0) == 1);
        if (from_base64(text_of(entry, "key")) != public_key_) {
            fault("the signature of " + text_of(entry, "at") + " was made with another server's key", when);
        } else if (until != before_ || !is_signed(message, from_base64(text_of(entry, "signature")), public_key_)) {
            fault("the signature of " + text_of(entry, "at") + " does not fit what stands before it", when);
        } else {
            check_.signed_until = when;
        }
    }

    [[nodiscard]] std::string what_it_is(const std::optional<RecordedSegment>& segment) const {
        if (segment) return name_of(*segment);
        if (last_.empty()) return "its beginning";
        const RecordedSegment* latest = nullptr;
        for (const auto& [rendition, last] : last_) {
            if (latest == nullptr || last.msn > latest->msn) latest = &last;
        }
        return "what follows " + name_of(*latest);
    }

    [[nodiscard]] std::optional<Timestamp> when(const std::optional<RecordedSegment>& segment) const {
        if (!segment) return std::nullopt;
        return index_.wall_time(segment->run, segment->start);
    }

    const std::string& meeting_;
    const std::filesystem::path& folder_;
    const std::string_view public_key_;
    RecordingIndex index_;  // For the times.
    std::string before_{kChainStart};
    bool chained_ = false;
    std::map<std::string, RecordedSegment> last_;
    RecordingCheck check_;
};

}  // namespace

Result<RecordingCheck> check_recording(const std::string& meeting, const std::filesystem::path& folder,
                                       std::string_view public_key) {
    std::ifstream stream(index_file(folder), std::ios::binary);
    if (!stream) {
        return failure(ErrorKind::NotFound, index_file(folder).string() + " is not there, or may not be read");
    }
    Checker checker(meeting, folder, public_key);
    // A line torn by a crash was never part of the chain; one that rotted or was overwritten leaves a broken link.
    for (std::string line; std::getline(stream, line);) {
        if (auto entry = read_index_line(line)) checker.take(std::move(*entry));
    }
    return checker.finish();
}

}  // namespace wardcast::media
