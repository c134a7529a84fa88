#include "media/thumbnails.h"

#include <fstream>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

#include <spdlog/spdlog.h>

#include "base/sha256.h"

namespace wardcast::media {
namespace {

constexpr int kNice = 15;
constexpr const char* kFile = "picture.jpg";

Thumbnail thumbnail(std::string jpeg) {
    Thumbnail made;
    made.etag = '"' + to_hex(as_bytes(Sha256::of(jpeg))).substr(0, 32) + '"';
    made.jpeg = share_bytes(std::move(jpeg));
    return made;
}

// Whole or not at all. Where it cannot be written there is just no picture later.
void write_file(const std::filesystem::path& folder, const std::string& jpeg) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) return;  // Nothing is recorded.
    const auto fresh = folder / (std::string(kFile) + ".new");
    std::ofstream out(fresh, std::ios::binary);
    out << jpeg;
    out.close();
    if (out) std::filesystem::rename(fresh, folder / kFile, ignored);
}

std::optional<Thumbnail> read_file(const std::filesystem::path& folder) {
    std::ifstream in(folder / kFile, std::ios::binary);
    if (!in) return std::nullopt;
    return thumbnail(std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace

Thumbnails::Thumbnails(std::filesystem::path recordings) : recordings_(std::move(recordings)) {
    thread_.post([] { setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice); });
}

Thumbnails::~Thumbnails() {
    thread_.stop();
}

bool Thumbnails::is_due(const std::string& meeting, Ticks::time_point now) const {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(meeting);
    return found == meetings_.end() || (!found->second.busy && now >= found->second.due);
}

void Thumbnails::take(const std::string& meeting, std::vector<Pacer::Still> stills, bool keeps, Ticks::time_point now) {
    unsigned put_away = 0;
    {
        const std::lock_guard lock(mutex_);
        auto& taken = meetings_[meeting];
        taken.due = now + kEvery;
        taken.busy = true;
        put_away = taken.put_away;
    }
    auto shared = std::make_shared<const std::vector<Pacer::Still>>(std::move(stills));
    thread_.post([this, meeting, shared, keeps, put_away] { encode(meeting, *shared, keeps, put_away); });
}

void Thumbnails::encode(const std::string& meeting, const std::vector<Pacer::Still>& stills, bool keeps,
                        unsigned put_away) {
    std::map<std::string, Thumbnail> pictures;
    SharedBytes kept;
    for (const auto& still : stills) {
        auto jpeg = encode_thumbnail(still.picture.get());
        if (!jpeg) {
            spdlog::warn("meeting {}: {}", meeting, jpeg.error().message);
            continue;
        }
        const auto& made = pictures.emplace(still.camera, thumbnail(std::move(*jpeg))).first->second;
        if (still.camera.empty() && !still.is_slate && keeps) kept = made.jpeg;
    }
    {
        const std::lock_guard lock(mutex_);
        const auto found = meetings_.find(meeting);
        if (found == meetings_.end()) return;
        auto& taken = found->second;
        taken.busy = false;
        if (taken.put_away != put_away) {
            pictures.erase("");
            kept = nullptr;
        }
        taken.pictures = std::move(pictures);
    }
    if (kept) write_file(recordings_ / meeting, *kept);
}

void Thumbnails::put_away(const std::string& meeting) {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(meeting);
    if (found == meetings_.end()) return;
    ++found->second.put_away;
    found->second.pictures.erase("");
    found->second.due = {};
}

void Thumbnails::forget(const std::string& meeting) {
    const std::lock_guard lock(mutex_);
    meetings_.erase(meeting);
}

std::optional<Thumbnail> Thumbnails::picture(const std::string& meeting) const {
    {
        const std::lock_guard lock(mutex_);
        const auto found = meetings_.find(meeting);
        if (found != meetings_.end()) {
            const auto shown = found->second.pictures.find("");
            if (shown == found->second.pictures.end()) return std::nullopt;
            return shown->second;
        }
    }
    return read_file(recordings_ / meeting);
}

std::optional<Thumbnail> Thumbnails::camera(const std::string& meeting, const std::string& camera) const {
    const std::lock_guard lock(mutex_);
    const auto found = meetings_.find(meeting);
    if (found == meetings_.end() || camera.empty()) return std::nullopt;
    const auto sent = found->second.pictures.find(camera);
    if (sent == found->second.pictures.end()) return std::nullopt;
    return sent->second;
}

}  // namespace wardcast::media
