// The floor of a package layer build: inflates and SHA-256s every entry of the wheels named, on two threads, and writes nothing.
//
// Usage: floor [--threads N] WHEEL...
//
// Uses the fastest libraries Debian has (libdeflate, OpenSSL). It trusts its input: it reads only wheels that datalab has
// checked, without zip64, and stops at anything else. The wheels are mapped; entries are handed out one by one, largest first.
#include <fcntl.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { END_RECORD_SIZE = 22, CENTRAL_HEADER_SIZE = 46, LOCAL_HEADER_SIZE = 30, STORED = 0, DEFLATED = 8 };

struct entry {
    const uint8_t *data;
    uint32_t compressed, size;
    uint16_t method;
};

static struct entry *entries;
static size_t entry_count, entry_capacity;
static atomic_size_t next_entry;
static EVP_MD *sha256;

static void stop(const char *what, const char *name) {
    fprintf(stderr, "floor: %s: %s\n", name, what);
    exit(65);
}

// Zip numbers are little-endian (APPNOTE 4.4.1.1).
static uint16_t read16(const uint8_t *at) { return (uint16_t)(at[0] | at[1] << 8); }
static uint32_t read32(const uint8_t *at) { return read16(at) | (uint32_t)read16(at + 2) << 16; }

static void add_entry(struct entry entry) {
    if (entry_count == entry_capacity) {
        entry_capacity = entry_capacity ? entry_capacity * 2 : 4096;
        entries = realloc(entries, entry_capacity * sizeof *entries);
        if (!entries) stop("out of memory", "entries");
    }
    entries[entry_count++] = entry;
}

static const uint8_t *map_file(const char *name, size_t *size) {
    int file = open(name, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) stop("cannot be opened", name);
    *size = (size_t)status.st_size;
    void *bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) stop("cannot be mapped", name);
    close(file);
    return bytes;
}

static const uint8_t *find_end_record(const uint8_t *bytes, size_t size, const char *name) {
    for (size_t left = size; left >= END_RECORD_SIZE; left--) {
        const uint8_t *at = bytes + left - END_RECORD_SIZE;
        if (memcmp(at, "PK\5\6", 4) == 0) return at;
    }
    stop("has no end record", name);
    return NULL;
}

static void list_wheel(const char *name) {
    size_t size;
    const uint8_t *bytes = map_file(name, &size);
    const uint8_t *end = find_end_record(bytes, size, name);
    const uint8_t *at = bytes + read32(end + 16);
    for (unsigned left = read16(end + 10); left > 0; left--) {
        if (at + CENTRAL_HEADER_SIZE > end || memcmp(at, "PK\1\2", 4) != 0) stop("is damaged", name);
        const uint8_t *local = bytes + read32(at + 42);
        const uint8_t *data = local + LOCAL_HEADER_SIZE + read16(local + 26) + read16(local + 28);
        struct entry entry = {data, read32(at + 20), read32(at + 24), read16(at + 10)};
        if (entry.data + entry.compressed > end) stop("is damaged", name);
        add_entry(entry);
        at += CENTRAL_HEADER_SIZE + read16(at + 28) + read16(at + 30) + read16(at + 32);
    }
}

static int by_size_descending(const void *a, const void *b) {
    uint32_t left = ((const struct entry *)a)->size, right = ((const struct entry *)b)->size;
    return (left < right) - (left > right);
}

static uint8_t *grown(uint8_t *buffer, size_t *capacity, size_t wanted) {
    if (wanted <= *capacity) return buffer;
    free(buffer);
    buffer = malloc(wanted);
    if (!buffer) stop("out of memory", "buffer");
    *capacity = wanted;
    return buffer;
}

static void *work(void *total) {
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    EVP_MD_CTX *hasher = EVP_MD_CTX_new();
    uint8_t *buffer = NULL, digest[EVP_MAX_MD_SIZE];
    size_t capacity = 0;
    for (size_t at; (at = atomic_fetch_add(&next_entry, 1)) < entry_count;) {
        const struct entry *entry = &entries[at];
        const uint8_t *content = entry->data;
        if (entry->method == DEFLATED) {
            buffer = grown(buffer, &capacity, (size_t)entry->size + 1);
            if (libdeflate_deflate_decompress(inflater, entry->data, entry->compressed, buffer, entry->size, NULL) != 0)
                stop("does not inflate", "an entry");
            content = buffer;
        } else if (entry->method != STORED) {
            stop("is compressed by another method", "an entry");
        }
        EVP_DigestInit_ex2(hasher, sha256, NULL);
        EVP_DigestUpdate(hasher, content, entry->size);
        EVP_DigestFinal_ex(hasher, digest, NULL);
        *(uint64_t *)total += entry->size;
    }
    EVP_MD_CTX_free(hasher);
    libdeflate_free_decompressor(inflater);
    free(buffer);
    return NULL;
}

int main(int count, char **arguments) {
    int threads = 2, first = 1;
    if (count > 2 && strcmp(arguments[1], "--threads") == 0) {
        threads = atoi(arguments[2]);
        first = 3;
    }
    if (threads < 1 || threads > 64) stop("has to be 1 to 64", "--threads");
    for (int i = first; i < count; i++) list_wheel(arguments[i]);
    qsort(entries, entry_count, sizeof *entries, by_size_descending);
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!sha256) stop("is not available", "SHA256");
    pthread_t ids[64];
    uint64_t totals[64] = {0}, total = 0;
    for (int i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, work, &totals[i]) != 0) stop("cannot be started", "a thread");
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        total += totals[i];
    }
    printf("{\"entries\": %zu, \"bytes\": %llu}\n", entry_count, (unsigned long long)total);
    return 0;
}
