package io.gavel.client;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/**
 * What an operator may do with money, shares, fees and trades. Fails as {@link GavelOperator} does. A command with a
 * request key is done once, however often and by whichever process it is sent: the same key with the same content is
 * answered as the first time, and with other content it is rejected ({@code REQUEST_KEY_REUSED}). The venue knows the
 * last 65,536 keys.
 */
public interface LedgerDesk
{
    /** For no request key. */
    long NO_KEY = 0;

    /**
     * Pays money in.
     *
     * @param accountId  to which.
     * @param currency   ISO 4217, three letters.
     * @param amount     &gt; 0, at most four decimals.
     * @param requestKey &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the balance after, in 1/10,000 of the currency.
     */
    CompletableFuture<AdminReport> depositCash(long accountId, String currency, BigDecimal amount, long requestKey);

    /**
     * Pays money out; never what is held for open orders.
     *
     * @param accountId  from which.
     * @param currency   ISO 4217, three letters.
     * @param amount     &gt; 0, at most four decimals.
     * @param requestKey &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the balance after, in 1/10,000 of the currency.
     */
    CompletableFuture<AdminReport> withdrawCash(long accountId, String currency, BigDecimal amount, long requestKey);

    /**
     * Books shares in.
     *
     * @param accountId  to which.
     * @param symbol     of the instrument.
     * @param shares     &gt; 0, a whole number of lots.
     * @param requestKey &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the balance after, in lots.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> depositShares(long accountId, String symbol, long shares, long requestKey);

    /**
     * Books shares out; never what is held for open orders.
     *
     * @param accountId  from which.
     * @param symbol     of the instrument.
     * @param shares     &gt; 0, a whole number of lots.
     * @param requestKey &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the balance after, in lots.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> withdrawShares(long accountId, String symbol, long shares, long requestKey);

    /**
     * Moves money that is not held from one account to another.
     *
     * @param fromAccountId from which.
     * @param toAccountId   to which, another one.
     * @param currency      ISO 4217, three letters.
     * @param amount        &gt; 0, at most four decimals.
     * @param requestKey    &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the sender's balance after, in 1/10,000 of the currency.
     */
    CompletableFuture<AdminReport> transferCash(
        long fromAccountId, long toAccountId, String currency, BigDecimal amount, long requestKey);

    /**
     * Moves shares that are not held from one account to another.
     *
     * @param fromAccountId from which.
     * @param toAccountId   to which, another one.
     * @param symbol        of the instrument.
     * @param shares        &gt; 0, a whole number of lots.
     * @param requestKey    &gt; 0, or {@link #NO_KEY}.
     * @return the report; its resultId is the sender's balance after, in lots.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> transferShares(
        long fromAccountId, long toAccountId, String symbol, long shares, long requestKey);

    /**
     * Sets what trades cost, for everyone or for one participant.
     *
     * @param fees of a class of instruments.
     * @return the report.
     */
    CompletableFuture<AdminReport> setFees(FeeRates fees);

    /**
     * Says to which account fees go.
     *
     * @param accountId of the venue's own.
     * @return the report.
     */
    CompletableFuture<AdminReport> setFeeAccount(long accountId);

    /**
     * Reverses one of the last 262,144 trades, fees included. Rejected where the money or the shares to give back are
     * not available.
     *
     * @param matchId of the trade.
     * @return the report; its resultId is the matchId.
     */
    CompletableFuture<AdminReport> bustTrade(long matchId);

    /**
     * Gives one of the last 262,144 trades another price, or a lower quantity.
     *
     * @param matchId  of the trade.
     * @param symbol   of its instrument, to count price and quantity.
     * @param price    of one share, a whole number of ticks.
     * @param quantity shares, a whole number of lots, at most what was traded.
     * @return the report; its resultId is the matchId.
     * @throws UnknownSymbolException where the venue does not list the symbol.
     */
    CompletableFuture<AdminReport> correctTrade(long matchId, String symbol, BigDecimal price, long quantity);
}
