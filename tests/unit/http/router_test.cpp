#include "http/router.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

Handler answering(int status) {
    return [status](const Request&, const Responder&) -> Outcome { return text_response(status, ""); };
}

class Routes : public ::testing::Test {
  protected:
    Routes() {
        router_.add("GET", "/", answering(1));
        router_.add("GET", "/m/{slug}", answering(2));
        router_.add("POST", "/m/{slug}/ask", answering(3));
        router_.add("GET", "/m/{slug}/chair", answering(4));
        router_.add("DELETE", "/m/{slug}/chair", answering(5));
        router_.add("GET", "/hls/{slug}/{file*}", answering(6));
    }

    int status(std::string_view method, std::string_view path) {
        const auto match = router_.find(method, path);
        const auto* found = std::get_if<Router::Found>(&match);
        if (found == nullptr) return 0;
        params_ = found->params;
        const Outcome outcome = (*found->handler)(Request{}, Responder(nullptr, 0));
        return std::get<Response>(outcome).status;
    }
    bool is_missing(std::string_view path) {
        return std::holds_alternative<Router::NoSuchPath>(router_.find("GET", path));
    }

    Router router_;
    Router::Params params_;
};

TEST_F(Routes, AreFoundByMethodAndPath) {
    EXPECT_EQ(status("GET", "/"), 1);
    EXPECT_EQ(status("POST", "/m/ward/ask"), 3);
    EXPECT_EQ(status("GET", "/m/ward/chair"), 4);
    EXPECT_EQ(status("DELETE", "/m/ward/chair"), 5);
}

TEST_F(Routes, GiveWhatTheirNamesMatched) {
    EXPECT_EQ(status("GET", "/m/ward"), 2);
    EXPECT_EQ(params_, (Router::Params{{"slug", "ward"}}));
    EXPECT_EQ(status("GET", "/hls/ward/720p/12.3.m4s"), 6);
    EXPECT_EQ(params_, (Router::Params{{"slug", "ward"}, {"file", "720p/12.3.m4s"}}));
}

TEST_F(Routes, ForGetTakeHeadToo) {
    EXPECT_EQ(status("HEAD", "/m/ward"), 2);
    EXPECT_EQ(status("HEAD", "/m/ward/ask"), 0);
}

TEST_F(Routes, DoNotMatchPartsOfPathsOrEmptyNames) {
    for (const char* path : {"", "/m", "/m/", "/m/ward/", "/m/ward/other", "/m//chair", "/hls/ward", "/hls/ward/",
                             "/M/ward", "//m/ward", "m/ward"}) {
        EXPECT_TRUE(is_missing(path)) << path;
    }
}

TEST_F(Routes, NameTheMethodsTheyTake) {
    const auto match = router_.find("PUT", "/m/ward/chair");
    ASSERT_TRUE(std::holds_alternative<Router::NoSuchMethod>(match));
    EXPECT_EQ(std::get<Router::NoSuchMethod>(match).allow, "GET, HEAD, DELETE");
}

}  // namespace
}  // namespace wardcast::http
