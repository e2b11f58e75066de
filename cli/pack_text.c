#include "cli/pack_text.h"

#include "drill/panels/panel.h"
#include "ui/wrap.h"

#define WIDTH 80

/* Slots such as {spend_usd_per_hour} have no value before a drill. */
static void put_paragraph(struct str *out, const char *text)
{
	wrap_text(out, text, 0, 0, WIDTH);
	str_add_char(out, '\n');
}

static void put_measures(const struct pack *pack, struct str *out)
{
	str_add(out, "Measures:\n");
	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &pack->mitigations[i];

		str_addf(out, "  %-18s %s", m->id, m->title);
		if (m->plan_only)
			str_add(out, " (for the plan)");
		else
			str_addf(out, " (%lld min%s%s)",
				 (long long)(m->lead_s + 59) / 60,
				 m->approval ? ", approval: " : "",
				 m->approval ? m->approval : "");
		str_add_char(out, '\n');
	}
}

static void put_people(const struct pack *pack, struct str *out)
{
	str_add(out, "People:\n");
	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who = &pack->stakeholders[i];

		str_addf(out, "  %-18s %s, %s\n", who->id, who->name,
			 who->title);
	}
}

static void put_spoilers(const struct pack *pack, struct str *out)
{
	str_add(out, "\nVariants (spoilers):\n");
	for (size_t i = 0; i < pack->variant_count; i++) {
		const struct pack_variant *v = &pack->variants[i];

		str_addf(out, "  %-18s %s; cause:", v->id, v->title);
		for (size_t c = 0; c < v->cause_count; c++)
			str_addf(out, " %s", v->causes[c]);
		str_add_char(out, '\n');
	}
	str_add(out, "\n");
	if (pack->guide)
		str_add(out, pack->guide);
}

void pack_text_show(const struct pack *pack, bool spoilers, struct str *out)
{
	str_addf(out, "%s (%s %s)\n\n", pack->title, pack->id, pack->version);
	put_paragraph(out, pack->summary);
	str_addf(out, "Begins %s %s, lasts %lld simulated minutes.\n\n",
		 pack->start, pack->zone, (long long)(pack->length_s / 60));
	put_people(pack, out);
	str_add_char(out, '\n');
	put_measures(pack, out);
	if (spoilers)
		put_spoilers(pack, out);
	else
		str_add(out, "\n--spoilers shows variants, causes and the "
			     "facilitator's guide.\n");
}

static void json_strings(struct json_writer *w, const char *key,
			 const char *const *texts, size_t count)
{
	json_put_key(w, key);
	json_begin_array(w);
	for (size_t i = 0; i < count; i++)
		json_put_string(w, texts[i]);
	json_end_array(w);
}

static void json_measure(const struct pack *pack,
			 const struct pack_mitigation *m, struct json_writer *w)
{
	json_begin_object(w);
	json_put_member_string(w, "id", m->id);
	json_put_member_string(w, "title", m->title);
	json_put_member_string(w, "category", m->category);
	json_put_member_int(w, "lead_s", m->lead_s);
	json_put_member_string(w, "approval", m->approval);
	json_put_key(w, "plan_only");
	json_put_bool(w, m->plan_only);
	json_put_key(w, "reversible");
	json_put_bool(w, m->reversible);
	json_strings(w, "phases", m->phases, m->phase_count);
	json_put_member_string(w, "tradeoff", m->tradeoff);
	json_put_key(w, "parameters");
	json_begin_array(w);
	for (size_t i = 0; i < m->parameter_count; i++) {
		const struct pack_parameter *p = &m->parameters[i];

		json_begin_object(w);
		json_put_member_string(w, "name", p->name);
		json_put_member_string(w, "unit", p->unit);
		json_put_member_number(w, "default", p->fallback, 3);
		json_put_member_number(w, "min", p->low, 3);
		json_put_member_number(w, "max", p->high, 3);
		json_end_object(w);
	}
	json_end_array(w);
	json_put_key(w, "expect");
	json_begin_object(w);
	for (size_t v = 0; v < pack->variant_count; v++) {
		static const char *const words[] = { NULL, "helps", "neutral",
						     "harms" };

		json_put_member_string(
			w, pack->variants[v].id,
			words[m->expect ? m->expect[v] : m->expect_all]);
	}
	json_end_object(w);
	json_end_object(w);
}

static void json_spoilers(const struct pack *pack, struct json_writer *w)
{
	json_put_key(w, "variants");
	json_begin_array(w);
	for (size_t i = 0; i < pack->variant_count; i++) {
		const struct pack_variant *v = &pack->variants[i];

		json_begin_object(w);
		json_put_member_string(w, "id", v->id);
		json_put_member_string(w, "title", v->title);
		json_strings(w, "causes", v->causes, v->cause_count);
		json_strings(w, "par", v->par, v->par_count);
		json_end_object(w);
	}
	json_end_array(w);
	json_put_key(w, "causes");
	json_begin_array(w);
	for (size_t i = 0; i < pack->cause_count; i++) {
		json_begin_object(w);
		json_put_member_string(w, "id", pack->causes[i].id);
		json_put_member_string(w, "title", pack->causes[i].title);
		json_end_object(w);
	}
	json_end_array(w);
	json_put_key(w, "mitigations");
	json_begin_array(w);
	for (size_t i = 0; i < pack->mitigation_count; i++)
		json_measure(pack, &pack->mitigations[i], w);
	json_end_array(w);
}

void pack_text_json(const struct pack *pack, bool spoilers,
		    struct json_writer *w)
{
	json_begin_object(w);
	json_put_member_string(w, "id", pack->id);
	json_put_member_string(w, "title", pack->title);
	json_put_member_string(w, "summary", pack->summary);
	json_put_member_string(w, "version", pack->version);
	json_put_member_string(w, "start", pack->start);
	json_put_member_int(w, "length_s", pack->length_s);
	json_put_key(w, "stakeholders");
	json_begin_array(w);
	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		json_begin_object(w);
		json_put_member_string(w, "id", pack->stakeholders[i].id);
		json_put_member_string(w, "name", pack->stakeholders[i].name);
		json_put_member_string(w, "title", pack->stakeholders[i].title);
		json_put_member_string(w, "audience",
				       pack->stakeholders[i].audience);
		json_end_object(w);
	}
	json_end_array(w);
	json_put_key(w, "panels");
	json_begin_array(w);
	for (int p = 0; p < PANEL_COUNT; p++)
		json_put_string(w, panel_word((enum panel_id)p));
	json_end_array(w);
	if (spoilers)
		json_spoilers(pack, w);
	json_end_object(w);
}
