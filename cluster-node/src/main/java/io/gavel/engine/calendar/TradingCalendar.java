package io.gavel.engine.calendar;

import io.gavel.engine.InvariantViolation;
import io.gavel.schema.DayKind;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.TradingPhase;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * When a group of instruments is in which phase, as an operator set it. It is never changed: another one takes its
 * place. It needs no time zone data: the command that set it has the zone's offsets.
 *
 * <p>Each change of a trading day comes once, and in order, whatever clocks do. One whose local time is shown twice
 * comes the first time; one whose local time is skipped comes when the clocks are moved, and where several are skipped
 * together, or one comes right then, they follow at one second's distance.
 */
public final class TradingCalendar
{
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int LOOK_AHEAD_DAYS = 400;
    // Clocks are moved by 36 hours at most, so no change of an earlier day can have been put off until now.
    private static final int LOOK_BACK_DAYS = 4;
    private static final int CLOSING_AUCTION_AT = 3;
    // 1970-01-01 was a Thursday.
    private static final int WEEKDAY_OF_DAY_ZERO = 3;
    private static final TradingPhase[] PHASES = {
        TradingPhase.PRE_OPEN, TradingPhase.OPENING_AUCTION, TradingPhase.CONTINUOUS,
        TradingPhase.CLOSING_AUCTION, TradingPhase.POST_CLOSE, TradingPhase.CLOSED };

    private final byte[] bytes;
    private final int groupId;
    private final String zone;
    private final int weekdays;
    // Of the local day, when each of PHASES begins.
    private final int[] seconds;
    private final UtcOffsets offsets;
    private final int[] dates;
    // By date: when the closing auction of a half day begins, 0 for a holiday.
    private final int[] closings;

    private TradingCalendar(final SetCalendarDecoder command)
    {
        command.sbeRewind();
        bytes = new byte[HEADER + command.sbeDecodedLength()];
        command.buffer().getBytes(command.offset() - HEADER, bytes);
        groupId = command.groupId();
        zone = command.zone();
        weekdays = command.weekdays();
        seconds = new int[]{
            command.preOpenSecond(), command.openingAuctionSecond(), command.continuousSecond(),
            command.closingAuctionSecond(), command.postCloseSecond(), command.closedSecond() };

        final SetCalendarDecoder.TransitionsDecoder transitions = command.transitions();
        final long[] atUtcSeconds = new long[transitions.count()];
        final int[] offsetSeconds = new int[transitions.count()];
        for (int i = 0; i < atUtcSeconds.length; i++)
        {
            transitions.next();
            atUtcSeconds[i] = transitions.atUtcSecond();
            offsetSeconds[i] = transitions.offsetSecond();
        }
        offsets = new UtcOffsets(atUtcSeconds, offsetSeconds);

        final SetCalendarDecoder.DaysDecoder days = command.days();
        dates = new int[days.count()];
        closings = new int[days.count()];
        for (int i = 0; i < dates.length; i++)
        {
            days.next();
            dates[i] = days.date();
            closings[i] = DayKind.HALF_DAY.value() == days.kindRaw() ? days.closingAuctionSecond() : 0;
        }
        command.sbeRewind();
    }

    /**
     * Whether a message is a whole SetCalendar, so that a decoder may go through it.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @param length of it, bytes, any.
     * @return false where it is another message, torn, or longer than it says.
     */
    public static boolean isWhole(final DirectBuffer buffer, final int offset, final int length)
    {
        final int body = offset + HEADER;
        final int end = offset + length;
        if (length < HEADER + SetCalendarDecoder.BLOCK_LENGTH ||
            SetCalendarDecoder.BLOCK_LENGTH != unsignedShort(buffer, offset) ||
            SetCalendarDecoder.TEMPLATE_ID != unsignedShort(buffer, offset + 2) ||
            SetCalendarDecoder.SCHEMA_ID != unsignedShort(buffer, offset + 4))
        {
            return false;
        }
        final int days = groupEnd(buffer, body + SetCalendarDecoder.BLOCK_LENGTH, end,
            SetCalendarDecoder.TransitionsDecoder.sbeBlockLength());
        return days > 0 && end == groupEnd(buffer, days, end, SetCalendarDecoder.DaysDecoder.sbeBlockLength());
    }

    /**
     * Whether a calendar is what it must be.
     *
     * @param command that is whole, see {@link #isWhole(DirectBuffer, int, int)}.
     * @return NONE, INVALID_CALENDAR or INVALID_GROUP.
     */
    public static RejectReason validate(final SetCalendarDecoder command)
    {
        return CalendarRules.check(command);
    }

    /**
     * The calendar that a command sets.
     *
     * @param command that is valid, behind its header in its buffer.
     * @return the calendar; it keeps nothing of the buffer.
     */
    public static TradingCalendar decode(final SetCalendarDecoder command)
    {
        return new TradingCalendar(command);
    }

    /**
     * The calendar that a snapshot has.
     *
     * @param bytes of {@link #bytes()}.
     * @return the calendar.
     * @throws InvariantViolation where they are none.
     */
    public static TradingCalendar fromBytes(final byte[] bytes)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        if (!isWhole(buffer, 0, bytes.length))
        {
            throw new InvariantViolation("snapshot: expected a whole SetCalendar, actual " + bytes.length + " bytes");
        }
        final SetCalendarDecoder command = new SetCalendarDecoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        final RejectReason reason = validate(command);
        if (RejectReason.NONE != reason)
        {
            throw new InvariantViolation("snapshot: expected a valid SetCalendar, actual " + reason);
        }
        return decode(command);
    }

    /**
     * The command that set it, for the snapshot.
     *
     * @return a copy, its header in front.
     */
    public byte[] bytes()
    {
        return bytes.clone();
    }

    /**
     * The time zone that the operator's tool worked the offsets out of.
     *
     * @return IANA name, for people.
     */
    public String zone()
    {
        return zone;
    }

    /**
     * Whose calendar it is.
     *
     * @return 0..255.
     */
    public int groupId()
    {
        return groupId;
    }

    /**
     * The phase of an instant.
     *
     * @param nowNs since 1970-01-01T00:00Z.
     * @return any but HALTED and VOLATILITY_AUCTION.
     */
    public TradingPhase phaseAt(final long nowNs)
    {
        final long nowSecond = Math.floorDiv(nowNs, NS_PER_SECOND);
        final int today = dayAt(nowSecond);
        TradingPhase phase = TradingPhase.CLOSED;
        long changeSecond = Long.MIN_VALUE;
        for (int date = today - LOOK_BACK_DAYS; date <= today; date++)
        {
            for (int i = 0; i < PHASES.length && isTradingDay(date); i++)
            {
                changeSecond = changeSecond(date, i, changeSecond);
                if (changeSecond > nowSecond)
                {
                    return phase;
                }
                phase = PHASES[i];
            }
        }
        return phase;
    }

    /**
     * The local date of an instant. Where clocks are moved back over midnight it stays the later one.
     *
     * @param nowNs since 1970-01-01T00:00Z.
     * @return days since 1970-01-01.
     */
    public int tradingDateAt(final long nowNs)
    {
        return dayAt(Math.floorDiv(nowNs, NS_PER_SECOND));
    }

    /**
     * Whether there are any phases but CLOSED on a date. A half day that is on none of the weekdays of trading is no
     * trading day.
     *
     * @param date days since 1970-01-01.
     * @return true on a trading day.
     */
    public boolean isTradingDay(final int date)
    {
        return 0 != closingAuctionSecond(date);
    }

    /**
     * When the phase changes next.
     *
     * @param afterNs since 1970-01-01T00:00Z.
     * @return the first change after it, a whole second; Long.MAX_VALUE where none comes within 400 days.
     */
    public long nextChangeNs(final long afterNs)
    {
        final long afterSecond = Math.floorDiv(afterNs, NS_PER_SECOND);
        final int today = dayAt(afterSecond);
        long changeSecond = Long.MIN_VALUE;
        for (int date = today - LOOK_BACK_DAYS; date <= today + LOOK_AHEAD_DAYS; date++)
        {
            for (int i = 0; i < PHASES.length && isTradingDay(date); i++)
            {
                changeSecond = changeSecond(date, i, changeSecond);
                if (changeSecond > afterSecond)
                {
                    return changeSecond > Long.MAX_VALUE / NS_PER_SECOND ?
                        Long.MAX_VALUE : changeSecond * NS_PER_SECOND;
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private int dayAt(final long utcSecond)
    {
        return (int)Math.floorDiv(offsets.latestLocal(utcSecond), CalendarRules.DAY_SECONDS);
    }

    private long changeSecond(final int date, final int index, final long secondBefore)
    {
        final int moved = index < CLOSING_AUCTION_AT ? 0 : closingAuctionSecond(date) - seconds[CLOSING_AUCTION_AT];
        final long local = (long)date * CalendarRules.DAY_SECONDS + seconds[index] + moved;
        return Math.max(offsets.firstInstant(local), secondBefore + 1);
    }

    // 0 where the date is no trading day.
    private int closingAuctionSecond(final int date)
    {
        final int at = Arrays.binarySearch(dates, date);
        if ((weekdays >> Math.floorMod(date + WEEKDAY_OF_DAY_ZERO, 7) & 1) == 0)
        {
            return 0;
        }
        return at < 0 ? seconds[CLOSING_AUCTION_AT] : closings[at];
    }

    // Where a group ends that begins at offset, or -1 where it is torn or its rows are of another length.
    private static int groupEnd(final DirectBuffer buffer, final int offset, final int end, final int rowLength)
    {
        final int rows = offset + SetCalendarDecoder.TransitionsDecoder.sbeHeaderSize();
        if (rows > end || rowLength != unsignedShort(buffer, offset))
        {
            return -1;
        }
        final int groupEnd = rows + unsignedShort(buffer, offset + 2) * rowLength;
        return groupEnd > end ? -1 : groupEnd;
    }

    private static int unsignedShort(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
