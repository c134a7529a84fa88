// GLib's locks and slices, as ThreadSanitizer has to be told of them: they are inside a library that is not built with
// it. Whatever is handed over under a futex of theirs would look like a race, and so would a slice that is used again.
// GStreamer calls them by name, so these here come first. Linked into all tests, in the tsan preset alone; it needs
// G_SLICE=always-malloc.

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

namespace {

template <class Function>
Function* behind(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

// Of ThreadSanitizer, in no header.
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);

void g_mutex_lock(GMutex* mutex) {
    static auto* const real = behind<void(GMutex*)>("g_mutex_lock");
    real(mutex);
    __tsan_acquire(mutex);
}

void g_mutex_unlock(GMutex* mutex) {
    static auto* const real = behind<void(GMutex*)>("g_mutex_unlock");
    __tsan_release(mutex);
    real(mutex);
}

gboolean g_mutex_trylock(GMutex* mutex) {
    static auto* const real = behind<gboolean(GMutex*)>("g_mutex_trylock");
    const gboolean locked = real(mutex);
    if (locked != FALSE) __tsan_acquire(mutex);
    return locked;
}

void g_rec_mutex_lock(GRecMutex* mutex) {
    static auto* const real = behind<void(GRecMutex*)>("g_rec_mutex_lock");
    real(mutex);
    __tsan_acquire(mutex);
}

void g_rec_mutex_unlock(GRecMutex* mutex) {
    static auto* const real = behind<void(GRecMutex*)>("g_rec_mutex_unlock");
    __tsan_release(mutex);
    real(mutex);
}

gboolean g_rec_mutex_trylock(GRecMutex* mutex) {
    static auto* const real = behind<gboolean(GRecMutex*)>("g_rec_mutex_trylock");
    const gboolean locked = real(mutex);
    if (locked != FALSE) __tsan_acquire(mutex);
    return locked;
}

// Waiting lets go of the mutex meanwhile.
void g_cond_wait(GCond* condition, GMutex* mutex) {
    static auto* const real = behind<void(GCond*, GMutex*)>("g_cond_wait");
    __tsan_release(mutex);
    real(condition, mutex);
    __tsan_acquire(mutex);
}

gboolean g_cond_wait_until(GCond* condition, GMutex* mutex, gint64 until) {
    static auto* const real = behind<gboolean(GCond*, GMutex*, gint64)>("g_cond_wait_until");
    __tsan_release(mutex);
    const gboolean signalled = real(condition, mutex, until);
    __tsan_acquire(mutex);
    return signalled;
}

gpointer g_slice_alloc(gsize size) {
    return std::malloc(size);
}

gpointer g_slice_alloc0(gsize size) {
    return std::calloc(1, size);
}

gpointer g_slice_copy(gsize size, gconstpointer from) {
    return std::memcpy(std::malloc(size), from, size);
}

// Who gives up the last reference frees; that is counted in atomics which are not seen.
void g_slice_free1(gsize, gpointer slice) {
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    std::free(slice);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
}

}  // extern "C"
