#pragma once
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

namespace zhaojian::test {

struct FreeX509 {
  void operator()(X509* it) const { X509_free(it); }
};
struct FreeKey {
  void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
};

// A certificate and its key, made on the spot.
struct TlsIdentity {
  std::unique_ptr<X509, FreeX509> certificate;
  std::unique_ptr<EVP_PKEY, FreeKey> key;
};

struct TlsWishes {
  std::string common_name;
  std::string alternative_names;  // "IP:127.0.0.1,DNS:localhost"; empty: an authority
  long valid_from = -3600;        // seconds from now
  long valid_to = 3600;
};

inline void add_extension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// Signed by `issuer`, or by itself when there is none.
inline TlsIdentity make_tls_identity(const TlsWishes& wishes, const TlsIdentity* issuer = nullptr) {
  static long serial = 1;
  TlsIdentity made{std::unique_ptr<X509, FreeX509>(X509_new()),
                   std::unique_ptr<EVP_PKEY, FreeKey>(EVP_EC_gen("P-256"))};
  X509* const it = made.certificate.get();
  X509_set_version(it, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(it), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(it), wishes.valid_from);
  X509_gmtime_adj(X509_getm_notAfter(it), wishes.valid_to);
  X509_set_pubkey(it, made.key.get());
  const auto* const name = reinterpret_cast<const unsigned char*>(wishes.common_name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(it), "CN", MBSTRING_UTF8, name, -1, -1, 0);
  X509_set_issuer_name(it, X509_get_subject_name(issuer != nullptr ? issuer->certificate.get() : it));
  if (wishes.alternative_names.empty()) {
    add_extension(it, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(it, NID_key_usage, "critical,keyCertSign");
  } else {
    add_extension(it, NID_subject_alt_name, wishes.alternative_names);
  }
  X509_sign(it, issuer != nullptr ? issuer->key.get() : made.key.get(), EVP_sha256());
  return made;
}

inline std::string pem(const TlsIdentity& identity) {
  BIO* memory = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(memory, identity.certificate.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  std::string text(data, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

}  // namespace zhaojian::test
