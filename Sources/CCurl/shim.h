#ifndef MENDMARK_CCURL_SHIM_H
#define MENDMARK_CCURL_SHIM_H

// libcurl, for SMTP with TLS and authentication.
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic macros with type checks, which Swift doesn't import: one wrapper
// for each type of value.
static inline CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// CURLOPT_READFUNCTION, CURLOPT_HEADERFUNCTION and CURLOPT_WRITEFUNCTION: all of this shape.
static inline CURLcode ccurl_set_flow(
    CURL *handle, CURLoption option, size_t (*flow)(char *, size_t, size_t, void *)) {
    return curl_easy_setopt(handle, option, flow);
}

static inline long ccurl_response_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

// Macros with casts.
static const long ccurl_tls_all = CURLUSESSL_ALL;
static const long ccurl_global_all = CURL_GLOBAL_ALL;

#endif
