#include "http/plain_routes.h"

#include "http/client_message.h"
#include "http/form.h"
#include "http/identity.h"
#include "http/page_response.h"
#include "http/page_view.h"
#include "http/plain_view.h"

namespace wardcast::http {
namespace {

using namespace nlohmann::literals;

Response no_such_page(const Request& request) {
    return page(404,
                error_page("There is no such page", "The address is not whole, or the meeting is gone.",
                           "Open the link again as it was given to you."),
                request);
}

Response not_now(const Request& request) {
    return page(503,
                error_page("Not now", "The server cannot show this at the moment.",
                           "Nothing is lost. Load the page again in a minute."),
                request)
        .with("retry-after", "5");
}

Response failed(const Request& request, const Error& error) {
    return error.kind == ErrorKind::NotFound ? no_such_page(request) : not_now(request);
}

// Serves these pages. Lives in the route handlers, shared by them.
class PlainPages {
  public:
    PlainPages(Site& site, std::string shell) : site_(site), shell_(std::move(shell)) {}

    Outcome receipt(const Request& request, const Responder& responder) const {
        const auto found = find(request);
        if (!found) return no_such_page(request);
        show(request, *found, 200, {}, responder);
        return Later{};
    }

    // A form of the receipt: whoever holds the receipt acts as the one who asked.
    Outcome act(const Request& request, const std::string& command, const Responder& responder) const {
        const auto found = find(request);
        if (!found) return no_such_page(request);
        if (!may_change(request, site_.settings.public_url)) {
            return page(403,
                        error_page("Not from here", "This is sent from the question's own page.",
                                   "Open your question's link and do it there."),
                        request);
        }
        const auto form = parse_form(request.body);
        if (!form) {
            return page(400,
                        error_page("That did not arrive whole", form.error().message, "Go back and send it again."),
                        request);
        }
        Json data{{"question", found->question.str()}};
        for (const char* field : {"text", "verdict"}) {
            if (const auto value = form->find(field); value != form->end()) data[field] = value->second;
        }
        site_.hub.read_question(
            found->slug, found->question,
            [this, request, found = *found, command, data, responder](const Result<hub::QuestionReading>& reading) {
                if (!reading) {
                    responder.answer(failed(request, reading.error()));
                    return;
                }
                submit(request, found, reading->asker, command, data, responder);
            });
        return Later{};
    }

    Outcome record(const Request& request, const Responder& responder) const {
        const auto slug = slug_from(request.param("slug"));
        if (!slug) return no_such_page(request);
        site_.hub.record(*slug, [this, request, slug = *slug, responder](const Result<hub::RecordReading>& reading) {
            if (!reading) {
                responder.answer(failed(request, reading.error()));
                return;
            }
            const Language language = language_of(request);
            const std::string title = say(language, "record") + " · " + reading->title;
            responder.answer(whole(200, title, record_fragment(slug.str(), reading->title, *reading->record, language),
                                   request, language));
        });
        return Later{};
    }

    Outcome record_json(const Request& request, const Responder& responder) const {
        const auto slug = slug_from(request.param("slug"));
        if (!slug) return error_response(404, "not_found", "there is no such meeting");
        site_.hub.record(*slug, [responder](const Result<hub::RecordReading>& reading) {
            if (reading) {
                responder.answer(json_response(200, *reading->record).with("cache-control", "no-cache"));
            } else if (reading.error().kind == ErrorKind::NotFound) {
                responder.answer(error_response(404, "not_found", reading.error().message));
            } else {
                responder.answer(error_response(503, "unavailable", reading.error().message));
            }
        });
        return Later{};
    }

  private:
    struct Found {
        meeting::Slug slug;
        meeting::QuestionId question;
        std::string path;
    };

    [[nodiscard]] std::optional<Found> find(const Request& request) const {
        const auto slug = slug_from(request.param("slug"));
        if (!slug) return std::nullopt;
        const auto question = site_.access.question_of(*slug, request.param("receipt"));
        if (!question) return std::nullopt;
        return Found{*slug, *question, site_.access.receipt_path(*slug, *question)};
    }

    void show(const Request& request, const Found& found, int status, const ReceiptProblem& problem,
              const Responder& responder) const {
        site_.hub.read_question(
            found.slug, found.question,
            [this, request, found, status, problem, responder](const Result<hub::QuestionReading>& reading) {
                if (!reading) {
                    responder.answer(failed(request, reading.error()));
                    return;
                }
                const Language language = language_of(request);
                const std::string done(request.query_value("done"));
                const std::string title =
                    say(language, "receipt") + " · " + reading->meeting.value("title", std::string());
                responder.answer(whole(status, title, receipt_fragment(*reading, found.path, language, done, problem),
                                       request, language));
            });
    }

    void submit(const Request& request, const Found& found, const meeting::ParticipantId& asker,
                const std::string& command, const Json& data, const Responder& responder) const {
        site_.metrics.commands.Increment();
        site_.hub.submit(found.slug, {{meeting::Role::Resident, asker}, {}, request.network.str()},
                         {meeting::CommandId(random_uuid()), command, data},
                         [this, request, found, command, data, responder](const hub::CommandReply& reply) {
                             if (reply.http_status == 200) {
                                 const std::string tag = tag_of(language_of(request));
                                 responder.answer(redirect(found.path + "?lang=" + tag + "&done=" + command));
                                 return;
                             }
                             show(request, found, reply.http_status,
                                  {command, reply.body.value("message", std::string()), data.value("text", "")},
                                  responder);
                         });
    }

    [[nodiscard]] Response whole(int status, const std::string& title, const std::string& fragment,
                                 const Request& request, Language language) const {
        std::string html = fill_shell(shell_, head_fragment(title, title), fragment);
        if (language == Language::Welsh) {
            constexpr std::string_view kEnglish = R"(<html lang="en-GB")";
            if (const auto at = html.find(kEnglish); at != std::string::npos) {
                html.replace(at, kEnglish.size(), R"(<html lang="cy")");
            }
        }
        return page(status, std::move(html), request);
    }

    Site& site_;
    const std::string shell_;
};

}  // namespace

Result<void> add_plain_routes(Site& site) {
    auto shell = site.files.page("plain.html");
    if (!shell) return tl::unexpected(shell.error());
    const auto pages = std::make_shared<const PlainPages>(site, std::move(*shell));
    site.router.add("GET", "/m/{slug}/q/{receipt}", [pages](const Request& request, const Responder& responder) {
        return pages->receipt(request, responder);
    });
    for (const char* command : {"appeal", "verdict", "withdraw"}) {
        site.router.add("POST", std::string("/m/{slug}/q/{receipt}/") + command,
                        [pages, command](const Request& request, const Responder& responder) {
                            return pages->act(request, command, responder);
                        });
    }
    site.router.add("GET", "/m/{slug}/record", [pages](const Request& request, const Responder& responder) {
        return pages->record(request, responder);
    });
    site.router.add(
        "GET", "/api/v1/meetings/{slug}/record",
        [pages](const Request& request, const Responder& responder) { return pages->record_json(request, responder); });
    return {};
}

}  // namespace wardcast::http
