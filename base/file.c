#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BLOCK ((size_t)64 << 10)

/* A name that the user gave wrongly is the user's to mend, the rest is not. */
static bool fail_errno(struct err *err, const char *path, const char *doing)
{
	int number = errno;
	enum err_code code = number == ENOENT || number == ENOTDIR ||
					     number == EISDIR ||
					     number == ENAMETOOLONG
				     ? ERR_INPUT
				     : ERR_IO;

	return err_set_at(err, code, path, 0, 0, "cannot %s: %s", doing,
			  strerror(number));
}

static bool is_dash(const char *path)
{
	return strcmp(path, "-") == 0;
}

static bool read_all(int fd, const char *name, size_t max, struct str *out,
		     struct err *err)
{
	size_t total = 0;

	for (;;) {
		/* One byte more than allowed tells "full" from "too long". */
		size_t want = max - total < READ_BLOCK ? max - total + 1
						       : READ_BLOCK;
		ssize_t got;

		str_reserve(out, want);
		got = read(fd, out->s + out->length, want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail_errno(err, name, "read this file");
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > max)
			return err_set_at(err, ERR_LIMIT, name, 0, 0,
					  "is longer than the %zu bytes that "
					  "are allowed here",
					  max);
		out->length += (size_t)got;
		out->s[out->length] = '\0';
	}
}

bool file_read(const char *path, size_t max, struct str *out, struct err *err)
{
	const char *name = is_dash(path) ? "standard input" : path;
	size_t before = out->length;
	struct stat status;
	bool ok;
	int fd;

	fd = is_dash(path) ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(err, name, "open this file");
	if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		ok = fail_errno(err, name, "read this file");
	} else {
		ok = read_all(fd, name, max, out, err);
	}
	if (fd != STDIN_FILENO)
		close(fd);
	if (!ok && out->capacity) {
		/* read() may have written behind the end that we count. */
		out->s[before] = '\0';
		out->length = before;
	}
	return ok;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return true;
}

/* For what has no name to replace: standard output, pipes, devices. */
static bool write_through(const char *path, const char *bytes, size_t length,
			  struct err *err)
{
	bool out = is_dash(path);
	int fd = out ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
	const char *name = out ? "standard output" : path;
	bool ok;

	if (fd < 0)
		return fail_errno(err, name, "open this for writing");
	ok = write_all(fd, bytes, length);
	if (!ok)
		fail_errno(err, name, "write here");
	if (!out)
		close(fd);
	return ok;
}

/* Best effort: some file systems cannot sync a directory. */
static void sync_directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *directory = !slash ? mem_strdup(".")
			  : slash == path
				  ? mem_strdup("/")
				  : mem_strndup(path, (size_t)(slash - path));
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(directory);
}

/* Opens a new file beside path, with the rights of the one it will replace. */
static int open_beside(const char *path, const struct stat *old,
		       struct str *name)
{
	for (int n = 0; n < 100; n++) {
		int fd;

		str_clear(name);
		str_addf(name, "%s.tmp-%ld-%d", path, (long)getpid(), n);
		fd = open(name->s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  0666);
		if (fd >= 0 && old)
			(void)!fchmod(fd, old->st_mode & 0777);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static bool replace(const char *path, const struct stat *old, const char *bytes,
		    size_t length, struct err *err)
{
	struct str name = STR_INIT;
	bool ok = false;
	int fd;

	fd = open_beside(path, old, &name);
	if (fd < 0) {
		fail_errno(err, path, "write this file");
		goto out;
	}
	ok = write_all(fd, bytes, length) && fsync(fd) == 0;
	if (!ok)
		fail_errno(err, path, "write this file");
	if (close(fd) != 0 && ok)
		ok = fail_errno(err, path, "write this file");
	if (ok && rename(name.s, path) != 0)
		ok = fail_errno(err, path, "replace this file");
	if (ok)
		sync_directory_of(path);
	else
		unlink(name.s);
out:
	str_finish(&name);
	return ok;
}

bool file_write(const char *path, const char *bytes, size_t length,
		struct err *err)
{
	struct stat status;
	char *target;
	bool ok;

	if (is_dash(path))
		return write_through(path, bytes, length, err);
	if (stat(path, &status) != 0)
		return replace(path, NULL, bytes, length, err);
	if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		return fail_errno(err, path, "write this file");
	}
	if (!S_ISREG(status.st_mode))
		return write_through(path, bytes, length, err);
	/* Behind a symbolic link the file is replaced, not the link. */
	target = realpath(path, NULL);
	if (!target)
		return fail_errno(err, path, "write this file");
	ok = replace(target, &status, bytes, length, err);
	free(target);
	return ok;
}

bool file_exists(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0;
}

bool file_is_regular(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_is_link(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

bool file_is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool make_one(const char *path, struct err *err)
{
	if (mkdir(path, 0700) == 0)
		return true;
	if (errno == EEXIST && file_is_directory(path))
		return true;
	return fail_errno(err, path, "make this directory");
}

bool file_make_directories(const char *path, struct err *err)
{
	char *part = mem_strdup(path);
	bool ok = true;

	for (char *at = part; ok && *at; at++) {
		if (*at != '/' || at == part)
			continue;
		*at = '\0';
		ok = make_one(part, err);
		*at = '/';
	}
	if (ok && *part)
		ok = make_one(part, err);
	free(part);
	return ok;
}
