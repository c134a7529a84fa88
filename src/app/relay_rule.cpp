#include "app/relay_rule.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "social/address_rule.h"

namespace wardcast::app {

std::function<Result<void>(const std::string& host, std::uint16_t port)> relay_rule(
    std::vector<std::string> allow_hosts) {
    return [rule = social::AddressRule(std::move(allow_hosts))](const std::string& host,
                                                                std::uint16_t port) -> Result<void> {
        const auto service = std::to_string(port);
        boost::asio::io_context context;
        boost::system::error_code error;
        const auto found = boost::asio::ip::tcp::resolver(context).resolve(host, service, error);
        if (error || found.empty()) {
            return failure(ErrorKind::NotFound, "The name " + host + " is not known. Look for a slip in the address.");
        }
        for (const auto& entry : found) {
            if (rule.permits(host, service, entry.endpoint().address())) continue;
            return failure(ErrorKind::BadInput, host +
                                                    " is in a private network. Whoever runs this server can allow it "
                                                    "with media.relay.allow_hosts in its configuration.");
        }
        return {};
    };
}

}  // namespace wardcast::app
