#include "sim/record.h"

#include "base/hash.h"
#include "sim/engine_internal.h"

/* Spans: visits of presses to nodes, a list for each press. */

static struct span_row *span_at(struct sim_engine *e, uint32_t span)
{
	return ROWS(&e->record, TABLE_SPANS, struct span_row) + span;
}

/* Microseconds since the press began, in the 71 minutes that 32 bits hold. */
static uint32_t since_press(const struct sim_engine *e, uint32_t press)
{
	int64_t passed = e->now_us - press_at(e, press)->start_us;

	return passed < UINT32_MAX - 1 ? (uint32_t)passed : UINT32_MAX - 1;
}

uint32_t record_span(struct sim_engine *e, uint32_t press, int node, int depth,
		     int attempt)
{
	struct table *table = &e->record.table[TABLE_SPANS];
	uint32_t index = (uint32_t)table->count;
	struct press_row *press_row;
	struct span_row *row;

	if (e->record.detail != SIM_FULL)
		return NONE;
	row = table_push(table);
	row->enter = row->start = since_press(e, press);
	row->end = UINT32_MAX;
	row->next = NONE;
	row->node = (uint8_t)node;
	row->depth = (uint8_t)depth;
	row->attempt = (uint8_t)attempt;
	press_row = ROWS(&e->record, TABLE_PRESSES, struct press_row) +
		    press_at(e, press)->row;
	if (press_row->last_span == NONE)
		press_row->first_span = index;
	else
		span_at(e, press_row->last_span)->next = index;
	press_row->last_span = index;
	return index;
}

void record_span_attempt(struct sim_engine *e, uint32_t span, int attempt)
{
	if (span != NONE)
		span_at(e, span)->attempt = (uint8_t)attempt;
}

void record_span_start(struct sim_engine *e, uint32_t span, uint32_t press)
{
	if (span != NONE)
		span_at(e, span)->start = since_press(e, press);
}

void record_span_usd(struct sim_engine *e, uint32_t span, double usd)
{
	if (span != NONE)
		span_at(e, span)->usd = (float)usd;
}

void record_span_end(struct sim_engine *e, uint32_t span, uint32_t press,
		     int node, enum sim_outcome outcome, bool orphan)
{
	uint64_t hash = hash_word(e->record.hash, (uint64_t)e->now_us);
	uint64_t what = (uint64_t)node << 16 | (uint64_t)outcome << 8;

	e->record.hash = hash_word(hash, press_at(e, press)->key ^
						 (what | (uint64_t)orphan));
	if (span == NONE)
		return;
	span_at(e, span)->end = since_press(e, press);
	span_at(e, span)->outcome = (uint8_t)(outcome |
					      (orphan ? SPAN_ORPHAN : 0));
}
