/* Zip archives whose entries are stored as they are, without compression; zip64 too. */
#ifndef TH_ZIP_H
#define TH_ZIP_H

#include "source.h"

typedef struct { const char *name; uint64_t header, size; } th_zip_entry; /* header: offset of the local header */
typedef struct { const th_source *source; int64_t n; th_zip_entry *entries; } th_zip; /* sorted by name */

bool th_zip_looks_like(const th_source *source);
th_zip th_zip_open(const th_source *source);
const th_zip_entry *th_zip_find(const th_zip *zip, const char *name); /* NULL if there is none */
uint64_t th_zip_offset(const th_zip *zip, const th_zip_entry *entry); /* of the entry's bytes in the source */

#endif
