#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/signing_key.h"
#include "media/direction.h"

// What the rest of the program sees of the media side. No GStreamer type appears here.
namespace wardcast::media {

struct IceSettings {
    std::uint16_t min_port = 0;  // UDP range for WebRTC, one port for each session; 0: any.
    std::uint16_t max_port = 0;
    std::string local_address;   // The only one to gather candidates on; empty: those of all interfaces.
    std::string public_address;  // Told to cameras beside them, where a router translates; empty: there is none.
    bool tcp = true;
};

// The SRT listener for encoders, one for all meetings.
struct SrtSettings {
    std::string address;  // To listen on; empty: none.
    std::uint16_t port = 0;
    std::string passphrase = {};  // 10 to 79 characters; empty: streams are not encrypted.
    std::chrono::milliseconds latency{200};
};

struct StudioSettings {
    std::filesystem::path data;  // Recordings go to data/recordings/{slug}.
    bool record = true;
    IceSettings ice;
    std::shared_ptr<const SigningKey> key;  // Signs recordings; null: they are not signed.
    std::size_t max_sessions = 16;          // Cameras that send to this process at the same time.
    std::size_t max_whep = 50;              // WHEP sessions in this process; 0: none.
    std::chrono::seconds live_window{60};   // How much of the past live playlists hold.
    std::vector<std::string> ladder;        // As media/ladder.h reads it; empty: the default.
    SrtSettings srt;
    // Why nothing may be relayed to this host and port, in words for the clerk; a value where it may. Asked before each
    // connection, on the relay's own thread: it may resolve the name and take seconds. None: everything may.
    std::function<Result<void>(const std::string& host, std::uint16_t port)> may_relay_to = {};
    // Whether this token is the meeting's camera token, for streams that bring theirs to the media side itself. Called
    // on any thread; must be quick.
    std::function<bool(const std::string& meeting, const std::string& token)> is_camera_token;
};

// How a camera's picture and sound reach the server.
enum class CameraKind {
    Pushed,  // Somebody sends them: WHIP, SRT, RTMP, a browser's WebSocket.
    Rtsp,    // The server pulls them from an IP camera.
    Device,  // A webcam or sound card of the server machine.
    File,    // A clip from data/clips.
    Test,    // Moving picture with a clock, and a tone.
};
struct CameraSource {
    std::string id;
    CameraKind kind = CameraKind::Pushed;
    std::string address;  // As each kind has it (camera_address.h); may hold a password.
    bool operator==(const CameraSource&) const = default;
};

// A webcam, capture card or sound card of this machine.
struct CaptureDevice {
    std::string name;
    bool picture = false;  // Else sound.
};

// Why a camera that sends is of no use to viewers.
struct CameraAlarms {
    bool silence = false;     // Nothing heard for 10 s.
    bool black = false;       // For 5 s.
    bool frozen = false;      // The picture stands still, or none comes, for 5 s.
    bool not_on_air = false;  // The meeting has begun, and nobody sees or hears this camera.

    bool operator==(const CameraAlarms&) const = default;
};

// What viewers of the programme are really given.
struct ViewersGet {
    int delay_ms = 0;        // From a picture's arrival here to the newest part that holds it.
    int fps = 0;             // Pictures of a camera that differ from the one before.
    double level_db = -100;  // RMS, dBFS.
};

// What the server hears and sees of a camera (docs/protocol.md 2.6).
struct CameraSignal {
    enum class State { Live, Lost, None } state = State::None;
    double level_db = -100;
    int kbps = 0, fps = 0, width = 0, height = 0;
    bool given = false;  // Viewers see or hear it.
    CameraAlarms alarms;
    ViewersGet viewers;
};

// Where the programme is pushed to as well.
struct RelayTarget {
    std::string id;
    std::string address;  // rtmp://, rtmps:// or srt://, as relay_address.h has it; may hold a key.
    std::string key;      // RTMP: the stream key; SRT: the stream id. Empty where the address holds it.
    bool operator==(const RelayTarget&) const = default;
};

// How a relay does.
struct RelayHealth {
    enum class State {
        Waiting,     // The programme is not on the air: nothing is sent.
        Connecting,  // The target has not taken anything yet.
        Live,        // It takes what it is sent.
        Trouble,     // It does not; tried again at next_try_at.
    } state = State::Waiting;
    Timestamp since = {};  // Of the state.
    int kbps = 0;          // Sent in the last seconds.
    std::uint64_t dropped =
        0;                   // Pictures left out since the connection began, because the target took them too slowly.
    std::string error = {};  // Cause and cure, without secrets; empty where all is well.
    std::optional<Timestamp> next_try_at = std::nullopt;

    bool operator==(const RelayHealth&) const = default;
};

// Told of what happens in a programme. Called from media threads; must not block.
class StudioListener {
  public:
    virtual ~StudioListener() = default;
    virtual void camera_live(const std::string& meeting) noexcept = 0;  // First picture or sound reached the programme.
    virtual void camera_lost(const std::string& meeting) noexcept = 0;  // The slate is on.
    virtual void camera_signal(const std::string& meeting, const std::string& camera,
                               const CameraSignal& signal) noexcept = 0;
    // On each change of state, and every few seconds while it is live.
    virtual void relay_health(const std::string& meeting, const std::string& relay,
                              const RelayHealth& health) noexcept = 0;
    virtual void recording_ready(const std::string& meeting) noexcept = 0;  // Closed and playable.
    virtual void recording_trouble(const std::string& meeting,
                                   const std::string& reason) noexcept = 0;   // Disk full; the stream goes on.
    virtual void recording_resumed(const std::string& meeting) noexcept = 0;  // After trouble.
};

// --- WHIP (RFC 9725) ---

struct WhipRequest {
    std::string meeting;
    std::string camera = "main";
    std::string publisher;  // Who publishes: a second POST of the same publisher replaces its session silently.
    bool takeover = false;  // Replace another publisher's session.
    std::string offer;      // SDP
};
// Everything that the HTTP edge must answer: 201 with these, or the error's status.
struct WhipAnswer {
    std::string session;  // Unguessable.
    std::string etag;     // Quoted, as the header has it.
    std::string sdp;
};
struct WhipError {
    int status = 500;  // 400, 406, 409, 412, 428, 404, 503
    std::string code;  // "camera_busy", "no_usable_codec", …
    std::string message;
};
template <class T>
using WhipResult = tl::expected<T, WhipError>;

// --- WHEP (draft-ietf-wish-whep-03): answered as WHIP is ---

struct WhepRequest {
    std::string meeting;
    bool is_reserved = false;  // The room and staff: they find a place where residents no longer do.
    std::string offer;         // SDP
};

// --- Streams that others bring ---

// Somebody who may publish wants to send a camera's stream, otherwise than by WHIP. Refusals are those of WHIP.
struct StreamRequest {
    std::string meeting;
    std::string camera = "main";
    std::string publisher;  // As with WHIP.
    bool takeover = false;
};
// A stream that its receiver hands over piece by piece. Threads: any, one at a time. Dropped by its last owner, the
// camera has left.
class StreamInput {
  public:
    virtual ~StreamInput() = default;
    // Nothing once it is over.
    virtual void push(std::string_view bytes) = 0;
    // Bytes that wait to be decoded: whoever can should send more slowly over half a megabyte, since beyond four the
    // oldest are thrown away.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    // Replaced, given up or the meeting has ended: nothing more is taken.
    [[nodiscard]] virtual bool over() const = 0;
};

// --- Live HLS (RFC 8216bis) ---

// Bytes for one HLS request.
struct HlsBody {
    SharedBytes bytes;
    const char* content_type = "";
    const char* cache_control = "";
    // The same playlist compressed with gzip, where worth it; may be null.
    SharedBytes gzip;
};
struct HlsRefusal {
    int status = 404;  // 400, 404, 503
    std::string message;
};
// The request is for something not there yet: ask again once the rendition has advanced, until the deadline.
struct HlsWait {
    std::string rendition;
    std::chrono::milliseconds at_most;
};
using HlsReply = std::variant<HlsBody, HlsRefusal, HlsWait>;

// --- What stays ---

// A recording as a whole.
struct RecordingFacts {
    // Recorded without a break.
    struct Span {
        Timestamp from;
        Timestamp to;
        std::chrono::milliseconds at{};  // Where it begins when the recording is played.
    };
    struct Pause {
        Timestamp from;
        Timestamp to;
        std::string why;  // "off_air", "restart" of the server, "not_written": the disk.
    };
    std::vector<Span> spans;  // In order; empty: nothing is recorded.
    std::vector<Pause> pauses;
    std::chrono::milliseconds duration{};
    std::uint64_t bytes = 0;  // On disk, of all renditions.
    std::vector<std::string> renditions;
    std::string head;  // Where the chain of hashes has come to; empty: none.

    // Where a moment is found when the recording is played; what fell into a pause, where that is over.
    [[nodiscard]] std::chrono::milliseconds position_of(Timestamp time) const;
};

struct Chapter {
    std::chrono::milliseconds at{};  // From the recording's beginning.
    std::string title;
};

// A recording as one MP4.
struct RecordingFile {
    std::shared_ptr<const ByteSource> bytes;
    std::string etag;  // With its quotes.
};

// A JPEG, 640 pixels wide.
struct Thumbnail {
    SharedBytes jpeg;
    std::string etag;
};

// The live programmes and recordings of all meetings.
//
// Threads: every method may be called from any thread. whip_* and whep_* answer through a callback on a media thread,
// which must not block; hls() is quick (a lock held for a look-up).
class Studio {
  public:
    virtual ~Studio() = default;

    // Checks that every plugin needed is there; the message names the missing element and its Debian package.
    [[nodiscard]] static Result<void> check();
    // What a camera of kind Device may name. Takes a moment.
    [[nodiscard]] static std::vector<CaptureDevice> devices();
    // Refused with BadInput where no camera of that kind can have such an address; the reason is for people.
    [[nodiscard]] static Result<void> check_address(CameraKind kind, const std::string& address);
    [[nodiscard]] static Result<std::unique_ptr<Studio>> create(StudioSettings settings, StudioListener& listener,
                                                                const Clock& clock);

    // The meeting's programme runs from here (slate until a camera comes) to end(). Started again after a restart of
    // the server, it continues the recording and the media sequence with a discontinuity. title stands on the slate.
    virtual Result<void> start(const std::string& meeting, const std::string& title) = 0;
    // Closes the recording; recording_ready follows. The live playlist gets its EXT-X-ENDLIST.
    virtual void end(const std::string& meeting) = 0;
    // Off air: slate and silence at once, nothing recorded, until on air again.
    virtual void set_air(const std::string& meeting, bool on_air) = 0;
    // What viewers are to see and hear; kept for a programme that is yet to begin.
    virtual void direct(const std::string& meeting, const Direction& direction) = 0;
    // Where the meeting's programme is pushed to from now on: while it is started, on the air and not rehearsed.
    // Returns when what is no longer in the list sends and reports nothing any more.
    virtual void set_relays(const std::string& meeting, std::vector<RelayTarget> targets) = 0;
    // Stores a picture (JPEG or PNG) for Direction::Shown::Still, scaled to the programme's size; answered on a
    // media thread with the name under which set_still() finds it, also after a restart. BadInput: it is no such
    // picture.
    virtual void store_still(const std::string& meeting, std::string image,
                             std::function<void(Result<std::string>)> stored) = 0;
    // What Direction::Shown::Still shows from now on; empty: nothing, which is the slate.
    virtual void set_still(const std::string& meeting, const std::string& name) = 0;
    // The picture of that name as viewers would see it.
    [[nodiscard]] virtual std::optional<Thumbnail> still(const std::string& meeting, const std::string& name) = 0;
    // A rehearsal runs the programme, but records nothing; when it ends, nothing of it is left. Whoever serves hls()
    // asks is_rehearsing(), as only staff and cameras may see it.
    virtual void rehearse(const std::string& meeting, const std::string& title, bool on) = 0;
    [[nodiscard]] virtual bool is_rehearsing(const std::string& meeting) const = 0;
    // The synthetic camera of --demo: moving picture with a clock, and a tone. Starts the programme if needed.
    virtual Result<void> start_test_camera(const std::string& meeting) = 0;

    // The meeting's cameras from now on. Those that the server pulls run while the programme is started; pushes to one
    // that is not in the list are refused. Before the first call any name may be pushed to.
    virtual void set_cameras(const std::string& meeting, std::vector<CameraSource> cameras) = 0;

    virtual void whip_publish(WhipRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) = 0;
    // Trickle candidates or an ICE restart. Answers the new SDP fragment and ETag for a restart, empty sdp for trickle.
    virtual void whip_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                            std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) = 0;
    virtual WhipResult<void> whip_delete(const std::string& meeting, const std::string& session) = 0;

    // 409 where the meeting has no programme, 406 where the offer cannot take it, 503 where every place is taken.
    virtual void whep_view(WhepRequest request, std::function<void(WhipResult<WhipAnswer>)> answered) = 0;
    virtual void whep_patch(const std::string& meeting, const std::string& session, std::optional<std::string> if_match,
                            std::string fragment, std::function<void(WhipResult<WhipAnswer>)> answered) = 0;
    virtual void whep_delete(const std::string& meeting, const std::string& session,
                             std::function<void(WhipResult<void>)> answered) = 0;
    // WebM as a browser's MediaRecorder makes it, from its first byte.
    virtual void publish_webm(StreamRequest request,
                              std::function<void(WhipResult<std::shared_ptr<StreamInput>>)> answered) = 0;
    // A stream that can be pulled from the RTMP server beside us, at rtmp://127.0.0.1:PORT/APP/NAME, from a moment
    // after the answer until end_rtmp() or until it fails.
    virtual void publish_rtmp(StreamRequest request, std::string address,
                              std::function<void(WhipResult<void>)> answered) = 0;
    virtual void end_rtmp(std::string address) = 0;
    // Where SRT is listened for; 0 where it is not.
    [[nodiscard]] virtual std::uint16_t srt_port() const = 0;

    // path is what follows /hls/{slug}/; query what follows '?', undecoded.
    [[nodiscard]] virtual HlsReply hls(const std::string& meeting, std::string_view path, std::string_view query) = 0;

    // The multivariant playlist of a recording, with captions in these languages (media/caption_tracks.h).
    [[nodiscard]] virtual HlsReply recording_index(const std::string& meeting,
                                                   const std::vector<std::string>& captions) = 0;

    // What is recorded of a meeting so far. NotFound where there is nothing. Reads the disk for some milliseconds.
    [[nodiscard]] virtual Result<RecordingFacts> recording(const std::string& meeting) = 0;
    // The recording of a meeting that is not live as one progressive MP4 (progressive_mp4.h); answered on a media
    // thread after some seconds at most. Conflict: it is live. NotFound: nothing is recorded.
    virtual void recording_file(const std::string& meeting, std::vector<Chapter> chapters,
                                std::function<void(Result<RecordingFile>)> answered) = 0;

    // What viewers see, or saw last before the meeting ended; nothing where no picture was ever on the air.
    [[nodiscard]] virtual std::optional<Thumbnail> picture(const std::string& meeting) = 0;
    // What one camera sends, on the air or not; nothing while it sends no picture.
    [[nodiscard]] virtual std::optional<Thumbnail> camera_picture(const std::string& meeting,
                                                                  const std::string& camera) = 0;

    // Called from a media thread when a rendition gained a part or ended; must not block. One for each http worker.
    using Advanced = std::function<void(const std::string& meeting, const std::string& rendition)>;
    virtual void on_advance(Advanced advanced) = 0;

    // Closes recordings and stops all pipelines.
    virtual void stop() = 0;
};

}  // namespace wardcast::media
