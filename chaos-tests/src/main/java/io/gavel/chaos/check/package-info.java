/** What a venue is checked for: its recorded events against themselves, the brokers' journals, accounts and books. */
package io.gavel.chaos.check;
