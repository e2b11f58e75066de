/* The report on the screen: what is not true in a message. */
#include "ui/report/report_sheet.h"

static void add_wrong(struct sheet *sheet, const char *quote, const char *note)
{
	sheet_lead(sheet_add(sheet, ROLE_TEXT, 9, "\"%s\" %s", quote, note),
		   ROLE_BAD, "       x");
}

void report_sheet_checks(struct sheet *sheet,
			 const struct report_message *message)
{
	for (size_t i = 0; i < message->fault_count; i++) {
		const struct report_fault *fault = &message->faults[i];

		if (fault->quote)
			add_wrong(sheet, fault->quote, fault->note);
	}
	for (size_t i = 0; i < message->claim_count; i++) {
		const struct report_claim *claim = &message->claims[i];

		if (!claim->ok && claim->quote)
			add_wrong(sheet, claim->quote,
				  "was not so at that minute");
	}
}
