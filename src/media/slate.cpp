#include "media/slate.h"

#include <string_view>

#include "media/pipeline.h"
#include "media/raw_format.h"

namespace wardcast::media {

namespace {

// The first family that is installed. Sizes are in points of a 720-line picture.
constexpr const char* kFont = "Atkinson Hyperlegible, DejaVu Sans, sans";

constexpr std::size_t kShortTitle = 36;  // Bytes; about two lines at full size.
constexpr glong kMostCharacters = 100;   // Three lines at the smaller size.

struct Words {
    const char* english;
    const char* welsh;
};

Words words(SlateState state) {
    switch (state) {
        case SlateState::NotStarted:
            return {"The meeting has not started", "Nid yw’r cyfarfod wedi dechrau"};
        case SlateState::Lost:
            return {"The picture will be back shortly", "Bydd y llun yn ôl cyn bo hir"};
        case SlateState::OffAir:
            return {"Off air", "Oddi ar yr awyr"};
        case SlateState::Pause:
            return {"The meeting will go on shortly", "Bydd y cyfarfod yn parhau cyn bo hir"};
    }
    return {"", ""};
}

std::string escaped(const std::string& text) {
    const GString markup(g_markup_escape_text(text.c_str(), static_cast<gssize>(text.size())));
    return markup.get();
}

// At most `most` characters, cut between characters. Titles come normalised from the domain, but not bounded for us.
std::string shortened(const std::string& title, glong most) {
    const GString valid(g_utf8_make_valid(title.c_str(), static_cast<gssize>(title.size())));
    if (g_utf8_strlen(valid.get(), -1) <= most) return valid.get();
    const GString cut(g_utf8_substring(valid.get(), 0, most - 1));
    return std::string(cut.get()) + "…";
}

void set_text(const Pipeline& pipeline, const char* overlay, const std::string& markup) {
    g_object_set(pipeline.element(overlay).get(), "text", markup.c_str(), "font-desc", kFont, nullptr);
}

}  // namespace

Result<BufferPtr> draw_slate(const std::string& title, SlateState state) {
    auto pipeline = Pipeline::parse(
        "videotestsrc num-buffers=1 pattern=solid-color foreground-color=0xff0b3b39"
        " ! " WARDCAST_PROGRAMME_PICTURE_CAPS
        " ! textoverlay name=words draw-shadow=false draw-outline=false auto-resize=false"
        "   halignment=center valignment=center line-alignment=center xpad=120"
        " ! textoverlay name=maker draw-shadow=false draw-outline=false auto-resize=false"
        "   halignment=center valignment=bottom ypad=44 color=0xffc9e4de"
        " ! " WARDCAST_PROGRAMME_PICTURE_CAPS " ! appsink name=out sync=false");
    if (!pipeline) return tl::unexpected(pipeline.error());
    const Words told = words(state);
    set_text(*pipeline, "words",
             std::string("<span size=\"") + (title.size() > kShortTitle ? "44" : "60") + "pt\" weight=\"bold\">" +
                 escaped(shortened(title, kMostCharacters)) + "</span>\n\n<span size=\"38pt\">" + told.english +
                 "</span>\n<span size=\"38pt\" foreground=\"#c9e4de\">" + told.welsh + "</span>");
    set_text(*pipeline, "maker", "<span size=\"22pt\">Wardcast</span>");
    if (auto playing = pipeline->play(); !playing) return tl::unexpected(playing.error());
    auto out = pipeline->element("out");
    const SamplePtr sample(gst_app_sink_try_pull_sample(GST_APP_SINK(out.get()), 5 * GST_SECOND));
    if (sample == nullptr) return failure(ErrorKind::Internal, "the slate could not be drawn");
    // A copy of its own: the pool's memory goes away with the pipeline.
    return BufferPtr(gst_buffer_copy_deep(gst_sample_get_buffer(sample.get())));
}

Result<Slates> Slates::draw(const std::string& title) {
    Slates slates;
    for (auto& [slate, state] :
         {std::pair{&slates.not_started, SlateState::NotStarted}, std::pair{&slates.lost, SlateState::Lost},
          std::pair{&slates.off_air, SlateState::OffAir}, std::pair{&slates.pause, SlateState::Pause}}) {
        auto drawn = draw_slate(title, state);
        if (!drawn) return tl::unexpected(drawn.error());
        *slate = std::move(*drawn);
    }
    return slates;
}

GstBuffer* Slates::of(SlateState state) const noexcept {
    switch (state) {
        case SlateState::NotStarted:
            return not_started.get();
        case SlateState::Lost:
            return lost.get();
        case SlateState::OffAir:
            return off_air.get();
        case SlateState::Pause:
            return pause.get();
    }
    return lost.get();
}

}  // namespace wardcast::media
