#include "http/session_table.h"

#include <gtest/gtest.h>

#include "http/websocket_session.h"

namespace wardcast::http {
namespace {

TEST(SessionNumbers, FindTheirSessionUntilItEnds) {
    SessionTable table;
    WebSocketSession one;
    WebSocketSession two;
    const auto first = table.add(one);
    const auto second = table.add(two);
    EXPECT_EQ(table.find(first), &one);
    EXPECT_EQ(table.find(second), &two);
    table.remove(first);
    EXPECT_EQ(table.find(first), nullptr);
    EXPECT_EQ(table.size(), 1U);
    EXPECT_EQ(table.find(0), nullptr);
    EXPECT_EQ(table.find(~0ULL), nullptr);
}

TEST(SessionNumbers, AreNeverGivenTwice) {
    SessionTable table;
    WebSocketSession session;
    const auto first = table.add(session);
    table.remove(first);
    const auto second = table.add(session);
    EXPECT_NE(first, second);
    EXPECT_EQ(table.find(first), nullptr);
    table.remove(first);
    EXPECT_EQ(table.find(second), &session);
}

}  // namespace
}  // namespace wardcast::http
