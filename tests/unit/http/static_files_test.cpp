#include "http/static_files.h"

#include <fstream>

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace wardcast::http {
namespace {

class WebRoot : public ::testing::Test {
  protected:
    void write(const std::string& name, const std::string& text) {
        const auto path = folder_.path() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    Response serve(const std::string& path, const std::string& encodings = "", const std::string& if_none_match = "") {
        auto files = StaticFiles::load(folder_.path());
        EXPECT_TRUE(files.has_value());
        Request request;
        request.path = path;
        request.accept_encoding = encodings;
        request.if_none_match = if_none_match;
        return files->serve(request);
    }
    static std::string header(const Response& response, const std::string& name) {
        for (const auto& [key, value] : response.headers) {
            if (key == name) return value;
        }
        return {};
    }

    TemporaryFolder folder_;
};

TEST_F(WebRoot, ServesFilesWithTheirType) {
    write("assets/a.js", "1");
    write("assets/deep/b.woff2", "2");
    write("manifest.webmanifest", "{}");
    write("odd.thing", "3");
    EXPECT_EQ(serve("/assets/a.js").content_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(serve("/assets/deep/b.woff2").content_type, "font/woff2");
    EXPECT_EQ(serve("/manifest.webmanifest").content_type, "application/manifest+json");
    EXPECT_EQ(serve("/odd.thing").content_type, "application/octet-stream");
    EXPECT_EQ(*serve("/assets/a.js").body, "1");
}

TEST_F(WebRoot, KnowsNothingElse) {
    write("a.txt", "1");
    for (const char* path : {"/", "/b.txt", "a.txt", "/./a.txt", "/x/../a.txt", "/a.txt/", ""}) {
        EXPECT_EQ(serve(path).status, 404) << path;
    }
}

TEST_F(WebRoot, ServesNoShellByItsName) {
    write("watch.html", "<html>");
    EXPECT_EQ(serve("/watch.html").status, 404);
}

TEST_F(WebRoot, CachesHashedAssetsForEverAndOthersNotWithoutAsking) {
    write("assets/app-1a2b.css", "a{}");
    write("icon.svg", "<svg/>");
    EXPECT_EQ(header(serve("/assets/app-1a2b.css"), "cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(serve("/icon.svg"), "cache-control"), "public, no-cache");
}

TEST_F(WebRoot, DoesNotSendAgainWhatTheClientHas) {
    write("icon.svg", "<svg/>");
    const std::string etag = header(serve("/icon.svg"), "etag");
    EXPECT_EQ(serve("/icon.svg", "", etag).status, 304);
    EXPECT_EQ(serve("/icon.svg", "", "\"other\"").status, 200);
    write("icon.svg", "<svg />");
    EXPECT_NE(header(serve("/icon.svg"), "etag"), etag);
}

TEST_F(WebRoot, PacksOnlyWhatShrinks) {
    write("a.js", std::string(5000, 'x'));
    write("b.js", "x");
    write("c.png", std::string(5000, 'x'));
    EXPECT_EQ(header(serve("/a.js", "gzip"), "content-encoding"), "gzip");
    EXPECT_EQ(header(serve("/a.js", "gzip;q=0"), "content-encoding"), "");
    EXPECT_EQ(header(serve("/a.js"), "content-encoding"), "");
    EXPECT_EQ(header(serve("/a.js"), "vary"), "Accept-Encoding");
    EXPECT_EQ(header(serve("/b.js", "gzip"), "content-encoding"), "");
    EXPECT_EQ(header(serve("/c.png", "gzip"), "content-encoding"), "");
}

TEST_F(WebRoot, ThatIsMissingIsNamed) {
    const auto files = StaticFiles::load(folder_.path() / "nothing");
    ASSERT_FALSE(files.has_value());
    EXPECT_NE(files.error().message.find("nothing"), std::string::npos);
    const auto page = StaticFiles::load(folder_.path())->page("watch.html");
    ASSERT_FALSE(page.has_value());
    EXPECT_NE(page.error().message.find("watch.html"), std::string::npos);
}

}  // namespace
}  // namespace wardcast::http
