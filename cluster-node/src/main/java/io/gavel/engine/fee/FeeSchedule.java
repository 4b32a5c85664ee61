package io.gavel.engine.fee;

import io.gavel.engine.InvariantViolation;
import java.util.Arrays;

/** What trading costs: rates by class of instruments and role in the trade, with rates of a participant's own. */
public final class FeeSchedule
{
    /** Classes are 0 to one less than this. */
    public static final int CLASSES = 64;

    /** Whose order rested. */
    public static final int MAKER = 0;

    /** Whose order came. */
    public static final int TAKER = 1;

    /** Who traded in an auction. */
    public static final int AUCTION = 2;

    /** Highest rate, millionths of the notional. */
    public static final int RATE_MAX = 100_000;

    /** No rate of its own. */
    public static final int NONE = -1;

    /** No account takes the fees. */
    public static final int NO_ACCOUNT = 0;

    private static final int KINDS = 3;
    private static final long MILLION = 1_000_000;

    private final int[] common = new int[CLASSES * KINDS];
    private int[][] own = new int[16][];
    private int accountId = NO_ACCOUNT;

    /** No fees. */
    public FeeSchedule()
    {
    }

    /**
     * A fee, rounded down to a minor unit. The fees of two parts of an amount together are never above that of the
     * whole, so that what is held for an order pays for its trades, however it is cut up.
     *
     * @param notionalMinor &gt;= 0.
     * @param rate          0..{@link #RATE_MAX}.
     * @return minor units.
     */
    public static long feeMinor(final long notionalMinor, final int rate)
    {
        return 0 == rate ? 0 :
            notionalMinor / MILLION * rate + notionalMinor % MILLION * rate / MILLION;
    }

    /**
     * The account that fees go to.
     *
     * @return {@link #NO_ACCOUNT} where there is none, and no fees then.
     */
    public int accountId()
    {
        return accountId;
    }

    /**
     * Names the account that fees go to.
     *
     * @param id of the account.
     */
    public void accountId(final int id)
    {
        accountId = id;
    }

    /**
     * Sets rates.
     *
     * @param participantId -1 for those who have none of their own.
     * @param feeClass      of instruments.
     * @param maker         rate, millionths.
     * @param taker         rate, millionths.
     * @param auction       rate, millionths.
     */
    public void set(
        final int participantId, final int feeClass, final int maker, final int taker, final int auction)
    {
        final int[] rates = participantId < 0 ? common : obtainOwn(participantId);
        rates[feeClass * KINDS + MAKER] = maker;
        rates[feeClass * KINDS + TAKER] = taker;
        rates[feeClass * KINDS + AUCTION] = auction;
    }

    /**
     * A rate that applies now.
     *
     * @param participantId who pays.
     * @param feeClass      of the instrument.
     * @param kind          MAKER, TAKER or AUCTION.
     * @return millionths of the notional.
     */
    public int rate(final int participantId, final int feeClass, final int kind)
    {
        final int rate = own(participantId, feeClass, kind);
        return NONE == rate ? common[feeClass * KINDS + kind] : rate;
    }

    /**
     * The highest rate that an order may meet, as things are now.
     *
     * @param participantId who pays.
     * @param feeClass      of the instrument.
     * @return millionths of the notional.
     */
    public int highestRate(final int participantId, final int feeClass)
    {
        return Math.max(rate(participantId, feeClass, MAKER),
            Math.max(rate(participantId, feeClass, TAKER), rate(participantId, feeClass, AUCTION)));
    }

    /**
     * A rate of a participant's own.
     *
     * @param participantId whose; -1 for the common rates.
     * @param feeClass      of instruments.
     * @param kind          MAKER, TAKER or AUCTION.
     * @return {@link #NONE} where it has none.
     */
    public int own(final int participantId, final int feeClass, final int kind)
    {
        if (participantId < 0)
        {
            return common[feeClass * KINDS + kind];
        }
        return participantId < own.length && null != own[participantId] ?
            own[participantId][feeClass * KINDS + kind] : NONE;
    }

    /**
     * Whether rates are in range.
     *
     * @param maker   any value.
     * @param taker   any value.
     * @param auction any value.
     * @return true where each is 0..{@link #RATE_MAX}.
     */
    public static boolean areRates(final int maker, final int taker, final int auction)
    {
        return maker >= 0 && maker <= RATE_MAX && taker >= 0 && taker <= RATE_MAX &&
            auction >= 0 && auction <= RATE_MAX;
    }

    private int[] obtainOwn(final int participantId)
    {
        if (participantId < 0)
        {
            throw new InvariantViolation("participant " + participantId + " has no rates");
        }
        if (participantId >= own.length)
        {
            own = Arrays.copyOf(own, Math.max(participantId + 1, own.length * 2));
        }
        if (null == own[participantId])
        {
            own[participantId] = new int[CLASSES * KINDS];
            Arrays.fill(own[participantId], NONE);
        }
        return own[participantId];
    }
}
