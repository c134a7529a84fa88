#include "app/base_urls.h"

#include <gtest/gtest.h>

namespace wardcast::app {
namespace {

const std::vector<ListenAddress> kEverywhere = {{"0.0.0.0", 8080}, {"::", 8080}};
const std::vector<ListenAddress> kEverywhereTls = {{"0.0.0.0", 8443}};

TEST(BaseUrls, SendPhonesToTheFirstAddressOverHttpsAndTheRestToLocalhost) {
    EXPECT_EQ(base_urls("", kEverywhere, kEverywhereTls, {"192.168.1.20", "10.0.0.5"}),
              (BaseUrls{"http://localhost:8080", "https://192.168.1.20:8443"}));
}

TEST(BaseUrls, SendPhonesToLocalhostWithoutANetwork) {
    EXPECT_EQ(base_urls("", kEverywhere, kEverywhereTls, {}).phones, "http://localhost:8080");
}

TEST(BaseUrls, ArePublicUrlForEverybodyWhereItIsSet) {
    EXPECT_EQ(base_urls("https://meet.example.org", kEverywhere, kEverywhereTls, {"192.168.1.20"}),
              (BaseUrls{"https://meet.example.org", "https://meet.example.org"}));
}

TEST(BaseUrls, NameTheListenerWhereOneAddressIsListenedOn) {
    EXPECT_EQ(base_urls("", {{"127.0.0.1", 43211}}, {}, {"192.168.1.20"}),
              (BaseUrls{"http://127.0.0.1:43211", "http://127.0.0.1:43211"}));
    EXPECT_EQ(base_urls("", {}, {{"::1", 9}}, {"192.168.1.20"}), (BaseUrls{"https://[::1]:9", "https://[::1]:9"}));
    EXPECT_EQ(base_urls("", {{"127.0.0.1", 80}}, {{"192.168.7.7", 443}}, {"192.168.1.20"}).phones,
              "https://192.168.7.7:443");
}

TEST(BaseUrls, PutAnIpv6AddressInBrackets) {
    EXPECT_EQ(base_urls("", {{"::", 8080}}, {{"::", 8443}}, {"fd00::2"}),
              (BaseUrls{"http://localhost:8080", "https://[fd00::2]:8443"}));
}

}  // namespace
}  // namespace wardcast::app
