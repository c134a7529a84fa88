#include "http/page_view.h"

#include <gtest/gtest.h>

namespace wardcast::http {
namespace {

bool has(const std::string& page, const std::string& text) {
    return page.find(text) != std::string::npos;
}

Json meeting_with(Json question) {
    const Json id = question["id"];
    return {{"state",
             {{"slug", "ward"},
              {"title", "Ward"},
              {"phase", "live"},
              {"questions_open", true},
              {"asking", nullptr},
              {"queue", Json::array({id})},
              {"questions", Json::array({question})}}},
            {"mine", {{"asked", Json::array({id})}}}};
}

TEST(WatchFragment, EscapesWhateverPeopleWrote) {
    const std::string evil = "<script>alert(1)</script>\"'&";
    const std::string page = watch_fragment(
        meeting_with({{"id", "q_1"}, {"text", evil}, {"name", evil}, {"status", "approved"}, {"supporters", 1}}),
        {evil, evil, evil});
    EXPECT_FALSE(has(page, "<script>"));
    EXPECT_TRUE(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
    EXPECT_FALSE(has(page, "alert(1)</script>\""));
}

TEST(WatchFragment, TellsTheFateOfOnesOwnQuestion) {
    for (const auto& [status, words] : {std::pair{"waiting", "Waiting for the chair"},
                                        {"held", "Kept for later"},
                                        {"answered", "Answered"},
                                        {"withdrawn", "Taken back"}}) {
        EXPECT_TRUE(
            has(watch_fragment(meeting_with({{"id", "q_1"}, {"text", "Why?"}, {"status", status}}), {}), words));
    }
    EXPECT_TRUE(
        has(watch_fragment(
                meeting_with({{"id", "q_1"}, {"text", "Why?"}, {"status", "declined"}, {"reason", "duplicate"}}), {}),
            "Not taken: asked already by someone else"));
}

TEST(WatchFragment, HasNoFormWhenQuestionsAreClosed) {
    Json read = meeting_with({{"id", "q_1"}, {"text", "Why?"}, {"status", "approved"}});
    EXPECT_TRUE(has(watch_fragment(read, {}), "<form"));
    read["state"]["questions_open"] = false;
    const std::string closed = watch_fragment(read, {"", "", "Too late."});
    EXPECT_FALSE(has(closed, "<form"));
    EXPECT_TRUE(has(closed, "Too late. Questions are closed."));
}

TEST(WatchFragment, DoesNotLendTheDraftsNameToNamelessQuestions) {
    const std::string page = watch_fragment(
        meeting_with({{"id", "q_1"}, {"text", "Why?"}, {"name", ""}, {"status", "approved"}}), {"draft", "Ann", ""});
    EXPECT_FALSE(has(page, "Ann ·"));
    EXPECT_TRUE(has(page, "value=\"Ann\""));
}

TEST(WatchFragment, OfAStateWithNothingInItIsStillAPage) {
    EXPECT_TRUE(has(watch_fragment(Json::object(), {}), "<main"));
}

TEST(HomeFragment, SaysWhenThereIsNoMeeting) {
    EXPECT_TRUE(has(home_fragment({}), "No meeting is planned"));
}

TEST(Shells, GetTheirTwoParts) {
    EXPECT_EQ(fill_shell("a<!--wardcast:head-->b<!--wardcast:server-part-->c", "H", "S"), "aHbSc");
    EXPECT_EQ(fill_shell("a<!--wardcast:head-->b", "H", "S"), "aHb");
    EXPECT_EQ(head_fragment("A <b>", "C").substr(0, 27), "<title>A &lt;b&gt;</title>\n");
}

TEST(ErrorPages, SayWhatIsWrongAndWhatNext) {
    const std::string page = error_page("Title", "What <i>", "Next");
    EXPECT_TRUE(has(page, "<h1>Title</h1>"));
    EXPECT_TRUE(has(page, "What &lt;i&gt;"));
    EXPECT_TRUE(has(page, "Next"));
    EXPECT_FALSE(has(page, "<style"));
}

}  // namespace
}  // namespace wardcast::http
