#include "scenarios/pack.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "scenarios/load_internal.h"

#include <string.h>

/* The files that make a pack; others in the folder are left alone. */
static const struct {
	const char *name;
	bool needed;
	bool moves; /* what happens in a drill depends on it */
} parts[] = {
	{ "scenario.json", true, true }, { "stakeholders.json", true, true },
	{ "rubric.json", false, false }, { "guide.md", false, false },
	{ "par.json", false, false },
};
#define PARTS (sizeof(parts) / sizeof(parts[0]))

/* A pack and all that it stands on. */
struct pack_owner {
	struct pack pack; /* first, so that the one is found by the other */
	struct arena arena;
	struct json_doc *scenario, *stakeholders, *rubric, *par;
	struct sim_model *model;
	struct pack_file files[PARTS];
	size_t file_count;
};

/* --- from bytes ---------------------------------------------------------- */

static const struct pack_file *find_file(const struct pack_owner *owner,
					 const char *name)
{
	for (size_t i = 0; i < owner->file_count; i++)
		if (!strcmp(owner->files[i].name, name))
			return &owner->files[i];
	return NULL;
}

static const char *place_of(const char *place, const char *name,
			    struct arena *arena)
{
	return place && *place ? arena_printf(arena, "%s/%s", place, name)
			       : name;
}

/* Copies the files that count, in the order of the table, which the hash
 * follows. */
static bool take_files(struct pack_owner *owner, const struct pack_file *files,
		       size_t count, const char *place, struct err *err)
{
	uint64_t hash = HASH_INIT, par_key = HASH_INIT;

	for (size_t part = 0; part < PARTS; part++) {
		const struct pack_file *found = NULL;
		struct pack_file *mine = &owner->files[owner->file_count];
		const char *path = place_of(place, parts[part].name,
					    &owner->arena);

		for (size_t i = 0; i < count; i++)
			if (!strcmp(files[i].name, parts[part].name))
				found = &files[i];
		if (!found && !parts[part].needed)
			continue;
		if (!found)
			return err_set_at(err, ERR_INPUT, path, 0, 0,
					  "this file is missing; a pack needs "
					  "it");
		if (found->length > PACK_FILE_MAX)
			return err_set_at(err, ERR_LIMIT, path, 0, 0,
					  "is larger than %u bytes",
					  PACK_FILE_MAX);
		if (memchr(found->bytes, '\0', found->length))
			return err_set_at(err, ERR_INPUT, path, 0, 0,
					  "holds a NUL byte; it must be text "
					  "in UTF-8");
		mine->name = parts[part].name;
		mine->bytes = arena_strndup(&owner->arena, found->bytes,
					    found->length);
		mine->length = found->length;
		owner->file_count++;
		hash = hash_text(hash, mine->name);
		hash = hash_bytes(hash, mine->bytes, mine->length);
		if (parts[part].moves)
			par_key = hash_bytes(par_key, mine->bytes,
					     mine->length);
	}
	owner->pack.hash = hash;
	owner->pack.par_key = par_key;
	return true;
}

static bool read_json(struct pack_owner *owner, const char *name,
		      const char *place, struct json_doc **out, struct err *err)
{
	const struct pack_file *file = find_file(owner, name);

	if (!file)
		return true;
	*out = json_parse(file->bytes, file->length,
			  place_of(place, name, &owner->arena), err);
	return *out != NULL;
}

static bool check_format(const struct json_doc *doc, struct err *err)
{
	const struct json *root = json_root(doc);
	double format;

	if (json_type(root) != JSON_OBJECT)
		return json_fail(doc, root, err, "must be an object");
	if (!json_need_number(doc, root, "format", &format, err))
		return false;
	if (format != PACK_FORMAT)
		return json_fail(doc, json_get(root, "format"), err,
				 "this program reads packs of format %d only",
				 PACK_FORMAT);
	return true;
}

static bool read_guide(struct pack_owner *owner)
{
	const struct pack_file *file = find_file(owner, "guide.md");
	struct str text = STR_INIT;

	if (file)
		utf8_scrub(&text, file->bytes, file->length,
			   UTF8_KEEP_NEWLINES);
	owner->pack.guide = arena_strndup(&owner->arena, text.s, text.length);
	str_finish(&text);
	return true;
}

/* The author's par lines stay known beside those that were found. */
static bool read_par(struct pack_owner *owner, const char *place,
		     struct load *load)
{
	struct pack_variant *variants =
		(struct pack_variant *)owner->pack.variants;

	for (size_t i = 0; i < owner->pack.variant_count; i++) {
		variants[i].par_start = variants[i].par;
		variants[i].par_start_count = variants[i].par_count;
	}
	if (!read_json(owner, "par.json", place, &owner->par, load->err))
		return false;
	if (!owner->par)
		return true;
	load->doc = owner->par;
	return pack_parse_par(load, json_root(owner->par), variants);
}

static bool read_documents(struct pack_owner *owner, const char *place,
			   struct load *load)
{
	const struct {
		const char *name;
		struct json_doc **doc;
	} documents[] = {
		{ "scenario.json", &owner->scenario },
		{ "stakeholders.json", &owner->stakeholders },
		{ "rubric.json", &owner->rubric },
	};
	bool good = true;

	for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
		if (read_json(owner, documents[i].name, place, documents[i].doc,
			      load->err))
			continue;
		if (!load_go_on(load))
			return false;
		good = false;
	}
	return good && check_format(owner->scenario, load->err);
}

static bool read_all(struct pack_owner *owner, const char *place,
		     struct pack_mistakes *all, struct err *err)
{
	struct load load = { .pack = &owner->pack,
			     .arena = &owner->arena,
			     .err = err,
			     .all = all };
	bool good;

	if (!read_documents(owner, place, &load))
		return false;
	owner->pack.rubric = owner->rubric;
	load.doc = owner->scenario;
	if (!pack_parse_model(&load, json_root(owner->scenario)) ||
	    !load_gather(&load, owner->scenario, owner->stakeholders))
		return false;
	good = pack_parse_scenario(&load, json_root(owner->scenario));
	if (!good && !load_go_on(&load))
		return false;
	load.doc = owner->stakeholders;
	return pack_parse_stakeholders(&load, json_root(owner->stakeholders)) &&
	       good && read_guide(owner) && read_par(owner, place, &load);
}

struct pack *pack_load_files_all(const struct pack_file *files, size_t count,
				 const char *place, struct pack_mistakes *all,
				 struct err *err)
{
	struct pack_owner *owner = mem_calloc(1, sizeof(*owner));
	struct err last = { 0 };

	arena_init(&owner->arena);
	if (take_files(owner, files, count, place, &last) &&
	    read_all(owner, place, all, &last))
		return &owner->pack;
	if (all && last.code)
		vec_push(all, last);
	if (err)
		*err = all ? all->items[0] : last;
	pack_destroy(&owner->pack);
	return NULL;
}

struct pack *pack_load_files(const struct pack_file *files, size_t count,
			     const char *place, struct err *err)
{
	return pack_load_files_all(files, count, place, NULL, err);
}

/* --- from a folder ------------------------------------------------------- */

struct pack *pack_load(const char *folder, struct err *err)
{
	return pack_load_all(folder, NULL, err);
}

struct pack *pack_load_all(const char *folder, struct pack_mistakes *all,
			   struct err *err)
{
	struct str bytes[PARTS];
	struct pack_file files[PARTS];
	struct pack *pack = NULL;
	struct str path = STR_INIT;
	size_t count = 0;
	bool good = file_is_directory(folder);

	if (!good)
		err_set_at(err, ERR_INPUT, folder, 0, 0,
			   "is no folder; a scenario pack is a folder with a "
			   "scenario.json");
	for (size_t i = 0; good && i < PARTS; i++) {
		str_clear(&path);
		str_addf(&path, "%s/%s", folder, parts[i].name);
		if (!parts[i].needed && !file_exists(path.s))
			continue;
		str_init(&bytes[count]);
		if (file_is_link(path.s))
			good = err_set_at(err, ERR_INPUT, path.s, 0, 0,
					  "is a link, which could lead to "
					  "anything of yours; a record keeps "
					  "the files of its pack");
		else if (file_exists(path.s) && !file_is_regular(path.s))
			good = err_set_at(err, ERR_INPUT, path.s, 0, 0,
					  "is no ordinary file; a pack is made "
					  "of text files");
		else
			good = file_read(path.s, PACK_FILE_MAX, &bytes[count],
					 err);
		files[count] = (struct pack_file){ parts[i].name,
						   bytes[count].s,
						   bytes[count].length };
		count++;
	}
	if (good)
		pack = pack_load_files_all(files, count, folder, all, err);
	else if (all && err)
		vec_push(all, *err);
	for (size_t i = 0; i < count; i++)
		str_finish(&bytes[i]);
	str_finish(&path);
	return pack;
}

void pack_destroy(struct pack *pack)
{
	struct pack_owner *owner = (struct pack_owner *)pack;

	if (!owner)
		return;
	sim_model_destroy((struct sim_model *)owner->pack.model);
	json_destroy(owner->scenario);
	json_destroy(owner->stakeholders);
	json_destroy(owner->rubric);
	json_destroy(owner->par);
	arena_finish(&owner->arena);
	free(owner);
}

const struct pack_file *pack_files(const struct pack *pack, size_t *count)
{
	const struct pack_owner *owner = (const struct pack_owner *)pack;

	*count = owner->file_count;
	return owner->files;
}
