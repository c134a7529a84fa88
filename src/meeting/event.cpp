#include "meeting/event.h"

#include <utility>

namespace wardcast::meeting {
namespace {

// Visits each member that the event has, by its name in the log. Written once for writing and for reading.
template <class E, class Visit>
void each_member(E& event, Visit& visit) {
    if constexpr (requires { event.slug; }) visit("slug", event.slug);
    if constexpr (requires { event.title; }) visit("title", event.title);
    if constexpr (requires { event.starts; }) visit("starts", event.starts);
    if constexpr (requires { event.hashtags; }) visit("hashtags", event.hashtags);
    if constexpr (requires { event.items; }) visit("items", event.items);
    if constexpr (requires { event.item; }) visit("item", event.item);
    if constexpr (requires { event.id; }) visit("id", event.id);
    if constexpr (requires { event.opened_at; }) visit("opened_at", event.opened_at);
    if constexpr (requires { event.source; }) visit("source", event.source);
    if constexpr (requires { event.kind; }) visit("kind", event.kind);
    if constexpr (requires { event.label; }) visit("label", event.label);
    if constexpr (requires { event.server; }) visit("server", event.server);
    if constexpr (requires { event.token; }) visit("token", event.token);
    if constexpr (requires { event.on; }) visit("on", event.on);
    if constexpr (requires { event.cursor; }) visit("cursor", event.cursor);
    if constexpr (requires { event.uri; }) visit("uri", event.uri);
    if constexpr (requires { event.version; }) visit("version", event.version);
    if constexpr (requires { event.instance; }) visit("instance", event.instance);
    if constexpr (requires { event.handle; }) visit("handle", event.handle);
    if constexpr (requires { event.lang; }) visit("lang", event.lang);
    if constexpr (requires { event.url; }) visit("url", event.url);
    if constexpr (requires { event.reply_to; }) visit("reply_to", event.reply_to);
    if constexpr (requires { event.origin; }) visit("origin", event.origin);
    if constexpr (requires { event.question; }) visit("question", event.question);
    if constexpr (requires { event.text; }) visit("text", event.text);
    if constexpr (requires { event.name; }) visit("name", event.name);
    if constexpr (requires { event.channel; }) visit("channel", event.channel);
    if constexpr (requires { event.participant; }) visit("participant", event.participant);
    if constexpr (requires { event.by; }) visit("by", event.by);
    if constexpr (requires { event.undoes; }) visit("undoes", event.undoes);
    if constexpr (requires { event.status; }) visit("status", event.status);
    if constexpr (requires { event.before; }) visit("before", event.before);
    if constexpr (requires { event.called_at; }) visit("called_at", event.called_at);
    if constexpr (requires { event.answered_at; }) visit("answered_at", event.answered_at);
    if constexpr (requires { event.reason; }) visit("reason", event.reason);
    if constexpr (requires { event.into; }) visit("into", event.into);
    if constexpr (requires { event.before_merge; }) visit("before_merge", event.before_merge);
    if constexpr (requires { event.camera; }) visit("camera", event.camera);
    if constexpr (requires { event.address; }) visit("address", event.address);
    if constexpr (requires { event.area; }) visit("area", event.area);
    if constexpr (requires { event.held_for; }) visit("held_for", event.held_for);
    if constexpr (requires { event.network; }) visit("network", event.network);
    if constexpr (requires { event.moved; }) visit("moved", event.moved);
    if constexpr (requires { event.original; }) visit("original", event.original);
    if constexpr (requires { event.edited_at; }) visit("edited_at", event.edited_at);
    if constexpr (requires { event.verdict; }) visit("verdict", event.verdict);
    if constexpr (requires { event.order; }) visit("order", event.order);
    if constexpr (requires { event.steps; }) visit("steps", event.steps);
    if constexpr (requires { event.until; }) visit("until", event.until);
    if constexpr (requires { event.naming; }) visit("naming", event.naming);
    if constexpr (requires { event.slow_s; }) visit("slow_s", event.slow_s);
    if constexpr (requires { event.words; }) visit("words", event.words);
    if constexpr (requires { event.en; }) visit("en", event.en);
    if constexpr (requires { event.cy; }) visit("cy", event.cy);
    if constexpr (requires { event.burst; }) visit("burst", event.burst);
    if constexpr (requires { event.from; }) visit("from", event.from);
    if constexpr (requires { event.to; }) visit("to", event.to);
    if constexpr (requires { event.caption; }) visit("caption", event.caption);
    if constexpr (requires { event.sound; }) visit("sound", event.sound);
    if constexpr (requires { event.show; }) visit("show", event.show);
    if constexpr (requires { event.relay; }) visit("relay", event.relay);
    if constexpr (requires { event.sealed; }) visit("sealed", event.sealed);
    if constexpr (requires { event.key; }) visit("key", event.key);
    if constexpr (requires { event.still; }) visit("still", event.still);
}

// Values that have members of their own.
template <class T>
concept Composite = std::is_same_v<T, AgendaItem> || std::is_same_v<T, Origin> || std::is_same_v<T, Placement> ||
    std::is_same_v<T, WordLists>;

// One member's value as JSON.
Json encode(const std::string& value) {
    return value;
}
Json encode(std::uint64_t value) {
    return value;
}
Json encode(bool value) {
    return value;
}
Json encode(Timestamp value) {
    return to_rfc3339(value);
}
template <class Tag>
Json encode(const Id<Tag>& value) {
    return value.str();
}
template <class Enum>
requires std::is_enum_v<Enum> Json encode(Enum value) {
    return std::string(to_string(value));
}
template <class T>
Json encode(const std::optional<T>& value);
template <Composite T>
Json encode(const T& value);
template <class T>
Json encode(const std::vector<T>& values) {
    Json array = Json::array();
    for (const T& value : values)
        array.push_back(encode(value));
    return array;
}
template <class T>
Json encode(const std::optional<T>& value) {
    return value ? encode(*value) : Json();
}

// Absent members are left out; `starts` of MeetingChanged, an optional of an optional, may be there and null.
class Writer {
  public:
    template <class T>
    void operator()(const char* name, const T& value) {
        out_[name] = encode(value);
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value) {
        if (value) out_[name] = encode(*value);
    }

    Json take() { return std::move(out_); }

  private:
    Json out_ = Json::object();
};

template <Composite T>
Json encode(const T& value) {
    Writer writer;
    each_member(value, writer);
    return writer.take();
}

// Reads one value; false where it has another type or an unknown word.
bool decode(const Json& json, std::string& value) {
    if (!json.is_string()) return false;
    value = json.get_ref<const std::string&>();
    return true;
}
bool decode(const Json& json, std::uint64_t& value) {
    if (!json.is_number_unsigned()) return false;
    value = json.get<std::uint64_t>();
    return true;
}
bool decode(const Json& json, bool& value) {
    if (!json.is_boolean()) return false;
    value = json.get<bool>();
    return true;
}
bool decode(const Json& json, Timestamp& value) {
    if (!json.is_string()) return false;
    const auto time = from_rfc3339(json.get_ref<const std::string&>());
    if (time) value = *time;
    return time.has_value();
}
template <class Tag>
bool decode(const Json& json, Id<Tag>& value) {
    if (!json.is_string() || json.get_ref<const std::string&>().empty()) return false;
    value = Id<Tag>(json.get<std::string>());
    return true;
}
std::optional<Status> word_of(const std::string& word, Status) {
    return status_from(word);
}
std::optional<Channel> word_of(const std::string& word, Channel) {
    return channel_from(word);
}
std::optional<CameraKind> word_of(const std::string& word, CameraKind) {
    return camera_kind_from(word);
}
std::optional<DeclineReason> word_of(const std::string& word, DeclineReason) {
    return decline_reason_from(word);
}
std::optional<Order> word_of(const std::string& word, Order) {
    return order_from(word);
}
std::optional<Naming> word_of(const std::string& word, Naming) {
    return naming_from(word);
}
std::optional<Verdict> word_of(const std::string& word, Verdict) {
    return verdict_from(word);
}
std::optional<SourceKind> word_of(const std::string& word, SourceKind) {
    return source_kind_from(word);
}
std::optional<CaptionLanguage> word_of(const std::string& word, CaptionLanguage) {
    return caption_language_from(word);
}
std::optional<Shown> word_of(const std::string& word, Shown) {
    return shown_from(word);
}
template <class Enum>
requires std::is_enum_v<Enum>
bool decode(const Json& json, Enum& value) {
    if (!json.is_string()) return false;
    const auto found = word_of(json.get_ref<const std::string&>(), value);
    if (found) value = *found;
    return found.has_value();
}
template <Composite T>
bool decode(const Json& json, T& value);
template <class T>
bool decode(const Json& json, std::vector<T>& values) {
    if (!json.is_array()) return false;
    for (const Json& element : json) {
        if (!decode(element, values.emplace_back())) return false;
    }
    return true;
}
template <class T>
bool decode(const Json& json, std::optional<T>& value) {
    if (json.is_null()) {
        value.reset();
        return true;
    }
    return decode(json, value.emplace());
}

class Reader {
  public:
    explicit Reader(const Json& object) : object_(object) {
        if (!object.is_object()) refuse("the members must be a JSON object");
    }

    template <class T>
    void operator()(const char* name, T& value) {
        const Json* member = find(name);
        if (member == nullptr) return refuse(std::string("member '") + name + "' is missing");
        if (!decode(*member, value)) mistyped(name);
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value) {
        const Json* member = find(name);
        if (member != nullptr && !decode(*member, value.emplace())) mistyped(name);
    }

    // Nothing if all was there, in its type, and nothing else was.
    [[nodiscard]] std::string reason() const {
        if (!reason_.empty() || read_ == object_.size()) return reason_;
        return "it has a member that this event does not have";
    }

  private:
    const Json* find(const char* name) {
        if (!object_.is_object()) return nullptr;
        const auto member = object_.find(name);
        if (member == object_.end()) return nullptr;
        ++read_;
        return &*member;
    }
    void mistyped(const char* name) { refuse(std::string("member '") + name + "' has the wrong type or value"); }
    void refuse(std::string reason) {
        if (reason_.empty()) reason_ = std::move(reason);
    }

    const Json& object_;
    std::size_t read_ = 0;
    std::string reason_;
};

template <Composite T>
bool decode(const Json& json, T& value) {
    Reader reader(json);
    each_member(value, reader);
    return reader.reason().empty();
}

template <class E>
Result<Event> read(const Json& data) {
    E event;
    Reader reader(data);
    each_member(event, reader);
    if (auto reason = reader.reason(); !reason.empty()) {
        return failure(ErrorKind::BadInput, std::string("event ") + E::kName + ": " + reason);
    }
    return Event(std::move(event));
}

// Tries the alternatives of the variant one after the other; without a match, nothing.
template <std::size_t... Index>
std::optional<Result<Event>> read_named(std::string_view name, const Json& data, std::index_sequence<Index...>) {
    std::optional<Result<Event>> result;
    const auto attempt = [&]<class E>(std::type_identity<E>) {
        if (name != E::kName) return false;
        result = read<E>(data);
        return true;
    };
    static_cast<void>((attempt(std::type_identity<std::variant_alternative_t<Index, Event>>{}) || ...));
    return result;
}

}  // namespace

const char* name_of(const Event& event) noexcept {
    return std::visit([](const auto& alternative) { return alternative.kName; }, event);
}

Json to_log(const Event& event) {
    Writer writer;
    std::visit([&](const auto& alternative) { each_member(alternative, writer); }, event);
    return writer.take();
}

Result<Event> from_log(std::string_view name, const Json& data) {
    auto result = read_named(name, data, std::make_index_sequence<std::variant_size_v<Event>>{});
    if (!result) return failure(ErrorKind::BadInput, "unknown event '" + std::string(name.substr(0, 60)) + "'");
    return *std::move(result);
}

}  // namespace wardcast::meeting
