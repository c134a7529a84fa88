#include "http/page_words.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <spdlog/fmt/fmt.h>

namespace wardcast::http {
namespace {

constexpr auto kWords = std::to_array<PageWord>({
    {"other", "Cymraeg", "English"},
    {"receipt", "Your question", "Eich cwestiwn"},
    {"asked", "Asked", "Gofynnwyd"},
    {"edited", "The wording was put right. It said:", "Cywirwyd y geiriad. Dywedai:"},
    {"moment", "Watch the moment in the recording", "Gwylio’r foment yn y recordiad"},
    {"answer", "Written answer", "Ateb ysgrifenedig"},
    {"judge", "Was your question answered?", "A gafodd eich cwestiwn ei ateb?"},
    {"judged", "You said:", "Eich ateb:"},
    {"verdict_answered", "Yes, answered", "Do, fe’i hatebwyd"},
    {"verdict_partly", "Partly", "Yn rhannol"},
    {"verdict_no", "No", "Naddo"},
    {"appeal", "Ask for another look", "Gofyn am ail olwg"},
    {"appeal_help", "The clerk reads this. You can do it once for each question.",
     "Bydd y clerc yn darllen hwn. Gallwch ei wneud unwaith ar gyfer pob cwestiwn."},
    {"appeal_label", "Why it should be taken", "Pam y dylid ei dderbyn"},
    {"appeal_send", "Send to the clerk", "Anfon at y clerc"},
    {"appealed", "You asked for another look", "Gofynnoch am ail olwg"},
    {"withdraw", "Take the question back", "Tynnu’r cwestiwn yn ôl"},
    {"keep", "Keep the address of this page: whoever has it can do here what you can.",
     "Cadwch gyfeiriad y dudalen hon: gall pwy bynnag sydd ganddo wneud yma yr hyn y gallwch chi."},
    {"record", "Moderation record", "Cofnod cymedroli"},
    {"record_about",
     "What was done with questions in this meeting, for everybody to read. The words of the questions are withheld. "
     "Each entry carries a hash over everything before it, so that nothing can be changed or left out afterwards "
     "unnoticed.",
     "Yr hyn a wnaed â chwestiynau yn y cyfarfod hwn, i bawb ei ddarllen. Ni ddangosir geiriau’r cwestiynau. Mae pob "
     "cofnod yn cario hash dros bopeth o’i flaen, fel na ellir newid na gadael dim allan wedyn heb i neb sylwi."},
    {"by_channel", "By channel", "Fesul sianel"},
    {"by_reason", "Not taken, by reason", "Heb eu derbyn, fesul rheswm"},
    {"by_action", "By action", "Fesul gweithred"},
    {"channel", "Channel", "Sianel"},
    {"came", "Came", "Daeth"},
    {"taken", "Asked in the meeting", "Gofynnwyd yn y cyfarfod"},
    {"reason", "Reason", "Rheswm"},
    {"count", "Number", "Nifer"},
    {"action", "Action", "Gweithred"},
    {"entries", "Entries", "Cofnodion"},
    {"number", "No.", "Rhif"},
    {"when", "When", "Pryd"},
    {"who", "By", "Gan"},
    {"hash", "Hash", "Hash"},
    {"none", "None yet", "Dim eto"},
    {"newest", "The newest 200.", "Y 200 diweddaraf."},
    {"whole", "The whole record, for programs", "Y cofnod cyfan, ar gyfer rhaglenni"},
    {"head", "The end of the chain", "Diwedd y gadwyn"},
    {"head_about", "Note it down: the clerk can prove with it later that nothing before it was changed.",
     "Nodwch ef: gall y clerc brofi ag ef yn nes ymlaen na newidiwyd dim o’i flaen."},
    {"thanks_appeal", "The clerk has it.", "Mae gan y clerc hwn."},
    {"thanks_verdict", "Thank you.", "Diolch."},
    {"thanks_withdraw", "Taken back.", "Wedi’i dynnu’n ôl."},
    {"status_waiting", "Waiting for the chair", "Yn aros am y cadeirydd"},
    {"status_approved", "In the queue", "Yn y ciw"},
    {"status_held", "Kept for later by the chair", "Wedi’i gadw tan yn nes ymlaen gan y cadeirydd"},
    {"status_asking", "Being asked now", "Yn cael ei ofyn nawr"},
    {"status_answered", "Answered", "Wedi’i ateb"},
    {"status_declined", "Not taken", "Heb ei dderbyn"},
    {"status_merged", "Asked together with another question", "Wedi’i ofyn gyda chwestiwn arall"},
    {"status_withdrawn", "Taken back", "Wedi’i dynnu’n ôl"},
    {"reason_off_topic", "off topic for this meeting", "nid yw’n destun i’r cyfarfod hwn"},
    {"reason_already_answered", "already answered", "wedi’i ateb eisoes"},
    {"reason_duplicate", "asked already by someone else", "wedi’i ofyn eisoes gan rywun arall"},
    {"reason_personal", "it names or attacks a person", "mae’n enwi neu’n ymosod ar berson"},
    {"reason_unlawful", "it cannot lawfully be put", "ni ellir ei ofyn yn gyfreithlon"},
    {"reason_unclear", "the chair could not tell what is asked", "ni allai’r cadeirydd ddeall beth a ofynnir"},
    {"reason_not_a_question", "it is not a question", "nid cwestiwn yw hwn"},
    {"channel_web", "From home", "O’r tŷ"},
    {"channel_floor", "In the room", "Yn y neuadd"},
    {"channel_paper", "On paper", "Ar bapur"},
    {"channel_proxy", "Through somebody else", "Drwy rywun arall"},
    {"channel_post", "From social media", "O’r cyfryngau cymdeithasol"},
    {"channel_message", "By message", "Drwy neges"},
    {"by_chair", "Chair", "Cadeirydd"},
    {"by_clerk", "Clerk", "Clerc"},
    {"by_asker", "Asker", "Holwr"},
    {"by_source", "Source", "Ffynhonnell"},
    {"by_server", "Server", "Gweinydd"},
    {"did_question.asked", "Question came", "Daeth cwestiwn"},
    {"did_question.approved", "Approved", "Cymeradwywyd"},
    {"did_question.held", "Kept for later", "Cadwyd tan yn nes ymlaen"},
    {"did_question.declined", "Not taken", "Heb ei dderbyn"},
    {"did_question.merged", "Merged into another", "Cyfunwyd ag un arall"},
    {"did_question.unmerged", "Separated again", "Gwahanwyd eto"},
    {"did_question.moved", "Moved in the queue", "Symudwyd yn y ciw"},
    {"did_question.called", "Called", "Galwyd"},
    {"did_question.answered", "Answered", "Atebwyd"},
    {"did_question.put_back", "Put back", "Rhoddwyd yn ôl"},
    {"did_question.reopened", "Reopened", "Ailagorwyd"},
    {"did_question.withdrawn", "Taken back", "Tynnwyd yn ôl"},
    {"did_question.restored", "Undone", "Dadwnaed"},
    {"did_question.edited", "Wording put right", "Cywirwyd y geiriad"},
    {"did_question.edited_at_source", "Changed by its author", "Newidiwyd gan ei awdur"},
    {"did_question.answer_written", "Answer written", "Ysgrifennwyd ateb"},
    {"did_question.appealed", "Another look asked for", "Gofynnwyd am ail olwg"},
    {"did_question.verdict", "Asker’s verdict", "Barn yr holwr"},
    {"did_questions.opened", "Questions opened", "Agorwyd cwestiynau"},
    {"did_questions.closed", "Questions closed", "Caewyd cwestiynau"},
    {"did_order.changed", "Order changed", "Newidiwyd y drefn"},
    {"did_listening.changed", "Listening window changed", "Newidiwyd y cyfnod gwrando"},
    {"did_rules.changed", "Rules changed", "Newidiwyd y rheolau"},
    {"did_participant.blocked", "Participant blocked", "Rhwystrwyd cyfranogwr"},
    {"did_participant.unblocked", "Participant unblocked", "Dadrwystrwyd cyfranogwr"},
    {"did_burst.flagged", "Burst of newcomers noticed", "Sylwyd ar don o newydd-ddyfodiaid"},
    {"did_burst.removed", "Support of a burst removed", "Tynnwyd cefnogaeth ton"},
    {"did_burst.restored", "Support of a burst restored", "Adferwyd cefnogaeth ton"},
    {"did_source.added", "Source added", "Ychwanegwyd ffynhonnell"},
    {"did_source.switched", "Source switched on or off", "Trowyd ffynhonnell ymlaen neu i ffwrdd"},
    {"did_source.removed", "Source removed", "Tynnwyd ffynhonnell"},
    {"did_meeting.ended", "Meeting ended", "Daeth y cyfarfod i ben"},
});

// date.h knows English alone.
constexpr std::array<const char*, 12> kEnglishMonths{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
constexpr std::array<const char*, 12> kWelshMonths{"Ionawr",     "Chwefror", "Mawrth", "Ebrill", "Mai",      "Mehefin",
                                                   "Gorffennaf", "Awst",     "Medi",   "Hydref", "Tachwedd", "Rhagfyr"};

}  // namespace

Language language_of(const Request& request) {
    const auto wanted =
        request.has_query("lang") ? request.query_value("lang") : std::string_view(request.accept_language);
    return wanted.starts_with("cy") ? Language::Welsh : Language::English;
}

const char* tag_of(Language language) noexcept {
    return language == Language::Welsh ? "cy" : "en-GB";
}

Language other_than(Language language) noexcept {
    return language == Language::Welsh ? Language::English : Language::Welsh;
}

std::span<const PageWord> page_words() noexcept {
    return kWords;
}

std::string say(Language language, std::string_view key) {
    const auto* const word =
        std::find_if(kWords.begin(), kWords.end(), [&](const PageWord& known) { return known.key == key; });
    return word == kWords.end() ? std::string(key) : word->in(language);
}

std::string day_and_time(Timestamp time, Language language) {
    const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::minutes>(time));
    std::tm local{};
    localtime_r(&seconds, &local);
    const auto month = static_cast<std::size_t>(local.tm_mon);
    return fmt::format("{} {} {}, {:02}:{:02} {}", local.tm_mday,
                       language == Language::Welsh ? kWelshMonths[month] : kEnglishMonths[month], local.tm_year + 1900,
                       local.tm_hour, local.tm_min, local.tm_zone);
}

}  // namespace wardcast::http
