#include "app/config.h"

#include <fstream>
#include <set>

#include <gmock/gmock.h>

#include "app/config_fields.h"
#include "temporary_folder.h"

namespace wardcast::app {
namespace {

using testing::HasSubstr;

struct ConfigTest : testing::Test {
    TemporaryFolder temporary;

    Result<std::vector<Setting>> read(const std::string& text) {
        const auto file = temporary.path() / "wardcast.toml";
        std::ofstream(file) << text;
        return settings_from_file(file);
    }

    std::string refusal(const std::string& text) {
        const auto settings = read(text);
        if (!settings) return settings.error().message;
        const auto config = configure(*settings);
        return config ? "accepted" : config.error().message;
    }
};

TEST(ReferenceConfig, HasEveryKeyWithItsDefaultAndNoOther) {
    const auto settings = settings_from_file(WARDCAST_REFERENCE_CONFIG);
    ASSERT_TRUE(settings.has_value()) << settings.error().message;
    std::set<std::string> missing;
    for (const auto& field : config_fields())
        missing.emplace(field.key);
    const Config defaults;
    for (const auto& setting : *settings) {
        missing.erase(setting.key);
        EXPECT_EQ(setting.values, value_of(defaults, *find_field(setting.key))) << setting.key;
    }
    EXPECT_THAT(missing, testing::IsEmpty());
}

TEST(ReferenceConfig, MeansTheSameAsNoConfig) {
    const auto config = configure(settings_from_file(WARDCAST_REFERENCE_CONFIG).value_or(std::vector<Setting>{}));
    ASSERT_TRUE(config.has_value());
    for (const auto& field : config_fields())
        EXPECT_EQ(value_of(*config, field), value_of(Config{}, field)) << field.key;
}

TEST_F(ConfigTest, TakesTimeZonesThatTheMachineKnows) {
    EXPECT_EQ(refusal("time_zone = 'Europe/Berlin'\n"), "accepted");
    for (const char* unknown : {"Europe/Atlantis", "../../etc/passwd", "/etc/passwd", ""})
        EXPECT_THAT(refusal("time_zone = '" + std::string(unknown) + "'\n"), HasSubstr("Europe/London")) << unknown;
}

TEST_F(ConfigTest, ReadsEveryKindOfValue) {
    const auto settings = read(
        "demo = true\nlisten = ['127.0.0.1:0', '[::1]:0']\n[media]\nlive_window_s = 120\n"
        "[media.ice]\npublic_address = '192.0.2.7'\n");
    ASSERT_TRUE(settings.has_value());
    const auto config = configure(*settings);
    ASSERT_TRUE(config.has_value());
    EXPECT_TRUE(config->demo);
    EXPECT_THAT(config->listen, testing::ElementsAre("127.0.0.1:0", "[::1]:0"));
    EXPECT_EQ(config->media.live_window_s, 120);
    EXPECT_EQ(config->media.ice.public_address, "192.0.2.7");
}

TEST_F(ConfigTest, NamesAnUnknownKeyItsLineAndTheNearestOne) {
    const auto message = refusal("demo = true\n[media]\nlive_windows = 60\n");
    EXPECT_THAT(message, HasSubstr("wardcast.toml:3"));
    EXPECT_THAT(message, HasSubstr("'media.live_windows'"));
    EXPECT_THAT(message, HasSubstr("'media.live_window_s'"));
}

TEST_F(ConfigTest, NamesTheBoundsOfANumber) {
    EXPECT_THAT(refusal("[media]\nlive_window_s = 19\n"), HasSubstr("from 20 to 3600"));
    EXPECT_EQ(refusal("[media]\nlive_window_s = 20\n"), "accepted");
    EXPECT_EQ(refusal("[media]\nlive_window_s = 3600\n"), "accepted");
    EXPECT_THAT(refusal("[media]\nlive_window_s = 3601\n"), HasSubstr("media.live_window_s"));
}

TEST_F(ConfigTest, TakesWholeNumbersWhereFractionsAreMeant) {
    EXPECT_EQ(refusal("[limits]\nask_per_s = 3\n"), "accepted");
    EXPECT_EQ(refusal("[limits]\nask_per_s = 0.001\n"), "accepted");
    EXPECT_THAT(refusal("[limits]\nask_per_s = 0\n"), HasSubstr("from 0.001"));
    EXPECT_THAT(refusal("[limits]\nask_per_s = nan\n"), HasSubstr("from 0.001"));
    EXPECT_THAT(refusal("[limits]\nask_per_s = '3'\n"), HasSubstr("takes a number"));
}

TEST_F(ConfigTest, RefusesAValueOfAnotherKind) {
    EXPECT_THAT(refusal("demo = 'true'\n"), HasSubstr("demo takes true or false"));
    EXPECT_THAT(refusal("listen = '127.0.0.1:0'\n"), HasSubstr("listen takes a list"));
    EXPECT_THAT(refusal("[media]\nlive_window_s = 1.5\n"), HasSubstr("takes a whole number"));
    EXPECT_THAT(refusal("data = 5\n"), HasSubstr("data takes a text"));
}

TEST_F(ConfigTest, RefusesWhatIsNotTomlWithTheLine) {
    EXPECT_THAT(refusal("demo = true\ndata = \n"), HasSubstr("wardcast.toml:2"));
}

TEST_F(ConfigTest, RefusesWhatDoesNotGoTogether) {
    EXPECT_THAT(refusal("[tls]\nkey = 'key.pem'\n"), HasSubstr("tls.certificate"));
    EXPECT_THAT(refusal("[media.ice]\nudp_port_min = 5000\n"), HasSubstr("media.ice.udp_port_max"));
    EXPECT_THAT(refusal("[media.ice]\nudp_port_min = 5000\nudp_port_max = 4000\n"),
                HasSubstr("media.ice.udp_port_max"));
    EXPECT_THAT(refusal("listen = []\n"), HasSubstr("listen"));
}

TEST_F(ConfigTest, TakesOnlyAnAddressAsThePublicAddress) {
    EXPECT_EQ(refusal("[media.ice]\npublic_address = '2001:db8::4'\n"), "accepted");
    EXPECT_THAT(refusal("[media.ice]\npublic_address = 'meet.example.org'\n"), HasSubstr("media.ice.public_address"));
    EXPECT_THAT(refusal("[media.ice]\npublic_address = '0.0.0.0'\n"), HasSubstr("leave it empty"));
}

TEST_F(ConfigTest, RefusesAPublicUrlWithAPathOrWithoutAScheme) {
    EXPECT_EQ(refusal("public_url = 'https://meet.example.org'\n"), "accepted");
    EXPECT_THAT(refusal("public_url = 'https://meet.example.org/'\n"), HasSubstr("public_url"));
    EXPECT_THAT(refusal("public_url = 'meet.example.org'\n"), HasSubstr("public_url"));
}

TEST_F(ConfigTest, FileThatIsNotThereIsRefusedByName) {
    const auto settings = settings_from_file(temporary.path() / "nowhere.toml");
    ASSERT_FALSE(settings.has_value());
    EXPECT_THAT(settings.error().message, HasSubstr("nowhere.toml"));
}

TEST(Environment, SetsKeysOfEverySectionAndLists) {
    const char* const environment[] = {"HOME=/root",
                                       "WARDCAST_DEMO=true",
                                       "WARDCAST_LISTEN=127.0.0.1:1,127.0.0.1:2",
                                       "WARDCAST_MEDIA_LIVE_WINDOW_S=90",
                                       "WARDCAST_PORT=tcp://10.0.0.1",
                                       nullptr};
    const auto config = configure(settings_from_environment(environment));
    ASSERT_TRUE(config.has_value());
    EXPECT_TRUE(config->demo);
    EXPECT_THAT(config->listen, testing::ElementsAre("127.0.0.1:1", "127.0.0.1:2"));
    EXPECT_EQ(config->media.live_window_s, 90);
}

TEST(Environment, IsNamedInTheRefusalOfItsValue) {
    const char* const environment[] = {"WARDCAST_SERVER_WORKERS=many", nullptr};
    const auto config = configure(settings_from_environment(environment));
    ASSERT_FALSE(config.has_value());
    EXPECT_THAT(config.error().message, HasSubstr("WARDCAST_SERVER_WORKERS"));
    EXPECT_THAT(config.error().message, HasSubstr("from 0 to 64"));
}

TEST(Configure, SwitchesHttpsOffWhereOnlyListenIsSet) {
    const auto config = configure({{.key = "listen", .values = {"127.0.0.1:0"}, .origin = "--listen"}});
    ASSERT_TRUE(config.has_value());
    EXPECT_THAT(config->listen_https, testing::IsEmpty());
}

}  // namespace
}  // namespace wardcast::app
