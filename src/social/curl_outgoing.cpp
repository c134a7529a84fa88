#include "social/curl_outgoing.h"

#include <utility>

#include "social/curl_transfer.h"
#include "social/rate_headers.h"
#include "social/url.h"

namespace wardcast::social {
namespace {

using std::chrono::steady_clock;

// Not what the clerk wrote is wrong: the service sent us there.
Trouble led_astray(Trouble trouble, const Url& url) {
    trouble.kind = Trouble::Kind::Passing;
    trouble.code = "leads_astray";
    trouble.about = url.host;
    trouble.words = "sent elsewhere: " + trouble.words;
    return trouble;
}

class CurlOutgoing final : public Outgoing {
  public:
    CurlOutgoing(const AddressRule& rule, HostBudget& budget, const Clock& clock, const OutgoingLimits& limits)
        : rule_(rule), budget_(budget), clock_(clock), limits_(limits) {}

    Outcome<Answer> fetch(const Request& request, const std::stop_token& stop) override {
        Request hop = request;
        for (int redirects = 0; redirects <= limits_.redirects; ++redirects) {
            const auto url = parse_url(hop.url);
            if (!url || (url->scheme != "http" && url->scheme != "https")) {
                return needs_person("bad_address", hop.url.substr(0, 80),
                                    "'" + hop.url.substr(0, 80) + "' is no address of a web server");
            }
            if (const auto wait = budget_.take(url->origin(), steady_clock::now())) {
                return tl::unexpected(Trouble{.kind = Trouble::Kind::TooSoon,
                                              .words = url->host + " has been asked as often as it allows for now",
                                              .code = "asked_too_often",
                                              .about = url->host,
                                              .retry_after = *wait});
            }
            auto done = transfer(hop, *url, rule_, limits_, stop);
            if (!done) return tl::unexpected(redirects == 0 ? done.error() : led_astray(done.error(), *url));
            if (auto left_alone = heed_limits(done->answer, *url); !left_alone)
                return tl::unexpected(left_alone.error());
            if (done->redirect.empty()) return std::move(done->answer);
            if (hop.method != "GET")
                return needs_person("leads_astray", url->host, url->host + " sends what is posted to it elsewhere");
            const auto next = parse_url(done->redirect);
            if (!next || next->origin() != url->origin()) hop.bearer.clear();
            hop.url = std::move(done->redirect);
        }
        return passing("leads_astray", request.url.substr(0, 80),
                       "the address " + request.url.substr(0, 80) + " leads round in circles");
    }

  private:
    // What the answer asks of all who ask this host.
    Outcome<void> heed_limits(const Answer& answer, const Url& url) {
        const auto wait = asked_to_wait(answer, clock_.now());
        if (wait) budget_.leave_alone(url.origin(), steady_clock::now() + *wait);
        if (answer.status == 429 || (answer.status == 503 && wait)) {
            return tl::unexpected(
                Trouble{.words = url.host + (answer.status == 429 ? " says that it was asked too often (429)"
                                                                  : " is in trouble itself (503)"),
                        .code = answer.status == 429 ? "asked_too_often" : "in_trouble",
                        .about = url.host,
                        .status = answer.status,
                        .retry_after = wait});
        }
        return {};
    }

    const AddressRule& rule_;
    HostBudget& budget_;
    const Clock& clock_;
    const OutgoingLimits limits_;
};

}  // namespace

std::unique_ptr<Outgoing> make_outgoing(const AddressRule& rule, HostBudget& budget, const Clock& clock,
                                        const OutgoingLimits& limits) {
    return std::make_unique<CurlOutgoing>(rule, budget, clock, limits);
}

}  // namespace wardcast::social
