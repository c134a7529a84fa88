#pragma once

#include <filesystem>

namespace wardcast::http {

// Writes a self-signed certificate for localhost and its key, PEM, into the folder: cert.pem and key.pem.
void write_test_certificate(const std::filesystem::path& folder);

}  // namespace wardcast::http
