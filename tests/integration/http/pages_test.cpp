#include <boost/algorithm/string/predicate.hpp>

#include "integration/http/test_server.h"

namespace wardcast::http {
namespace {

using ::testing::Test;

class Pages : public TestServer {
  protected:
    [[nodiscard]] Headers own() const {
        return {{"Origin", origin()}, {"Content-Type", "application/x-www-form-urlencoded"}};
    }
};

bool has(const Answer& answer, const std::string& text) {
    return answer.body().find(text) != std::string::npos;
}

TEST_F(Pages, ShowTheMeetingAndItsQuestionsWithoutAnyScript) {
    start();
    const Answer page = get("/m/ward");
    EXPECT_EQ(page.result_int(), 200);
    EXPECT_EQ(page["content-type"], "text/html; charset=utf-8");
    EXPECT_TRUE(has(page, "<title>Ward forum</title>"));
    EXPECT_TRUE(has(page, "Why is the bus late?"));
    EXPECT_TRUE(has(page, "21 people support this"));
    EXPECT_TRUE(has(page, "action=\"/m/ward/ask\""));
    EXPECT_FALSE(has(page, "wardcast:server-part"));
}

TEST_F(Pages, ShowWordsOfPeopleAsText) {
    start();
    const Answer page = get("/m/ward");
    EXPECT_TRUE(has(page, "&lt;b&gt;Potholes&lt;/b&gt;?"));
    EXPECT_FALSE(has(page, "<b>Potholes"));
}

TEST_F(Pages, ShowResidentsWhatBecameOfTheirOwnQuestion) {
    start();
    EXPECT_TRUE(has(get("/m/ward"), "Not taken: off topic for this meeting"));
}

TEST_F(Pages, ListTheMeetings) {
    start();
    const Answer page = get("/");
    EXPECT_TRUE(has(page, "href=\"/m/ward\""));
    EXPECT_TRUE(has(page, "Past forum"));
}

TEST_F(Pages, OfMeetingsThatDoNotExistSaySo) {
    start();
    for (const char* target : {"/m/nowhere", "/m/No%20Slug", "/m/..%2fward", "/m/nowhere/chair"}) {
        const Answer page = get(target, {{"Cookie", cookie(meeting::Role::Chair)}});
        EXPECT_TRUE(page.result_int() == 404 || page.result_int() == 403) << target;
        EXPECT_TRUE(has(page, "<h1>") || page.result_int() == 404) << target;
    }
    EXPECT_EQ(get("/m/nowhere").result_int(), 404);
}

TEST_F(Pages, CarryAStrictPolicy) {
    start();
    const Answer page = get("/m/ward");
    const std::string policy(page["content-security-policy"]);
    EXPECT_NE(policy.find("default-src 'none'; script-src 'self'; style-src 'self'"), std::string::npos);
    EXPECT_NE(policy.find("connect-src 'self' ws://" + host()), std::string::npos);
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(page["permissions-policy"], "camera=(), microphone=(), geolocation=()");
    EXPECT_EQ(page.count("strict-transport-security"), 0U);
}

TEST_F(Pages, GiveTheBrowserAParticipantOnce) {
    start();
    const std::string cookie(get("/m/ward")["set-cookie"]);
    EXPECT_TRUE(boost::algorithm::starts_with(cookie, "wc_p=p_")) << cookie;
    EXPECT_NE(cookie.find("; HttpOnly; SameSite=Lax"), std::string::npos);
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    const std::string pair = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(get("/m/ward", {{"Cookie", pair}}).count("set-cookie"), 0U);
    EXPECT_EQ(get("/m/ward", {{"Cookie", pair + "x"}}).count("set-cookie"), 1U);
}

TEST_F(Pages, OfRolesExchangeTheLinksTokenForACookie) {
    start();
    const Answer exchanged = get("/m/ward/chair?k=" + token(meeting::Role::Chair));
    EXPECT_EQ(exchanged.result_int(), 303);
    EXPECT_EQ(exchanged["location"], "/m/ward/chair");
    const std::string set(exchanged["set-cookie"]);
    EXPECT_TRUE(boost::algorithm::starts_with(set, cookie(meeting::Role::Chair) + ";")) << set;
    const Answer page = get("/m/ward/chair", {{"Cookie", cookie(meeting::Role::Chair)}});
    EXPECT_EQ(page.result_int(), 200);
    EXPECT_TRUE(has(page, "<title>chair · Ward forum</title>"));
}

TEST_F(Pages, OfRolesKeepWhatTheirLinkSaysBesidesTheToken) {
    start();
    EXPECT_EQ(get("/m/ward/room?picture=1&k=" + token(meeting::Role::Room))["location"], "/m/ward/room?picture=1");
    EXPECT_EQ(get("/m/ward/camera?k=" + token(meeting::Role::Camera) + "&camera=cam2")["location"],
              "/m/ward/camera?camera=cam2");
    for (const char* other : {"picture=%0d%0aX-Header:%20x", "picture=1%26k%3Dx", "elsewhere=1", "picture="}) {
        EXPECT_EQ(get("/m/ward/room?k=" + token(meeting::Role::Room) + "&" + other)["location"], "/m/ward/room");
    }
}

TEST_F(Pages, OfRolesNeedTheirOwnCookie) {
    start();
    for (const char* role : {"camera", "chair", "clerk", "captioner", "room", "links"}) {
        const Answer page = get("/m/ward/" + std::string(role));
        EXPECT_EQ(page.result_int(), 403) << role;
        EXPECT_TRUE(has(page, "This page needs its link")) << role;
    }
    EXPECT_EQ(get("/m/ward/chair", {{"Cookie", cookie(meeting::Role::Camera)}}).result_int(), 403);
    EXPECT_EQ(get("/m/ward/chair?k=wrong").result_int(), 403);
    EXPECT_EQ(get("/m/ward/chair?k=" + token(meeting::Role::Clerk)).result_int(), 403);
    EXPECT_EQ(get("/m/over/chair", {{"Cookie", cookie(meeting::Role::Chair)}}).result_int(), 403);
    EXPECT_EQ(get("/m/ward/links", {{"Cookie", cookie(meeting::Role::Clerk)}}).result_int(), 200);
}

TEST_F(Pages, OfTheCameraAloneMayUseCameraAndMicrophone) {
    start();
    const Answer page = get("/m/ward/camera", {{"Cookie", cookie(meeting::Role::Camera)}});
    EXPECT_EQ(page["permissions-policy"], "camera=(self), microphone=(self), geolocation=()");
}

TEST_F(Pages, ForTheOfficerExchangeTheTokenToo) {
    start();
    const Answer exchanged = get("/?k=" + access_.officer_token());
    EXPECT_EQ(exchanged.result_int(), 303);
    EXPECT_EQ(exchanged["location"], "/");
    EXPECT_TRUE(boost::algorithm::starts_with(std::string(exchanged["set-cookie"]), "wc_officer="));
    EXPECT_EQ(get("/?k=wrong").result_int(), 403);
}

TEST_F(Pages, TakeTheQuestionOfAPlainForm) {
    start();
    const Answer answer = ask("POST", "/m/ward/ask", own(),
                              "id=123e4567-e89b-12d3-a456-426614174000&text=Pryd+fydd+y+b%C5%B5s%3F&name=Si%C3%A2n");
    EXPECT_EQ(answer.result_int(), 303);
    EXPECT_EQ(answer["location"], "/m/ward?asked=q_1#yours");
    EXPECT_TRUE(boost::algorithm::starts_with(std::string(answer["set-cookie"]), "wc_p=p_"));
    const auto command = hub_.wait_for_command();
    EXPECT_EQ(command.request.name, "ask");
    EXPECT_EQ(command.request.id.str(), "123e4567-e89b-12d3-a456-426614174000");
    EXPECT_EQ(command.request.data, (Json{{"text", "Pryd fydd y bŵs?"}, {"name", "Siân"}}));
    EXPECT_EQ(command.visitor.actor.role, meeting::Role::Resident);
    EXPECT_EQ(command.visitor.network, "127.0.0.1");
}

TEST_F(Pages, ShowARefusedFormAgainWithTheReasonAndTheWords) {
    hub_.answer_with(
        {{{"type", "refused"}, {"code", "too_long"}, {"message", "It has 501 characters; 500 fit."}}, 422});
    start();
    const Answer answer = ask("POST", "/m/ward/ask", own(), "text=%3Cb%3Etoo+long&name=Ann");
    EXPECT_EQ(answer.result_int(), 422);
    EXPECT_TRUE(has(answer, "It has 501 characters; 500 fit."));
    EXPECT_TRUE(has(answer, "&lt;b&gt;too long</textarea>"));
    EXPECT_TRUE(has(answer, "value=\"Ann\""));
    EXPECT_TRUE(has(answer, "aria-invalid=\"true\""));
}

TEST_F(Pages, TakeNoFormFromAnotherSite) {
    start();
    const Headers type = {{"Content-Type", "application/x-www-form-urlencoded"}};
    for (const char* foreign : {"http://evil.example", "null", "https://127.0.0.1"}) {
        Headers headers = type;
        headers["Origin"] = foreign;
        EXPECT_EQ(ask("POST", "/m/ward/ask", headers, "text=a").result_int(), 403) << foreign;
    }
    EXPECT_EQ(ask("POST", "/m/ward/ask", type, "text=a").result_int(), 403);
}

TEST_F(Pages, RefuseAFormThatIsNotUtf8) {
    start();
    EXPECT_EQ(ask("POST", "/m/ward/ask", own(), "text=%FF%FE").result_int(), 400);
    EXPECT_EQ(ask("POST", "/m/ward/ask", own(), "text=%00").result_int(), 400);
}

TEST_F(Pages, HaveAQrCodeOfTheWatchLink) {
    start();
    const Answer code = get("/m/ward/qr.svg");
    EXPECT_EQ(code["content-type"], "image/svg+xml");
    EXPECT_TRUE(has(code, "<svg xmlns"));
}

TEST_F(Pages, BehindATrustedProxyAreAsSecureAsTheProxySays) {
    settings_.hsts = true;
    start();
    const Answer page = get("/m/ward", {{"X-Forwarded-Proto", "https"}, {"X-Forwarded-For", "6.6.6.6, 192.0.2.7"}});
    EXPECT_NE(std::string(page["set-cookie"]).find("; Secure"), std::string::npos);
    EXPECT_EQ(page["strict-transport-security"], "max-age=31536000");
    EXPECT_NE(std::string(page["content-security-policy"]).find("wss://"), std::string::npos);

    Headers form = own();
    form["Origin"] = "https://" + host();
    form["X-Forwarded-Proto"] = "https";
    form["X-Forwarded-For"] = "6.6.6.6, 192.0.2.7";
    EXPECT_EQ(ask("POST", "/m/ward/ask", form, "text=a").result_int(), 303);
    EXPECT_EQ(hub_.wait_for_command().visitor.network, "192.0.2.7");
}

TEST_F(Pages, BehindAStrangerBelieveNothingItForwards) {
    settings_.trusted_proxies = {"192.0.2.1"};
    start();
    const Answer page = get("/m/ward", {{"X-Forwarded-Proto", "https"}});
    EXPECT_EQ(std::string(page["set-cookie"]).find("Secure"), std::string::npos);
}

TEST_F(Pages, AssetsAreCachedForEverAndPackedWhereTheClientTakesIt) {
    start();
    const Answer plain = get("/assets/app-1a2b.js");
    EXPECT_EQ(plain["cache-control"], "public, max-age=31536000, immutable");
    EXPECT_EQ(plain["content-type"], "text/javascript; charset=utf-8");
    EXPECT_EQ(plain.count("content-encoding"), 0U);
    const Answer packed = get("/assets/app-1a2b.js", {{"Accept-Encoding", "br, gzip"}});
    EXPECT_EQ(packed["content-encoding"], "gzip");
    EXPECT_EQ(packed["vary"], "Accept-Encoding");
    EXPECT_LT(packed.body().size(), plain.body().size());
}

TEST_F(Pages, FilesAreNotSentAgainToThoseWhoHaveThem) {
    start();
    const Answer icon = get("/icon.svg");
    EXPECT_EQ(icon["cache-control"], "public, no-cache");
    const Answer again = get("/icon.svg", {{"If-None-Match", std::string(icon["etag"])}});
    EXPECT_EQ(again.result_int(), 304);
    EXPECT_TRUE(again.body().empty());
}

}  // namespace
}  // namespace wardcast::http
