#include "scoring/reading/text.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "scoring/reading/text_internal.h"

/* The state of reading one text. */
struct reader {
	const char *raw;
	size_t length, at;
	struct arena *arena;
	struct {
		VEC_OF(struct text_word);
	} words;
	struct {
		VEC_OF(struct text_sentence);
	} sentences;
	size_t sentence_first, sentence_at;
	int clause;
	size_t exclamations, shouted, long_words;
};

static bool is_word_byte(unsigned char c)
{
	return ascii_is_alnum((char)c) || c == '_' || c >= 0x80;
}

/* Bytes of a typographic mark at s: quotes, dashes, spaces, bullets. */
static size_t mark_at(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] == 0xe2 && u[1] == 0x80)
		return 3;
	if (u[0] == 0xc2 &&
	    (u[1] == 0xa0 || u[1] == 0xab || u[1] == 0xb7 || u[1] == 0xbb))
		return 2;
	return 0;
}

static bool is_apostrophe(const char *s)
{
	return s[0] == '\'' || strncmp(s, "\xe2\x80\x99", 3) == 0;
}

static void push(struct reader *r, struct text_word word)
{
	word.clause = r->clause;
	if (r->words.count < TEXT_WORDS_MAX)
		vec_push(&r->words, word);
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Puts a word in lower case; how many of its letters were capitals. */
static size_t lower_case(char *word)
{
	size_t capitals = 0;

	for (char *c = word; *c; c++) {
		if (!is_capital(*c))
			continue;
		capitals++;
		*c = (char)(*c - 'A' + 'a');
	}
	return capitals;
}

/* Adds a word made of these bytes of the text, in lower case. */
static void push_word(struct reader *r, size_t at, size_t length)
{
	char *lower = arena_strndup(r->arena, r->raw + at, length);
	struct text_word word = { .lower = lower, .at = at, .length = length };
	size_t capitals = lower_case(lower);
	double value = text_number_word(lower);

	word.capital = is_capital(r->raw[at]);
	if (length >= 3 && ascii_is_letter(lower[0])) {
		r->long_words++;
		r->shouted += capitals == length ? 1 : 0;
	}
	if (value >= 0) {
		word.kind = TEXT_NUMBER;
		word.value = value;
		word.spelled = true;
	}
	push(r, word);
}

size_t text_word_end(const char *raw, const struct text_word *word)
{
	size_t end = word->at + word->length;

	if (word->kind != TEXT_WORD || !is_apostrophe(raw + end))
		return end;
	end += raw[end] == '\'' ? 1 : 3;
	while (ascii_is_letter(raw[end]))
		end++;
	return end;
}

/* What a contraction's ending stands for; NULL = nothing (a genitive). */
static const char *ending_of(const char *s, size_t length)
{
	static const struct {
		const char *ending, *word;
	} endings[] = {
		{ "t", "not" },	  { "re", "are" },  { "ve", "have" },
		{ "ll", "will" }, { "d", "would" }, { "m", "am" },
	};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (strlen(endings[i].ending) == length &&
		    strncmp(endings[i].ending, s, length) == 0)
			return endings[i].word;
	return NULL;
}

static bool is_currency_code(const char *s)
{
	static const char *const codes[] = { "USD", "EUR", "GBP", "CHF", "JPY",
					     "INR", "PLN", "CAD", "AUD", "SEK",
					     "NOK", "DKK", "CZK" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (strncmp(s, codes[i], 3) == 0)
			return true;
	return false;
}

/* Bytes of the letters before the sign in "US$"; 0 = none stand there. */
static size_t dollar_letters(const char *s)
{
	return strncmp(s, "US$", 3) == 0 ? 2 : 0;
}

/* A word of letters, its contraction undone. */
static void read_word(struct reader *r)
{
	size_t start = r->at, end = start;

	while (is_word_byte((unsigned char)r->raw[end]) &&
	       mark_at(r->raw + end) == 0)
		end++;
	size_t stem = end;
	const char *extra = NULL;

	if (is_apostrophe(r->raw + end)) {
		size_t tail = end + (r->raw[end] == '\'' ? 1 : 3), last = tail;

		while (ascii_is_letter(r->raw[last]))
			last++;
		if (last > tail) {
			extra = ending_of(r->raw + tail, last - tail);
			end = last;
		}
		if (extra && strcmp(extra, "not") == 0 && stem > start + 1 &&
		    r->raw[stem - 1] == 'n' &&
		    strncmp(r->raw + start, "can", stem - start) != 0)
			stem--;
	}
	if (is_currency_code(r->raw + start) && stem > start + 3 &&
	    ascii_is_digit(r->raw[start + 3])) {
		stem = end = start + 3; /* "USD4,320" */
		extra = NULL;
	}
	r->at = end;
	if (stem - start == 6 && strncmp(r->raw + start, "cannot", 6) == 0) {
		push_word(r, start, 3);
		extra = "not";
	} else {
		push_word(r, start, stem - start);
	}
	if (extra)
		push(r, (struct text_word){ .lower = extra,
					    .at = start,
					    .length = end - start });
}

/* "release 2.31" is a name, not a number. */
static bool after_a_name(const struct reader *r)
{
	static const char *const names[] = { "release", "version", "v",
					     "build",	"build",   "rev" };

	if (r->words.count == 0)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(r->words.items[r->words.count - 1].lower,
			   names[i]) == 0)
			return true;
	return false;
}

static void read_number(struct reader *r)
{
	struct text_word word = { .at = r->at };
	size_t used = text_parse_number(r->raw + r->at, &word);

	if (used == 0 || after_a_name(r)) {
		size_t start = r->at;

		while (is_word_byte((unsigned char)r->raw[r->at]) ||
		       (r->raw[r->at] == '.' &&
			ascii_is_digit(r->raw[r->at + 1])))
			r->at++;
		push_word(r, start, r->at - start);
		return;
	}
	word.length = used;
	word.lower = arena_strndup(r->arena, r->raw + r->at, used);
	r->at += used;
	push(r, word);
}

static void end_sentence(struct reader *r, bool question)
{
	size_t count = r->words.count - r->sentence_first;

	if (count > 0) {
		count = text_fold_numbers(r->words.items + r->sentence_first,
					  count);
		count = text_fold_clocks(r->words.items + r->sentence_first,
					 count);
		r->words.count = r->sentence_first + count;
	}

	if (count > 0) {
		struct str line = STR_INIT;

		utf8_scrub(&line, r->raw + r->sentence_at,
			   r->at - r->sentence_at, UTF8_ONE_LINE);
		size_t skip = strspn(line.s, " -*\t\n");

		for (char *c = line.s; *c; c++)
			if (*c == '\n')
				*c = ' ';
		while (line.length > skip && line.s[line.length - 1] == ' ')
			str_truncate(&line, line.length - 1);
		vec_push(&r->sentences,
			 ((struct text_sentence){
				 .first = r->sentence_first,
				 .count = count,
				 .quote = arena_strdup(r->arena, line.s + skip),
				 .question = question }));
		str_finish(&line);
	}
	r->sentence_first = r->words.count;
	r->sentence_at = r->at;
	r->clause++;
}

/* Whether a full stop here ends a sentence: not in "e.g. this", "max. one". */
static bool is_stop(const struct reader *r)
{
	static const char *const shorts[] = { "e",  "g",    "i",      "eg",
					      "ie", "max",  "approx", "vs",
					      "ca", "incl", "etc",    "resp",
					      "mr", "ms",   "mrs",    "dr" };
	char next = r->raw[r->at + 1];

	if (next && !ascii_is_space(next) && next != '"' && next != '\'' &&
	    next != ')' && mark_at(r->raw + r->at + 1) == 0)
		return false;
	if (r->words.count == 0)
		return true;
	for (size_t i = 0; i < sizeof(shorts) / sizeof(*shorts); i++)
		if (strcmp(r->words.items[r->words.count - 1].lower,
			   shorts[i]) == 0)
			return false;
	return true;
}

/* Whether a line break ends a sentence, or a long line was only wrapped. */
static bool is_break(const struct reader *r)
{
	const char *next = r->raw + r->at + 1;
	size_t line = 0, at = r->at;

	next += strspn(next, " \t");
	if (*next == '\0' || *next == '\n' || *next == '-' || *next == '*' ||
	    strncmp(next, "\xe2\x80\xa2", 3) == 0)
		return true;
	if (ascii_is_digit(*next) && (next[1] == '.' || next[1] == ')'))
		return true;
	while (at > 0 && r->raw[at - 1] != '\n') {
		at--;
		line++;
	}
	if (line < 50)
		return true;
	at = r->at;
	while (at > 0 && r->raw[at - 1] == ' ')
		at--;
	return at > 0 && strchr(".!?:;", r->raw[at - 1]) != NULL;
}

static void read_sign(struct reader *r)
{
	char c = r->raw[r->at];
	size_t mark = mark_at(r->raw + r->at);

	if (strchr("%$/", c)) {
		char *sign = arena_strndup(r->arena, r->raw + r->at, 1);

		push(r, (struct text_word){ .lower = sign,
					    .at = r->at,
					    .length = 1,
					    .kind = TEXT_SIGN });
	} else if (c == '.' && is_stop(r)) {
		r->at++;
		end_sentence(r, false);
		return;
	} else if (c == '!' || c == '?') {
		r->exclamations += c == '!' ? 1 : 0;
		r->at++;
		end_sentence(r, c == '?');
		return;
	} else if (c == '\n' && is_break(r)) {
		r->at++;
		end_sentence(r, false);
		return;
	} else if (strchr(",;:()\"", c) || mark > 1 ||
		   (c == '-' && r->at > 0 && r->raw[r->at - 1] == ' ')) {
		bool space = strncmp(r->raw + r->at, "\xc2\xa0", 2) == 0 ||
			     strncmp(r->raw + r->at, "\xe2\x80\xaf", 3) == 0;

		r->clause += space ? 0 : 1;
	}
	r->at += mark > 0 ? mark : 1;
}

/* The code of a currency's sign, or NULL. */
static const char *currency_of(const char *s)
{
	static const struct {
		const char *sign, *code;
	} signs[] = {
		{ "\xe2\x82\xac", "eur" },
		{ "\xe2\x82\xb9", "inr" },
		{ "\xc2\xa3", "gbp" },
		{ "\xc2\xa5", "jpy" },
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strncmp(s, signs[i].sign, strlen(signs[i].sign)) == 0)
			return signs[i].code;
	return NULL;
}

static void read_all(struct reader *r)
{
	while (r->at < r->length) {
		const char *s = r->raw + r->at;

		if (dollar_letters(s) > 0) {
			r->at += dollar_letters(s);
			read_sign(r);
		} else if (currency_of(s)) {
			size_t length = (unsigned char)*s == 0xe2 ? 3 : 2;

			push(r, (struct text_word){ .lower = currency_of(s),
						    .at = r->at,
						    .length = length,
						    .kind = TEXT_SIGN });
			r->at += length;
		} else if (strncmp(s, "\xc3\x97", 2) == 0) {
			push(r,
			     (struct text_word){ .lower = "x", /* as in "4x" */
						 .at = r->at,
						 .length = 2 });
			r->at += 2;
		} else if (ascii_is_digit(*s)) {
			read_number(r);
		} else if (is_word_byte((unsigned char)*s) && mark_at(s) == 0) {
			read_word(r);
		} else {
			read_sign(r);
		}
	}
	end_sentence(r, false);
}

const struct text *text_read(const char *raw, struct arena *arena)
{
	return text_read_as(raw, NULL, arena);
}

const struct text *text_read_as(const char *raw,
				const struct pack_speech *speech,
				struct arena *arena)
{
	struct text *text = arena_new(arena, struct text, 1);
	size_t length = strlen(raw);
	struct reader r = { .arena = arena };

	text->cut = length > TEXT_BYTES_MAX;
	/* Room behind the end, so that looking ahead stays inside. */
	r.raw = arena_strndup(arena, raw, text->cut ? TEXT_BYTES_MAX : length);
	r.length = strlen(r.raw);
	read_all(&r);

	struct text_word *words = arena_new(arena, struct text_word,
					    r.words.count + 1);
	struct text_sentence *sentences = arena_new(arena, struct text_sentence,
						    r.sentences.count + 1);

	if (r.words.count > 0)
		memcpy(words, r.words.items, r.words.count * sizeof(*words));
	if (r.sentences.count > 0)
		memcpy(sentences, r.sentences.items,
		       r.sentences.count * sizeof(*sentences));
	text->raw = r.raw;
	text->words = words;
	text->word_count = r.words.count;
	text->sentences = sentences;
	text->sentence_count = r.sentences.count;
	text->exclamations = r.exclamations;
	text->shouted = r.shouted;
	text->long_words = r.long_words;
	vec_finish(&r.words);
	vec_finish(&r.sentences);
	text_find_names(words, text, speech);
	return text;
}
