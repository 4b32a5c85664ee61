package io.gavel.client;

import io.gavel.schema.AccountStatus;
import java.math.BigDecimal;
import java.util.List;

/**
 * An account as it stood when the venue answered.
 *
 * @param accountId     the venue's.
 * @param participantId who owns it.
 * @param status        whether it may trade.
 * @param isKilled      whether a kill switch binds it.
 * @param cash          every currency that it has.
 * @param holdings      every instrument that it holds, by ascending instrument.
 */
public record Account(
    long accountId,
    int participantId,
    AccountStatus status,
    boolean isKilled,
    List<Cash> cash,
    List<Holding> holdings)
{
    /**
     * Copies the lists.
     *
     * @param accountId     the venue's.
     * @param participantId who owns it.
     * @param status        whether it may trade.
     * @param isKilled      whether a kill switch binds it.
     * @param cash          every currency that it has.
     * @param holdings      every instrument that it holds.
     */
    public Account
    {
        cash = List.copyOf(cash);
        holdings = List.copyOf(holdings);
    }

    /**
     * Money in one currency.
     *
     * @param currency ISO 4217.
     * @param balance  held part included, four decimals.
     * @param held     for open buy orders, four decimals.
     */
    public record Cash(String currency, BigDecimal balance, BigDecimal held)
    {
        /**
         * What new orders and withdrawals may use.
         *
         * @return balance less what is held.
         */
        public BigDecimal available()
        {
            return balance.subtract(held);
        }
    }

    /**
     * Shares of one instrument.
     *
     * @param instrument what is held.
     * @param quantity   shares, held part included.
     * @param held       shares, for open sell orders.
     */
    public record Holding(Instrument instrument, long quantity, long held)
    {
        /**
         * What new orders and withdrawals may use.
         *
         * @return shares less what is held.
         */
        public long available()
        {
            return quantity - held;
        }
    }

    /**
     * Money in a currency.
     *
     * @param currency ISO 4217.
     * @return zeros where the account has none of it.
     */
    public Cash cash(final String currency)
    {
        for (final Cash each : cash)
        {
            if (each.currency().equals(currency))
            {
                return each;
            }
        }
        return new Cash(currency, BigDecimal.ZERO.setScale(4), BigDecimal.ZERO.setScale(4));
    }

    /**
     * Shares of a symbol.
     *
     * @param symbol of the instrument.
     * @return shares, held part included; 0 where the account has none of it.
     */
    public long shares(final String symbol)
    {
        for (final Holding each : holdings)
        {
            if (each.instrument().symbol().equals(symbol))
            {
                return each.quantity();
            }
        }
        return 0;
    }
}
