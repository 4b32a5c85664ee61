package io.gavel.engine.risk;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.instrument.Instrument;

/**
 * Where the money, the shares and the position of an order are: each is looked up once for all checks of the order. A
 * row that is not there yet is NIL until it is obtained.
 */
public final class OrderRows
{
    private final Venue venue;
    private int accountId;
    private int participantId;
    private int instrumentId;
    private int currency;
    private int cash = Ledger.NIL;
    private int holding = Ledger.NIL;
    private int position = Positions.NIL;

    /**
     * No rows.
     *
     * @param venue that has them.
     */
    public OrderRows(final Venue venue)
    {
        this.venue = venue;
    }

    /**
     * Finds the rows of an order that is new.
     *
     * @param ofAccount     id.
     * @param ofParticipant id.
     * @param instrument    of the order.
     */
    public void find(final int ofAccount, final int ofParticipant, final Instrument instrument)
    {
        accountId = ofAccount;
        participantId = ofParticipant;
        instrumentId = instrument.instrumentId();
        currency = instrument.currency();
        cash = venue.accounts().cash().find(ofAccount, currency);
        holding = venue.accounts().holdings().find(ofAccount, instrumentId);
        position = venue.positions().find(ofParticipant, instrumentId);
    }

    /**
     * Takes the rows of an order that is open.
     *
     * @param slot       of the order.
     * @param instrument of it.
     */
    public void take(final int slot, final Instrument instrument)
    {
        cash = venue.orders().cashRow(slot);
        holding = venue.orders().holdingRow(slot);
        position = venue.orders().positionRow(slot);
        accountId = venue.accounts().holdings().accountId(holding);
        participantId = venue.orders().participantId(slot);
        instrumentId = instrument.instrumentId();
        currency = instrument.currency();
    }

    /**
     * Whether those that are not there can be made.
     *
     * @return false where a ledger is full.
     */
    public boolean canObtain()
    {
        return (Ledger.NIL != cash || venue.accounts().cash().roomFor(1)) &&
            (Ledger.NIL != holding || venue.accounts().holdings().roomFor(1)) &&
            (Positions.NIL != position || venue.positions().rowCount() < Positions.ROWS_MAX);
    }

    /** Makes those that are not there: whether they can be made must have been asked. */
    public void obtain()
    {
        if (Ledger.NIL == cash)
        {
            cash = venue.accounts().cash().obtain(accountId, currency);
        }
        if (Ledger.NIL == holding)
        {
            holding = venue.accounts().holdings().obtain(accountId, instrumentId);
        }
        if (Positions.NIL == position)
        {
            position = venue.positions().obtain(participantId, instrumentId);
        }
        venue.accountExposures().ensure(holding);
        venue.participantExposures().ensure(position);
    }

    /**
     * Whether what is open of the account and of the participant in the instrument can be added up with one order more.
     *
     * @param notionalMinor of the order, &gt;= 0.
     * @return false where the sum would not fit.
     */
    public boolean hasRoomFor(final long notionalMinor)
    {
        return (Ledger.NIL == holding ||
            notionalMinor <= Long.MAX_VALUE - venue.accountExposures().openNotionalMinor(holding)) &&
            (Positions.NIL == position ||
                notionalMinor <= Long.MAX_VALUE - venue.participantExposures().openNotionalMinor(position));
    }

    /**
     * Whose order it is.
     *
     * @return account id.
     */
    public int accountId()
    {
        return accountId;
    }

    /**
     * Whose order it is.
     *
     * @return participant id.
     */
    public int participantId()
    {
        return participantId;
    }

    /**
     * What it is for.
     *
     * @return instrument id.
     */
    public int instrumentId()
    {
        return instrumentId;
    }

    /**
     * Where the money is.
     *
     * @return row of the cash ledger, or {@link Ledger#NIL}.
     */
    public int cash()
    {
        return cash;
    }

    /**
     * Where the shares are.
     *
     * @return row of the holdings ledger, or {@link Ledger#NIL}.
     */
    public int holding()
    {
        return holding;
    }

    /**
     * Where the participant's position is.
     *
     * @return row of the positions, or {@link Positions#NIL}.
     */
    public int position()
    {
        return position;
    }
}
