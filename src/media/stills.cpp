#include "media/stills.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <gst/base/gsttypefindhelper.h>

#include "base/sha256.h"
#include "media/pipeline.h"
#include "media/raw_format.h"

namespace wardcast::media {

namespace {

constexpr auto kPatience = 20 * GST_SECOND;  // A picture of the largest size on a busy machine.
// Phones store which way is up beside the picture.
constexpr const char* kDecodeJpeg = "jpegparse ! jpegdec";
constexpr const char* kDecodePng = "pngdec";
constexpr std::size_t kPngHead = 33;  // Signature and first chunk.
constexpr const char* kToProgramme =
    " ! videoconvert ! videoflip method=automatic ! videoscale add-borders=true"
    " ! " WARDCAST_PICTURE_CAPS ",colorimetry=bt601";

tl::unexpected<Error> no_picture(const std::string& why) {
    return failure(ErrorKind::BadInput, why + " Send a JPEG or PNG of at most 50 megapixels.");
}

// JPEGs hold colours of BT.601 in full range (JFIF); the encoder takes what it is given for such.
constexpr const char* kToJpeg = " ! videoconvert ! video/x-raw,colorimetry=1:4:0:0 ! jpegenc quality=90";

BufferPtr to_buffer(const std::string& bytes) {
    BufferPtr buffer(gst_buffer_new_allocate(nullptr, bytes.size(), nullptr));
    gst_buffer_fill(buffer.get(), 0, bytes.data(), bytes.size());
    return buffer;
}

// How to decode it, if it is a picture of a size that can be; looked at before anything is decoded.
Result<const char*> decoder_of(GstBuffer* image) {
    if (gst_buffer_get_size(image) == 0) return no_picture("Nothing arrived.");
    const CapsPtr caps(gst_type_find_helper_for_buffer(nullptr, image, nullptr));
    if (caps == nullptr) return no_picture("This is no picture.");
    const GstStructure* format = gst_caps_get_structure(caps.get(), 0);
    const bool is_jpeg = gst_structure_has_name(format, "image/jpeg");
    if (!is_jpeg && !gst_structure_has_name(format, "image/png")) {
        return no_picture("Pictures of this kind are not taken.");
    }
    gint width = 0, height = 0;
    if (is_jpeg) {
        gst_structure_get_int(format, "width", &width);
        gst_structure_get_int(format, "height", &height);
    } else if (const BufferMap map(image, GST_MAP_READ); map.bytes().size() >= kPngHead) {
        // Its first chunk begins with them (PNG specification, section 11.2.2).
        width = static_cast<gint>(GST_READ_UINT32_BE(map.bytes().data() + 16) & G_MAXINT32);
        height = static_cast<gint>(GST_READ_UINT32_BE(map.bytes().data() + 20) & G_MAXINT32);
    }
    if (width == 0 || height == 0) return no_picture("The picture is damaged.");
    if (static_cast<long>(width) * height > Stills::kMostPixels) return no_picture("The picture is too large.");
    return is_jpeg ? kDecodeJpeg : kDecodePng;
}

// What comes out of elements that are given one buffer.
Result<BufferPtr> through(const std::string& elements, BufferPtr image) {
    auto pipeline = Pipeline::parse("appsrc name=in ! " + elements + " ! appsink name=out sync=false async=false");
    if (!pipeline) return tl::unexpected(pipeline.error());
    const auto in = pipeline->element("in");
    const auto out = pipeline->element("out");
    if (auto playing = pipeline->play(); !playing) return tl::unexpected(playing.error());
    gst_app_src_push_buffer(GST_APP_SRC(in.get()), image.release());
    gst_app_src_end_of_stream(GST_APP_SRC(in.get()));
    const SamplePtr sample(gst_app_sink_try_pull_sample(GST_APP_SINK(out.get()), kPatience));
    if (sample == nullptr) return no_picture("The picture is damaged.");
    // A copy of its own: the pool's memory goes away with the pipeline.
    return BufferPtr(gst_buffer_copy_deep(gst_sample_get_buffer(sample.get())));
}

}  // namespace

Result<std::string> Stills::store(const std::string& meeting, const std::string& image) const {
    auto buffer = to_buffer(image);
    const auto decoder = decoder_of(buffer.get());
    if (!decoder) return tl::unexpected(decoder.error());
    const auto made = through(std::string(*decoder) + kToProgramme + kToJpeg, std::move(buffer));
    if (!made) return tl::unexpected(made.error());
    const BufferMap map(made->get(), GST_MAP_READ);
    auto name = to_hex(as_bytes(Sha256::of(map.text()))).substr(0, 32);

    std::error_code error;
    std::filesystem::create_directories(folder_ / meeting, error);
    // Whoever reads finds all of it or nothing.
    const auto whole = file(meeting, name);
    auto partial = whole;
    partial += ".part";
    std::ofstream stream(partial, std::ios::binary);
    stream << map.text();
    stream.close();
    if (stream) std::filesystem::rename(partial, whole, error);
    if (!stream || error) {
        return failure(ErrorKind::Unavailable, "The picture cannot be written; the server's disk may be full.");
    }
    return name;
}

Result<BufferPtr> Stills::picture(const std::string& meeting, const std::string& name) const {
    const auto stored = jpeg(meeting, name);
    if (!stored) return failure(ErrorKind::NotFound, "there is no still picture '" + name + "'");
    return through(std::string(kDecodeJpeg) + kToProgramme, to_buffer(*stored->jpeg));
}

std::optional<Thumbnail> Stills::jpeg(const std::string& meeting, const std::string& name) const {
    // Names come from the log; one that is not ours names no file.
    const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    });
    if (!is_name) return std::nullopt;
    std::ifstream stream(file(meeting, name), std::ios::binary);
    if (!stream) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    return Thumbnail{share_bytes(std::move(bytes)), '"' + name + '"'};
}

std::filesystem::path Stills::file(const std::string& meeting, const std::string& name) const {
    return folder_ / meeting / (name + ".jpg");
}

}  // namespace wardcast::media
