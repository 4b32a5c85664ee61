package io.gavel.engine.trade;

/**
 * A window on one trade of a {@link TradeHistory}: what it reads and sets is there, not here. It shows another trade
 * once the history is asked for one.
 */
public final class Trade
{
    static final int LONGS = 7;
    static final int INTS = 10;

    private static final int PRICE = 0;
    private static final int BUY_ORDER = 1;
    private static final int SELL_ORDER = 2;
    private static final int BUY_CL_ORD_ID = 3;
    private static final int SELL_CL_ORD_ID = 4;
    private static final int BUY_FEE = 5;
    private static final int SELL_FEE = 6;

    private static final int LOTS = 0;
    private static final int INSTRUMENT = 1;
    private static final int DAY = 2;
    private static final int BUSTED = 3;
    private static final int BUY_ACCOUNT = 4;
    private static final int SELL_ACCOUNT = 5;
    private static final int BUY_CONNECTION = 6;
    private static final int SELL_CONNECTION = 7;
    private static final int BUY_RATE = 8;
    private static final int SELL_RATE = 9;

    private long[] longs;
    private int[] ints;
    private int longsAt;
    private int intsAt;
    private long matchId;

    Trade()
    {
    }

    Trade wrap(final long[] longsOfTrades, final int[] intsOfTrades, final int index, final long id)
    {
        longs = longsOfTrades;
        ints = intsOfTrades;
        longsAt = index * LONGS;
        intsAt = index * INTS;
        matchId = id;
        return this;
    }

    /**
     * Which trade it is.
     *
     * @return &gt; 0.
     */
    public long matchId()
    {
        return matchId;
    }

    /**
     * Price, as it is after corrections.
     *
     * @return ticks.
     */
    public long priceTicks()
    {
        return longs[longsAt + PRICE];
    }

    /**
     * Sets {@link #priceTicks()}.
     *
     * @param value ticks.
     * @return this.
     */
    public Trade priceTicks(final long value)
    {
        longs[longsAt + PRICE] = value;
        return this;
    }

    /**
     * Quantity, as it is after corrections.
     *
     * @return lots.
     */
    public int lots()
    {
        return ints[intsAt + LOTS];
    }

    /**
     * Sets {@link #lots()}.
     *
     * @param value lots.
     * @return this.
     */
    public Trade lots(final int value)
    {
        ints[intsAt + LOTS] = value;
        return this;
    }

    /**
     * What was traded.
     *
     * @return instrument id.
     */
    public int instrumentId()
    {
        return ints[intsAt + INSTRUMENT];
    }

    /**
     * Sets {@link #instrumentId()}.
     *
     * @param value instrument id.
     * @return this.
     */
    public Trade instrumentId(final int value)
    {
        ints[intsAt + INSTRUMENT] = value;
        return this;
    }

    /**
     * The trading day that it belongs to.
     *
     * @return number of the day.
     */
    public int day()
    {
        return ints[intsAt + DAY];
    }

    /**
     * Sets {@link #day()}.
     *
     * @param value number of the day.
     * @return this.
     */
    public Trade day(final int value)
    {
        ints[intsAt + DAY] = value;
        return this;
    }

    /**
     * The order that bought.
     *
     * @return order id.
     */
    public long buyOrderId()
    {
        return longs[longsAt + BUY_ORDER];
    }

    /**
     * The order that sold.
     *
     * @return order id.
     */
    public long sellOrderId()
    {
        return longs[longsAt + SELL_ORDER];
    }

    /**
     * Sets {@link #buyOrderId()} and {@link #sellOrderId()}.
     *
     * @param buy  order id.
     * @param sell order id.
     * @return this.
     */
    public Trade orderIds(final long buy, final long sell)
    {
        longs[longsAt + BUY_ORDER] = buy;
        longs[longsAt + SELL_ORDER] = sell;
        return this;
    }

    /**
     * The buyer's client order id at the time.
     *
     * @return client order id.
     */
    public long buyClOrdId()
    {
        return longs[longsAt + BUY_CL_ORD_ID];
    }

    /**
     * The seller's client order id at the time.
     *
     * @return client order id.
     */
    public long sellClOrdId()
    {
        return longs[longsAt + SELL_CL_ORD_ID];
    }

    /**
     * Sets {@link #buyClOrdId()} and {@link #sellClOrdId()}.
     *
     * @param buy  client order id.
     * @param sell client order id.
     * @return this.
     */
    public Trade clOrdIds(final long buy, final long sell)
    {
        longs[longsAt + BUY_CL_ORD_ID] = buy;
        longs[longsAt + SELL_CL_ORD_ID] = sell;
        return this;
    }

    /**
     * What the buyer paid on top, as it is after corrections.
     *
     * @return minor units.
     */
    public long buyFeeMinor()
    {
        return longs[longsAt + BUY_FEE];
    }

    /**
     * What the seller paid from the proceeds, as it is after corrections.
     *
     * @return minor units.
     */
    public long sellFeeMinor()
    {
        return longs[longsAt + SELL_FEE];
    }

    /**
     * Sets {@link #buyFeeMinor()} and {@link #sellFeeMinor()}.
     *
     * @param buy  minor units.
     * @param sell minor units.
     * @return this.
     */
    public Trade fees(final long buy, final long sell)
    {
        longs[longsAt + BUY_FEE] = buy;
        longs[longsAt + SELL_FEE] = sell;
        return this;
    }

    /**
     * Who bought.
     *
     * @return account id.
     */
    public int buyAccountId()
    {
        return ints[intsAt + BUY_ACCOUNT];
    }

    /**
     * Who sold.
     *
     * @return account id.
     */
    public int sellAccountId()
    {
        return ints[intsAt + SELL_ACCOUNT];
    }

    /**
     * Sets {@link #buyAccountId()} and {@link #sellAccountId()}.
     *
     * @param buy  account id.
     * @param sell account id.
     * @return this.
     */
    public Trade accounts(final int buy, final int sell)
    {
        ints[intsAt + BUY_ACCOUNT] = buy;
        ints[intsAt + SELL_ACCOUNT] = sell;
        return this;
    }

    /**
     * The connection that entered the buy order.
     *
     * @return handle.
     */
    public int buyConnection()
    {
        return ints[intsAt + BUY_CONNECTION];
    }

    /**
     * The connection that entered the sell order.
     *
     * @return handle.
     */
    public int sellConnection()
    {
        return ints[intsAt + SELL_CONNECTION];
    }

    /**
     * Sets {@link #buyConnection()} and {@link #sellConnection()}.
     *
     * @param buy  handle.
     * @param sell handle.
     * @return this.
     */
    public Trade connections(final int buy, final int sell)
    {
        ints[intsAt + BUY_CONNECTION] = buy;
        ints[intsAt + SELL_CONNECTION] = sell;
        return this;
    }

    /**
     * The rate of the buyer's fee.
     *
     * @return millionths of the notional.
     */
    public int buyRate()
    {
        return ints[intsAt + BUY_RATE];
    }

    /**
     * The rate of the seller's fee.
     *
     * @return millionths of the notional.
     */
    public int sellRate()
    {
        return ints[intsAt + SELL_RATE];
    }

    /**
     * Sets {@link #buyRate()} and {@link #sellRate()}.
     *
     * @param buy  millionths of the notional.
     * @param sell millionths of the notional.
     * @return this.
     */
    public Trade rates(final int buy, final int sell)
    {
        ints[intsAt + BUY_RATE] = buy;
        ints[intsAt + SELL_RATE] = sell;
        return this;
    }

    /**
     * Whether it was reversed.
     *
     * @return true once it was.
     */
    public boolean busted()
    {
        return 0 != ints[intsAt + BUSTED];
    }

    /**
     * Sets {@link #busted()}.
     *
     * @param value true once it was reversed.
     * @return this.
     */
    public Trade busted(final boolean value)
    {
        ints[intsAt + BUSTED] = value ? 1 : 0;
        return this;
    }
}
