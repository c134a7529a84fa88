#include "http/form.h"

#include <glib.h>
#include <memory>

namespace wardcast::http {
namespace {

struct TableUnref {
    void operator()(GHashTable* table) const noexcept { g_hash_table_unref(table); }
};
struct ErrorFree {
    void operator()(GError* error) const noexcept { g_error_free(error); }
};

}  // namespace

Result<Form> parse_form(std::string_view body) {
    GError* raw_error = nullptr;
    const std::unique_ptr<GHashTable, TableUnref> table(
        g_uri_parse_params(body.data(), static_cast<gssize>(body.size()), "&", G_URI_PARAMS_WWW_FORM, &raw_error));
    const std::unique_ptr<GError, ErrorFree> error(raw_error);
    if (!table) {
        return failure(ErrorKind::BadInput,
                       std::string("the form could not be read: ") + (error ? error->message : "unknown reason"));
    }

    Form form;
    GHashTableIter iterator;
    gpointer key = nullptr;
    gpointer value = nullptr;
    g_hash_table_iter_init(&iterator, table.get());
    while (g_hash_table_iter_next(&iterator, &key, &value) != FALSE) {
        form.emplace(static_cast<const char*>(key), static_cast<const char*>(value));
    }
    return form;
}

}  // namespace wardcast::http
