package io.gavel.client;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What an operator may do. Commands go through the same log, and are executed exactly once, as orders are; the venue
 * answers a participant who is no operator with {@code NOT_PERMITTED}. Arguments that can be told wrong beforehand are
 * thrown as {@link IllegalArgumentException}; what the venue refuses is an {@link AdminReport} that
 * {@linkplain AdminReport#isRejected() is rejected}. Each command carries the operator's reason, which the venue keeps
 * in its events: say it by {@link #because(String)}, as in
 * {@code client.operator().because("runaway algorithm").risk().kill(Scope.PARTICIPANT, 7)}.
 */
public interface GavelOperator
{
    /** The reason of who gives none. */
    String UNSPECIFIED = "unspecified";

    /** For "no participant", and for "every participant". */
    int NO_PARTICIPANT = -1;

    /**
     * The same calls, with a reason.
     *
     * @param why 1 to 64 printable ASCII characters.
     * @return a view whose commands, and those of its desks, carry this reason.
     * @throws IllegalArgumentException where it is no such text.
     */
    GavelOperator because(String why);

    /**
     * Groups and collars of instruments.
     *
     * @return the calls, with this view's reason.
     */
    InstrumentDesk instruments();

    /**
     * The trading day: calendars, phases, halts.
     *
     * @return the calls, with this view's reason.
     */
    DayDesk day();

    /**
     * Limits, kill switches and the status of accounts.
     *
     * @return the calls, with this view's reason.
     */
    RiskDesk risk();

    /**
     * Money, shares, fees and trades.
     *
     * @return the calls, with this view's reason.
     */
    LedgerDesk ledger();

    /**
     * Puts the next rules of the state machine into force, for good. A node whose build does not have them stops.
     *
     * @param version   one more than the behaviour version that holds.
     * @param knownUpTo the newest version that the build of every node can execute, as the nodes' statuses say.
     * @return the report; its resultId is the version.
     */
    CompletableFuture<AdminReport> activateBehaviour(int version, int knownUpTo);

    /**
     * Lists an instrument.
     *
     * @param symbol   up to 16 of A-Z, 0-9, '.' and '-'.
     * @param currency ISO 4217, three letters.
     * @param tickSize smallest step of its price for one share, at most four decimals, &gt; 0.
     * @param lotSize  shares in a lot, &gt; 0.
     * @return the report; its resultId is the instrumentId.
     */
    CompletableFuture<AdminReport> addInstrument(String symbol, String currency, BigDecimal tickSize, long lotSize);

    /**
     * Lets somebody log on. Only a salted verifier of the password leaves this process.
     *
     * @param name     up to 32 of a-z, A-Z, 0-9, '.', '_' and '-'.
     * @param password not empty; not kept.
     * @param role     what the participant may do.
     * @return the report; its resultId is the participantId.
     */
    default CompletableFuture<AdminReport> addParticipant(final String name, final char[] password, final Role role)
    {
        return addParticipant(name, password, role, NO_PARTICIPANT);
    }

    /**
     * As {@link #addParticipant(String, char[], Role)}, for a drop copy reader too.
     *
     * @param name            up to 32 of a-z, A-Z, 0-9, '.', '_' and '-'.
     * @param password        not empty; not kept.
     * @param role            what the participant may do.
     * @param ofParticipantId whose accounts and executions a {@code DROP_COPY_READER} reads; else
     *                        {@link #NO_PARTICIPANT}.
     * @return the report; its resultId is the participantId.
     */
    CompletableFuture<AdminReport> addParticipant(String name, char[] password, Role role, int ofParticipantId);

    /**
     * Opens an account that may trade at once.
     *
     * @param participantId who owns it.
     * @return the report; its resultId is the accountId.
     */
    default CompletableFuture<AdminReport> addAccount(final int participantId)
    {
        return addAccount(participantId, AccountStatus.VERIFIED);
    }

    /**
     * Opens an account.
     *
     * @param participantId who owns it.
     * @param status        {@code VERIFIED}, or {@code PENDING} where it may not trade yet.
     * @return the report; its resultId is the accountId.
     */
    CompletableFuture<AdminReport> addAccount(int participantId, AccountStatus status);

    /**
     * Pays money in.
     *
     * @param accountId to which.
     * @param currency  ISO 4217, three letters.
     * @param amount    &gt; 0, at most four decimals.
     * @return the report; its resultId is the balance after, in 1/10,000 of the currency.
     */
    default CompletableFuture<AdminReport> depositCash(
        final long accountId, final String currency, final BigDecimal amount)
    {
        return ledger().depositCash(accountId, currency, amount, LedgerDesk.NO_KEY);
    }

    /**
     * Pays money out; never what is held for open orders.
     *
     * @param accountId from which.
     * @param currency  ISO 4217, three letters.
     * @param amount    &gt; 0, at most four decimals.
     * @return the report; its resultId is the balance after, in 1/10,000 of the currency.
     */
    default CompletableFuture<AdminReport> withdrawCash(
        final long accountId, final String currency, final BigDecimal amount)
    {
        return ledger().withdrawCash(accountId, currency, amount, LedgerDesk.NO_KEY);
    }

    /**
     * Books shares in.
     *
     * @param accountId to which.
     * @param symbol    of the instrument.
     * @param shares    &gt; 0, a whole number of lots.
     * @return the report; its resultId is the balance after, in lots.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    default CompletableFuture<AdminReport> depositShares(final long accountId, final String symbol, final long shares)
    {
        return ledger().depositShares(accountId, symbol, shares, LedgerDesk.NO_KEY);
    }

    /**
     * Books shares out; never what is held for open orders.
     *
     * @param accountId from which.
     * @param symbol    of the instrument.
     * @param shares    &gt; 0, a whole number of lots.
     * @return the report; its resultId is the balance after, in lots.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    default CompletableFuture<AdminReport> withdrawShares(final long accountId, final String symbol, final long shares)
    {
        return ledger().withdrawShares(accountId, symbol, shares, LedgerDesk.NO_KEY);
    }

    /**
     * Has every node hash its state at one position of the log; each then shows the hash in its status.
     *
     * @return the report; its resultId is the hash.
     */
    CompletableFuture<AdminReport> hashState();

    /**
     * Expires the orders that are good for the day.
     *
     * @return the report; its resultId is how many there are.
     */
    CompletableFuture<AdminReport> closeDay();

    /**
     * Everyone who may log on.
     *
     * @return by ascending id.
     */
    CompletableFuture<List<Participant>> participants();

    /**
     * Has the cluster take a snapshot on every node. The answer comes from the leader once it has taken the request up,
     * before the snapshot is complete: that every node has taken it is told by the {@code snapshotCount} of each node's
     * status. Completes exceptionally with a {@link GavelException} where the leader refuses, as it does where this
     * participant is no operator or another snapshot is under way. Not repeated by the client: where the leader dies
     * before it answers, the future completes exceptionally.
     *
     * @return true when the leader has begun with it.
     */
    CompletableFuture<Boolean> takeSnapshot();
}
