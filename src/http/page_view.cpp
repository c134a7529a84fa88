#include "http/page_view.h"

#include <kainjow/mustache.hpp>
#include <unordered_map>

#include "http/client_message.h"
#include "http/page_words.h"
#include "http/templates.h"

namespace wardcast::http {
namespace {

namespace mustache = kainjow::mustache;
using namespace nlohmann::literals;

std::string render(const char* text, const mustache::data& data) {
    mustache::mustache page{std::string(text)};
    return page.render(data);
}

std::string text_of(const Json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string phase_words(std::string_view phase) {
    if (phase == "live") return "Live now";
    if (phase == "ended") return "Ended";
    return "Not started";
}

std::string reason_words(std::string_view reason) {
    static const std::unordered_map<std::string_view, const char*> words = {
        {"off_topic", "off topic for this meeting"},    {"already_answered", "already answered"},
        {"duplicate", "asked already by someone else"}, {"personal", "it names or attacks a person"},
        {"unlawful", "it cannot lawfully be put"},      {"unclear", "the chair could not tell what is asked"},
        {"not_a_question", "it is not a question"},
    };
    const auto found = words.find(reason);
    return found == words.end() ? std::string() : ": " + std::string(found->second);
}

std::string fate_words(const Json& question) {
    const std::string status = text_of(question, "status");
    if (status == "waiting") return "Waiting for the chair";
    if (status == "approved") return "In the queue";
    if (status == "held") return "Kept for later by the chair";
    if (status == "asking") return "Being asked now";
    if (status == "answered") return "Answered";
    if (status == "merged") return "Asked together with another question";
    if (status == "withdrawn") return "Taken back";
    return "Not taken" + reason_words(text_of(question, "reason"));
}

mustache::data question_data(const Json& question) {
    const auto supporters = question.value("supporters", std::uint64_t{0});
    mustache::data data;
    data.set("text", text_of(question, "text"));
    if (const auto name = text_of(question, "name"); !name.empty()) data.set("name", name);
    data.set("supporters", std::to_string(supporters));
    data.set("people", supporters == 1 ? "person" : "people");
    data.set("fate", fate_words(question));
    return data;
}

}  // namespace

std::string watch_fragment(const Json& read, const Draft& draft) {
    const Json state = read.value("state", Json::object());
    std::unordered_map<std::string, const Json*> questions;
    const Json list = state.value("questions", Json::array());
    for (const Json& question : list)
        questions.emplace(text_of(question, "id"), &question);
    const auto collect = [&](const Json& ids) {
        mustache::data found(mustache::data::type::list);
        for (const Json& id : ids) {
            if (!id.is_string()) continue;
            const auto question = questions.find(id.get<std::string>());
            if (question != questions.end()) found.push_back(question_data(*question->second));
        }
        return found;
    };

    mustache::data data;
    data.set("title", text_of(state, "title"));
    data.set("slug", text_of(state, "slug"));
    data.set("phase", phase_words(text_of(state, "phase")));
    if (const auto starts = from_rfc3339(text_of(state, "starts")))
        data.set("when", day_and_time(*starts, Language::English));
    data.set("asking", collect(Json::array({state.value("asking", Json(nullptr))})));
    const auto queue = collect(state.value("queue", Json::array()));
    data.set("queued", std::to_string(queue.list_value().size()));
    data.set("queue", queue);
    const auto yours = collect(read.value("/mine/asked"_json_pointer, Json::array()));
    data.set("has_yours", mustache::data(yours.is_non_empty_list()));
    data.set("yours", yours);
    data.set("open", mustache::data(state.value("questions_open", false)));
    data.set("id", random_uuid());
    data.set("draft", draft.text);
    data.set("draft_name", draft.name);
    if (!draft.problem.empty()) data.set("problem", draft.problem);
    return render(templates::kWatch, data);
}

std::string home_fragment(const std::vector<hub::MeetingSummary>& meetings) {
    mustache::data list(mustache::data::type::list);
    for (const hub::MeetingSummary& meeting : meetings) {
        mustache::data item;
        item.set("slug", meeting.slug.str());
        item.set("title", meeting.title);
        item.set("when", meeting.starts ? day_and_time(*meeting.starts, Language::English) + " · " : std::string());
        item.set("phase", phase_words(to_string(meeting.phase)));
        list.push_back(item);
    }
    mustache::data data;
    data.set("meetings", list);
    return render(templates::kHome, data);
}

std::string head_fragment(std::string_view title, std::string_view description, const Preview& preview) {
    mustache::data data;
    data.set("title", std::string(title));
    data.set("description", std::string(description));
    if (!preview.url.empty()) data.set("url", preview.url);
    if (!preview.image.empty()) data.set("image", preview.image);
    return render(templates::kHead, data);
}

std::string error_page(std::string_view title, std::string_view what, std::string_view next) {
    mustache::data data;
    data.set("title", std::string(title));
    data.set("what", std::string(what));
    data.set("next", std::string(next));
    return render(templates::kError, data);
}

const char* error_css() noexcept {
    return templates::kErrorCss;
}

std::string fill_shell(const std::string& shell, std::string_view head, std::string_view server_part) {
    std::string page = shell;
    for (const auto& [marker, text] : {std::pair<std::string_view, std::string_view>{"<!--wardcast:head-->", head},
                                       {"<!--wardcast:server-part-->", server_part}}) {
        const auto at = page.find(marker);
        if (at != std::string::npos) page.replace(at, marker.size(), text);
    }
    return page;
}

}  // namespace wardcast::http
