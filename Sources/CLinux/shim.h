#include <sys/uio.h>

// glibc declares it for _GNU_SOURCE only, which Swift imports glibc without.
ssize_t preadv2(int descriptor, const struct iovec *parts, int count, off_t place, int flags);

// preadv2(2) with RWF_NOWAIT: reads what the page cache holds, and never waits for the disk.
static inline ssize_t datalab_read_from_memory(int descriptor, void *buffer, size_t length, off_t place) {
    struct iovec part = {buffer, length};
    return preadv2(descriptor, &part, 1, place, 0x00000008);
}
