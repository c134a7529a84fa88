#include "integration/http/fake_studio.h"

#include "http/gzip.h"

namespace wardcast::http {
namespace {

constexpr const char* kPlaylistType = "application/vnd.apple.mpegurl";

}  // namespace

FakeStudio::FakeStudio() : answer_(media::WhipAnswer{"session-1", "\"etag-1\"", "v=0 answer"}) {
    std::string bytes(300'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7 % 251);
    segment_ = share_bytes(std::move(bytes));
}

void FakeStudio::advance(int msn) {
    std::vector<Advanced> advanced;
    {
        const std::lock_guard lock(mutex_);
        msn_ = msn;
        advanced = advanced_;
    }
    for (const Advanced& told : advanced)
        told("ward", "720p");
}

void FakeStudio::answer_with(media::WhipResult<media::WhipAnswer> answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
}

std::vector<media::WhipRequest> FakeStudio::published() {
    const std::lock_guard lock(mutex_);
    return published_;
}

void FakeStudio::store_still(const std::string&, std::string image, std::function<void(Result<std::string>)> stored) {
    if (image == "picture") return stored("still-1");
    stored(failure(ErrorKind::BadInput, "this is no picture"));
}

std::optional<media::Thumbnail> FakeStudio::still(const std::string&, const std::string& name) {
    if (name != "still-1") return std::nullopt;
    return media::Thumbnail{share_bytes("picture"), "\"still-1\""};
}

void FakeStudio::publish(media::WhipRequest request, Answered answered) {
    media::WhipResult<media::WhipAnswer> answer;
    {
        const std::lock_guard lock(mutex_);
        published_.push_back(std::move(request));
        answer = answer_;
    }
    answered(std::move(answer));
}

class FakeStudio::Input final : public media::StreamInput {
  public:
    explicit Input(FakeStudio& studio) : studio_(studio) {}
    ~Input() override { studio_.note("left"); }
    void push(std::string_view bytes) override { studio_.note(std::string(bytes)); }
    [[nodiscard]] std::size_t waiting() const override { return studio_.waiting_; }
    [[nodiscard]] bool over() const override { return studio_.streams_over_; }

  private:
    FakeStudio& studio_;
};

void FakeStudio::note(std::string what) {
    const std::lock_guard lock(mutex_);
    streams_.push_back(std::move(what));
    changed_.notify_all();
}

std::vector<std::string> FakeStudio::streams(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(20), [&] { return streams_.size() >= count; });
    return streams_;
}

void FakeStudio::publish_webm(media::StreamRequest request,
                              std::function<void(media::WhipResult<std::shared_ptr<media::StreamInput>>)> answered) {
    note("webm " + request.meeting + " " + request.camera + (request.takeover ? " takeover" : ""));
    const auto refused = [&] {
        const std::lock_guard lock(mutex_);
        return answer_ ? std::nullopt : std::optional(answer_.error());
    }();
    if (refused) return answered(tl::unexpected(*refused));
    answered(std::make_shared<Input>(*this));
}

void FakeStudio::publish_rtmp(media::StreamRequest request, std::string address,
                              std::function<void(media::WhipResult<void>)> answered) {
    note("rtmp " + address + " " + request.camera);
    const auto refused = [&] {
        const std::lock_guard lock(mutex_);
        return answer_ ? std::nullopt : std::optional(answer_.error());
    }();
    if (refused) return answered(tl::unexpected(*refused));
    answered({});
}

void FakeStudio::end_rtmp(std::string address) {
    note("rtmp " + address + " over");
}

void FakeStudio::patch(const std::string&, const std::string&, std::optional<std::string> if_match, std::string,
                       Answered answered) {
    if (!if_match) {
        answered(tl::unexpected(media::WhipError{428, "precondition_required", "If-Match is needed"}));
    } else if (*if_match == "\"restart\"") {
        answered(media::WhipAnswer{"session-1", "\"etag-2\"", "a=ice-ufrag:new"});
    } else {
        answered(media::WhipAnswer{"session-1", "\"etag-1\"", ""});
    }
}

void FakeStudio::remove(const std::string&, const std::string& session,
                        std::function<void(media::WhipResult<void>)> removed) {
    if (session == "session-1") return removed({});
    removed(tl::unexpected(media::WhipError{404, "not_found", "there is no such session"}));
}

std::vector<media::WhepRequest> FakeStudio::viewed() {
    const std::lock_guard lock(mutex_);
    return viewed_;
}

void FakeStudio::view(media::WhepRequest request, Answered answered) {
    media::WhipResult<media::WhipAnswer> answer;
    {
        const std::lock_guard lock(mutex_);
        viewed_.push_back(std::move(request));
        answer = answer_;
    }
    answered(std::move(answer));
}

media::HlsReply FakeStudio::hls(const std::string& meeting, std::string_view path, std::string_view query) {
    const std::lock_guard lock(mutex_);
    if (meeting != "ward") return media::HlsRefusal{404, "there is no programme"};
    if (path == "720p.m3u8") {
        constexpr std::string_view kMsn = "_HLS_msn=";
        if (query.starts_with(kMsn) && std::stoi(std::string(query.substr(kMsn.size()))) > msn_) {
            return media::HlsWait{"720p", at_most_};
        }
        const std::string playlist = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:" + std::to_string(msn_) + "\n";
        return media::HlsBody{share_bytes(playlist), kPlaylistType, "max-age=1",
                              share_bytes(gzip(playlist, Effort::Fast))};
    }
    if (path == "720p/" + std::to_string(msn_) + ".m4s") {
        return media::HlsBody{segment_, "video/mp4", "max-age=31536000, immutable", nullptr};
    }
    return media::HlsRefusal{404, "it has left the window"};
}

void FakeStudio::on_advance(Advanced advanced) {
    const std::lock_guard lock(mutex_);
    advanced_.push_back(std::move(advanced));
}

namespace {

class InMemory final : public ByteSource {
  public:
    explicit InMemory(SharedBytes bytes) : bytes_(std::move(bytes)) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_->size(); }
    [[nodiscard]] SharedBytes read(std::uint64_t offset, std::size_t length) const override {
        return share_bytes(bytes_->substr(static_cast<std::size_t>(offset), length));
    }

  private:
    const SharedBytes bytes_;
};

}  // namespace

media::HlsReply FakeStudio::recording_index(const std::string& meeting, const std::vector<std::string>& captions) {
    if (meeting != "ward") return media::HlsRefusal{404, "there is no recording of this meeting"};
    std::string text = "#EXTM3U\n";
    for (const auto& language : captions)
        text += "captions/" + language + "/index.m3u8\n";
    return media::HlsBody{share_bytes(std::move(text)), "application/vnd.apple.mpegurl", "no-cache", nullptr};
}

Result<media::RecordingFacts> FakeStudio::recording(const std::string& meeting) {
    if (meeting != "ward") return failure(ErrorKind::NotFound, "there is no recording of this meeting");
    const auto begin = from_rfc3339("2026-11-26T19:00:00Z").value();
    media::RecordingFacts facts;
    facts.spans = {{begin, begin + std::chrono::seconds(60), std::chrono::seconds(0)},
                   {begin + std::chrono::seconds(90), begin + std::chrono::seconds(120), std::chrono::seconds(60)}};
    facts.pauses = {{begin + std::chrono::seconds(60), begin + std::chrono::seconds(90), "off_air"}};
    facts.duration = std::chrono::seconds(90);
    facts.bytes = segment_->size();
    facts.renditions = {"720p"};
    return facts;
}

void FakeStudio::recording_file(const std::string&, std::vector<media::Chapter>,
                                std::function<void(Result<media::RecordingFile>)> answered) {
    answered(media::RecordingFile{std::make_shared<InMemory>(segment_), "\"whole\""});
}

std::optional<media::Thumbnail> FakeStudio::programme(const std::string& meeting) {
    if (meeting != "ward") return std::nullopt;
    return media::Thumbnail{share_bytes("jpeg of the programme"), "\"p1\""};
}

std::optional<media::Thumbnail> FakeStudio::camera(const std::string& meeting, const std::string& camera) {
    if (meeting != "ward" || camera != "main") return std::nullopt;
    return media::Thumbnail{share_bytes("jpeg of a camera"), "\"c1\""};
}

}  // namespace wardcast::http
