#include "media/stream_ingest.h"

#include <utility>

namespace wardcast::media {

namespace {

std::string without(std::string text, const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets) {
        if (secret.empty()) continue;
        for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
            text.replace(at, secret.size(), "…");
    }
    return text;
}

// What an element says, without the place in its source and the pipeline's number: the same trouble reads the same.
std::string in_short(const std::string& what) {
    const auto details = what.find(" (");
    const auto last_line = what.rfind('\n');
    std::string text = what.substr(0, details);
    if (details == std::string::npos || last_line == std::string::npos || last_line < details) return text;
    const auto end = what.size() - (what.ends_with(')') ? 1 : 0);
    return text + " " + what.substr(last_line + 1, end - last_line - 1);
}

}  // namespace

Outcome<std::unique_ptr<StreamIngest>> StreamIngest::create(const StreamSource& source,
                                                            std::shared_ptr<CameraFeed> feed) {
    auto parsed = Pipeline::parse(source.elements);
    if (!parsed) return tl::unexpected(untold(parsed.error().message));
    auto intake = std::make_shared<TrackIntake>(feed, std::make_shared<Cadence>(source.cushion));
    std::unique_ptr<StreamIngest> ingest(new StreamIngest(std::move(*parsed), std::move(intake)));
    Pipeline& pipeline = ingest->pipeline_;
    const auto demuxer = pipeline.element("tracks");
    if (demuxer == nullptr) return tl::unexpected(untold("no element finds the stream's tracks"));
    if (source.prepare) source.prepare(pipeline);

    pipeline.on_trouble(
        [report = ingest->report_, secrets = source.secrets, explain = source.explain](const std::string& what) {
            auto trouble = explain ? explain(what) : Trouble();
            if (trouble.empty()) trouble = untold(without(in_short(what), secrets));
            const std::lock_guard lock(report->mutex);
            if (report->trouble.empty()) report->trouble = std::move(trouble);
            report->state = IngestState::Failed;
        });
    pipeline.on_end([report = ingest->report_] {
        auto running = IngestState::Running;
        report->state.compare_exchange_strong(running, IngestState::Ended);
    });
    ingest->in_ = pipeline.element("in");
    if (ingest->in_ != nullptr) {
        g_object_set(ingest->in_.get(), "is-live", TRUE, "format", GST_FORMAT_TIME, "block", FALSE, "max-bytes",
                     static_cast<guint64>(kMostWaiting), "leaky-type", GST_APP_LEAKY_TYPE_DOWNSTREAM, nullptr);
    }
    ingest->intake_->follow(demuxer.get(), pipeline.bin(), source.arrival);
    feed->restart(source.origin);
    if (auto playing = pipeline.play(); !playing) {
        auto reason = ingest->trouble();
        return tl::unexpected(reason.empty() ? untold(playing.error().message) : std::move(reason));
    }
    return ingest;
}

StreamIngest::~StreamIngest() {
    intake_->close();
    pipeline_.stop();
}

void StreamIngest::push(BufferPtr bytes) const {
    if (in_ != nullptr) gst_app_src_push_buffer(GST_APP_SRC(in_.get()), bytes.release());
}

std::size_t StreamIngest::waiting() const {
    return in_ != nullptr ? gst_app_src_get_current_level_bytes(GST_APP_SRC(in_.get())) : 0;
}

Trouble StreamIngest::trouble() const {
    const std::lock_guard lock(report_->mutex);
    return report_->trouble;
}

}  // namespace wardcast::media
