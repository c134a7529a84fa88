#include "http/plain_view.h"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "http/templates.h"

namespace wardcast::http {
namespace {

namespace mustache = kainjow::mustache;
using namespace nlohmann::literals;

constexpr std::size_t kShownEntries = 200;

std::string text_of(const Json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string time_of(const Json& object, const char* member, Language language) {
    const auto time = from_rfc3339(text_of(object, member));
    return time ? day_and_time(*time, language) : std::string();
}

mustache::data worded(Language language) {
    mustache::data data;
    for (const PageWord& word : page_words())
        data.set("w_" + std::string(word.key), word.in(language));
    data.set("lang", tag_of(language));
    data.set("other", tag_of(other_than(language)));
    return data;
}

void set_if(mustache::data& data, const char* name, const std::string& value) {
    if (!value.empty()) data.set(name, value);
}

std::string fate(const Json& question, Language language) {
    std::string words = say(language, "status_" + text_of(question, "status"));
    if (const auto reason = text_of(question, "reason"); !reason.empty()) {
        words += ": " + say(language, "reason_" + reason);
    }
    return words;
}

bool may_withdraw(const std::string& status) {
    return status == "waiting" || status == "held" || status == "approved";
}

mustache::data counts(const Json& by, const std::string& prefix, Language language) {
    mustache::data list(mustache::data::type::list);
    for (const auto& [what, count] : by.items()) {
        mustache::data item;
        item.set("what", say(language, prefix + what));
        item.set("count", count.dump());
        list.push_back(item);
    }
    return list;
}

mustache::data channels(const Json& by_channel, Language language) {
    mustache::data list(mustache::data::type::list);
    for (const auto& [channel, count] : by_channel.items()) {
        mustache::data item;
        item.set("what", say(language, "channel_" + channel));
        item.set("asked", count.value("asked", Json(0)).dump());
        item.set("taken", count.value("taken", Json(0)).dump());
        list.push_back(item);
    }
    return list;
}

mustache::data entry_data(const Json& entry, Language language) {
    mustache::data item;
    item.set("seq", entry.value("seq", Json(0)).dump());
    item.set("at", text_of(entry, "at"));
    item.set("when", time_of(entry, "at", language));
    item.set("what", say(language, "did_" + text_of(entry, "action")));
    item.set("who", say(language, "by_" + text_of(entry, "by")));
    if (entry.contains("reason")) item.set("reason", say(language, "reason_" + text_of(entry, "reason")));
    item.set("channel", entry.contains("channel") ? say(language, "channel_" + text_of(entry, "channel")) : "");
    item.set("hash", text_of(entry, "hash").substr(0, 16));
    return item;
}

}  // namespace

std::string receipt_fragment(const hub::QuestionReading& reading, const std::string& path, Language language,
                             const std::string& done, const ReceiptProblem& problem) {
    const Json& question = reading.question;
    const std::string status = text_of(question, "status");
    mustache::data data = worded(language);
    data.set("slug", text_of(reading.meeting, "slug"));
    data.set("title", text_of(reading.meeting, "title"));
    data.set("path", path);
    data.set("fate", fate(question, language));
    data.set("text", text_of(question, "text"));
    data.set("asked_at", time_of(question, "asked_at", language));
    set_if(data, "name", text_of(question, "name"));
    set_if(data, "area", text_of(question, "area"));
    set_if(data, "original", question.value("/edited/original"_json_pointer, ""));
    set_if(data, "answer", question.value("/answer/text"_json_pointer, ""));
    set_if(data, "appeal", question.value("/appeal/text"_json_pointer, ""));
    if (text_of(reading.meeting, "recording") != "none") set_if(data, "moment", text_of(question, "called_at"));
    if (const auto verdict = text_of(question, "verdict"); !verdict.empty()) {
        data.set("verdict", say(language, "verdict_" + verdict));
    }
    data.set("may_judge", mustache::data(status == "answered"));
    data.set("may_appeal", mustache::data(status == "declined" && !question.contains("appeal")));
    data.set("may_withdraw", mustache::data(may_withdraw(status)));
    if (done == "appeal" || done == "verdict" || done == "withdraw")
        data.set("thanks", say(language, "thanks_" + done));
    if (problem.form == "appeal") data.set("appeal_problem", problem.words);
    if (problem.form == "verdict") data.set("judge_problem", problem.words);
    if (problem.form == "withdraw") data.set("withdraw_problem", problem.words);
    data.set("draft", problem.draft);
    return mustache::mustache{std::string(templates::kReceipt)}.render(data);
}

std::string record_fragment(const std::string& slug, const std::string& title, const Json& record, Language language) {
    mustache::data data = worded(language);
    data.set("slug", slug);
    data.set("title", title);
    const Json all = record.value("counts", Json::object());
    data.set("channels", channels(all.value("by_channel", Json::object()), language));
    data.set("reasons", counts(all.value("by_reason", Json::object()), "reason_", language));
    data.set("actions", counts(all.value("by_action", Json::object()), "did_", language));
    mustache::data entries(mustache::data::type::list);
    const Json& list = record.at("entries");
    for (std::size_t shown = 0; shown < std::min(kShownEntries, list.size()); ++shown)
        entries.push_back(entry_data(list[list.size() - 1 - shown], language));
    data.set("entries", entries);
    data.set("head", text_of(record, "head"));
    return mustache::mustache{std::string(templates::kRecord)}.render(data);
}

}  // namespace wardcast::http
