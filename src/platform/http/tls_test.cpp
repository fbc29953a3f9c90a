// SPDX-License-Identifier: Apache-2.0
#include "platform/http/server.h"
#include "support/raw_client.h"

#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace ketnap::http;
using ketnap::test::RawClient;
namespace fs = std::filesystem;

namespace {

// A key and a certificate for "localhost" signed by itself, made for one test.
class Certificate {
  public:
    Certificate() {
        auto name = (fs::temp_directory_path() / "ketnap-tls-XXXXXX").string();
        m_folder = mkdtemp(name.data());
        auto* key = EVP_EC_gen("P-256");
        auto* certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        auto* subject = X509_get_subject_name(certificate);
        const std::string host = "localhost";
        X509_NAME_add_entry_by_txt(
            subject, "CN", MBSTRING_ASC,
            static_cast<const unsigned char*>(static_cast<const void*>(host.data())), -1, -1, 0);
        X509_set_issuer_name(certificate, subject);
        X509_sign(certificate, key, EVP_sha256());
        auto* key_file = std::fopen(this->key().c_str(), "w");
        PEM_write_PrivateKey(key_file, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(key_file);
        auto* certificate_file = std::fopen(this->path().c_str(), "w");
        PEM_write_X509(certificate_file, certificate);
        std::fclose(certificate_file);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~Certificate() { fs::remove_all(m_folder); }
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;
    fs::path path() const { return m_folder / "cert.pem"; }
    fs::path key() const { return m_folder / "key.pem"; }

  private:
    fs::path m_folder;
};

class TlsServer {
  public:
    explicit TlsServer(const Certificate& certificate) {
        Route route;
        route.path = "/api/hello";
        route.right = "test";
        route.handler = [](Request& request) { return text(request.secure ? "secure" : "plain"); };
        m_router.add(std::move(route));
        ServerConfig config;
        config.address = "0.0.0.0";
        config.port = 0;
        config.tls_cert = certificate.path();
        config.tls_key = certificate.key();
        config.limits.header_time = std::chrono::milliseconds{500};
        m_server = std::make_unique<Server>(config, m_router);
        m_thread = std::thread{[this] { m_server->run(); }};
    }
    ~TlsServer() {
        m_server->stop();
        m_thread.join();
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    std::uint16_t port() const { return m_server->port(); }

  private:
    Router m_router;
    std::unique_ptr<Server> m_server;
    std::thread m_thread;
};

// The answer and the protocol, or nothing when no agreement was reached.
std::string ask(std::uint16_t port, const fs::path& trusted, int newest, const char* ciphers) {
    RawClient socket{port};
    auto* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, newest);
    SSL_CTX_set_cipher_list(context, ciphers);
    SSL_CTX_load_verify_locations(context, trusted.c_str(), nullptr);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    auto* ssl = SSL_new(context);
    SSL_set1_host(ssl, "localhost");
    SSL_set_fd(ssl, socket.descriptor());
    std::string out;
    if (SSL_connect(ssl) == 1) {
        const std::string request =
            "GET /api/hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        SSL_write(ssl, request.data(), static_cast<int>(request.size()));
        char piece[4096];
        for (int count = 1; count > 0;) {
            count = SSL_read(ssl, piece, sizeof piece);
            out.append(piece, count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        const bool clean = (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
        out = std::string{SSL_get_version(ssl)} + " " + out.substr(out.rfind('\n') + 1) +
              (clean ? "" : " cut");
    }
    SSL_free(ssl);
    SSL_CTX_free(context);
    return out;
}

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, anything older or weak is refused") {
    const Certificate certificate;
    const TlsServer server{certificate};
    const auto with = [&](int newest, const char* ciphers) {
        return ask(server.port(), certificate.path(), newest, ciphers);
    };
    CHECK(with(TLS1_3_VERSION, "DEFAULT") == "TLSv1.3 secure");
    CHECK(with(TLS1_2_VERSION, "DEFAULT") == "TLSv1.2 secure");
    CHECK(with(TLS1_1_VERSION, "ALL:@SECLEVEL=0").empty());
    CHECK(with(TLS1_2_VERSION, "AES128-SHA:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0").empty());
}

TEST_CASE("plain HTTP on the TLS port gets no page, and a silent one is let go") {
    const Certificate certificate;
    const TlsServer server{certificate};
    RawClient plain{server.port()};
    plain.send("GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(plain.all().find("HTTP/") == std::string::npos);
    RawClient silent{server.port()};
    CHECK(silent.all().empty());
}

TEST_CASE("a certificate that cannot be read, or is not of the key, does not start") {
    const Router router;
    const Certificate one;
    const Certificate other;
    ServerConfig config;
    config.port = 0;
    config.tls_cert = one.path();
    config.tls_key = other.key();
    CHECK_THROWS_AS((Server{config, router}), StartError);
    config.tls_key = "/nowhere";
    CHECK_THROWS_AS((Server{config, router}), StartError);
}
