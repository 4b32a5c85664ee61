package io.gavel.engine.admin;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.event.ReportEncoder;
import io.gavel.engine.market.Calendars;
import io.gavel.engine.market.Phases;
import io.gavel.engine.order.Trading;
import io.gavel.engine.participant.Connection;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Answer;
import io.gavel.engine.session.Frame;
import io.gavel.engine.snapshot.SnapshotWriter;
import io.gavel.schema.ActivateBehaviourDecoder;
import io.gavel.schema.AddAccountDecoder;
import io.gavel.schema.AddInstrumentDecoder;
import io.gavel.schema.AddParticipantDecoder;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.BustTradeDecoder;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CloseDayDecoder;
import io.gavel.schema.CorrectTradeDecoder;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.HashStateDecoder;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;
import org.agrona.DirectBuffer;

/**
 * Decodes admin commands. Each is answered by an AdminReport with who sent it and why, and what it did follows as an
 * event of its own. A command of the first version gives no reason.
 */
public final class AdminAdapter
{
    /** Fewest iterations of PBKDF2 that a verifier may have (RFC 7677). */
    public static final int ITERATIONS_MIN = 4_096;

    /** Most iterations of PBKDF2 that a verifier may have: a client has to do them at each logon. */
    public static final int ITERATIONS_MAX = 10_000_000;

    private final Venue venue;
    private final EventEncoder events;
    private final SnapshotWriter snapshotWriter;
    private final Calendars calendars;
    private final AdminAnswers answers;
    private final MemberCommands members;
    private final LedgerCommands ledger;
    private final MarketCommands market;
    private final RiskCommands risk;
    private final FeeCommands fees;
    private final TradeCommands trades;
    private final BehaviourCommands behaviour;
    private final AddInstrumentDecoder addInstrument = new AddInstrumentDecoder();
    private final AddParticipantDecoder addParticipant = new AddParticipantDecoder();
    private final AddAccountDecoder addAccount = new AddAccountDecoder();
    private final AdjustCashDecoder adjustCash = new AdjustCashDecoder();
    private final AdjustHoldingDecoder adjustHolding = new AdjustHoldingDecoder();
    private final SetInstrumentDecoder setInstrument = new SetInstrumentDecoder();
    private final SetCollarDecoder setCollar = new SetCollarDecoder();
    private final SetCalendarDecoder setCalendar = new SetCalendarDecoder();
    private final SetPhaseDecoder setPhase = new SetPhaseDecoder();
    private final HaltDecoder halt = new HaltDecoder();
    private final ResumeTradingDecoder resumeTrading = new ResumeTradingDecoder();
    private final SetLimitDecoder setLimit = new SetLimitDecoder();
    private final KillDecoder kill = new KillDecoder();
    private final ReleaseDecoder release = new ReleaseDecoder();
    private final SetAccountStatusDecoder setAccountStatus = new SetAccountStatusDecoder();
    private final CancelOrdersDecoder cancelOrders = new CancelOrdersDecoder();
    private final SetFeesDecoder setFees = new SetFeesDecoder();
    private final SetFeeAccountDecoder setFeeAccount = new SetFeeAccountDecoder();
    private final TransferCashDecoder transferCash = new TransferCashDecoder();
    private final TransferHoldingDecoder transferHolding = new TransferHoldingDecoder();
    private final BustTradeDecoder bustTrade = new BustTradeDecoder();
    private final CorrectTradeDecoder correctTrade = new CorrectTradeDecoder();
    private final ActivateBehaviourDecoder activateBehaviour = new ActivateBehaviourDecoder();

    /**
     * Admin commands over a venue.
     *
     * @param venue          that they change.
     * @param output         takes credentials.
     * @param events         takes what they did.
     * @param reports        takes the answers.
     * @param trading        cancels orders.
     * @param phases         of instruments.
     * @param calendars      of groups.
     */
    public AdminAdapter(
        final Venue venue,
        final EngineOutput output,
        final EventEncoder events,
        final ReportEncoder reports,
        final Trading trading,
        final Phases phases,
        final Calendars calendars)
    {
        this.venue = venue;
        this.events = events;
        this.calendars = calendars;
        snapshotWriter = new SnapshotWriter(venue, output, trading.sweeps(), phases.indicatives());
        answers = new AdminAnswers(venue, reports);
        final MarketEvents marketEvents = new MarketEvents(venue, events);
        final OperatorEvents operatorEvents = new OperatorEvents(venue, events);
        members = new MemberCommands(venue, output, events, operatorEvents, answers, phases);
        ledger = new LedgerCommands(venue, events, operatorEvents, answers);
        market = new MarketCommands(venue, marketEvents, operatorEvents, answers, phases, calendars);
        risk = new RiskCommands(venue, operatorEvents, answers, trading.sweeps());
        fees = new FeeCommands(venue, operatorEvents, answers);
        trades = new TradeCommands(venue, marketEvents, operatorEvents, reports, answers);
        behaviour = new BehaviourCommands(venue, operatorEvents, answers);
    }

    /**
     * Executes a command.
     *
     * @param frame       of it, found whole.
     * @param buffer      that holds it.
     * @param participant that sent it.
     * @param connection  by which it came.
     * @param answer      takes the outcome.
     */
    public void onCommand(
        final Frame frame,
        final DirectBuffer buffer,
        final Participant participant,
        final Connection connection,
        final Answer answer)
    {
        answers.begin(connection, frame.firstField(), frame.templateId(), answer);
        if (!Permissions.mayCommand(participant.role(), frame.templateId()))
        {
            answers.answer(0, RejectReason.NOT_PERMITTED);
            return;
        }
        if (Frame.VERSION_FIRST != frame.version())
        {
            final int at = frame.bodyOffset() + whyOffset(frame.templateId());
            if (!AdminAnswers.isWhy(buffer, at))
            {
                answers.answer(0, RejectReason.INVALID_WHY);
                return;
            }
            answers.why(buffer, at);
        }
        execute(frame, buffer);
    }

    private static int whyOffset(final int templateId)
    {
        return switch (templateId)
        {
            case ActivateBehaviourDecoder.TEMPLATE_ID -> ActivateBehaviourDecoder.whyEncodingOffset();
            case AddInstrumentDecoder.TEMPLATE_ID -> AddInstrumentDecoder.whyEncodingOffset();
            case AddParticipantDecoder.TEMPLATE_ID -> AddParticipantDecoder.whyEncodingOffset();
            case AddAccountDecoder.TEMPLATE_ID -> AddAccountDecoder.whyEncodingOffset();
            case AdjustCashDecoder.TEMPLATE_ID -> AdjustCashDecoder.whyEncodingOffset();
            case AdjustHoldingDecoder.TEMPLATE_ID -> AdjustHoldingDecoder.whyEncodingOffset();
            case SetInstrumentDecoder.TEMPLATE_ID -> SetInstrumentDecoder.whyEncodingOffset();
            case SetCollarDecoder.TEMPLATE_ID -> SetCollarDecoder.whyEncodingOffset();
            case SetCalendarDecoder.TEMPLATE_ID -> SetCalendarDecoder.whyEncodingOffset();
            case SetPhaseDecoder.TEMPLATE_ID -> SetPhaseDecoder.whyEncodingOffset();
            case HaltDecoder.TEMPLATE_ID -> HaltDecoder.whyEncodingOffset();
            case ResumeTradingDecoder.TEMPLATE_ID -> ResumeTradingDecoder.whyEncodingOffset();
            case SetLimitDecoder.TEMPLATE_ID -> SetLimitDecoder.whyEncodingOffset();
            case KillDecoder.TEMPLATE_ID -> KillDecoder.whyEncodingOffset();
            case ReleaseDecoder.TEMPLATE_ID -> ReleaseDecoder.whyEncodingOffset();
            case SetAccountStatusDecoder.TEMPLATE_ID -> SetAccountStatusDecoder.whyEncodingOffset();
            case CancelOrdersDecoder.TEMPLATE_ID -> CancelOrdersDecoder.whyEncodingOffset();
            case SetFeesDecoder.TEMPLATE_ID -> SetFeesDecoder.whyEncodingOffset();
            case SetFeeAccountDecoder.TEMPLATE_ID -> SetFeeAccountDecoder.whyEncodingOffset();
            case TransferCashDecoder.TEMPLATE_ID -> TransferCashDecoder.whyEncodingOffset();
            case TransferHoldingDecoder.TEMPLATE_ID -> TransferHoldingDecoder.whyEncodingOffset();
            case BustTradeDecoder.TEMPLATE_ID -> BustTradeDecoder.whyEncodingOffset();
            case CorrectTradeDecoder.TEMPLATE_ID -> CorrectTradeDecoder.whyEncodingOffset();
            case HashStateDecoder.TEMPLATE_ID -> HashStateDecoder.whyEncodingOffset();
            case CloseDayDecoder.TEMPLATE_ID -> CloseDayDecoder.whyEncodingOffset();
            default -> throw new IllegalArgumentException("admin template " + templateId);
        };
    }

    private void execute(final Frame frame, final DirectBuffer buffer)
    {
        final int at = frame.bodyOffset();
        final int length = frame.blockLength();
        final int version = frame.version();
        switch (frame.templateId())
        {
            case AddInstrumentDecoder.TEMPLATE_ID ->
                members.onAddInstrument(addInstrument.wrap(buffer, at, length, version));
            case AddParticipantDecoder.TEMPLATE_ID ->
                members.onAddParticipant(addParticipant.wrap(buffer, at, length, version));
            case AddAccountDecoder.TEMPLATE_ID -> members.onAddAccount(addAccount.wrap(buffer, at, length, version));
            case AdjustCashDecoder.TEMPLATE_ID -> ledger.onAdjustCash(adjustCash.wrap(buffer, at, length, version));
            case AdjustHoldingDecoder.TEMPLATE_ID ->
                ledger.onAdjustHolding(adjustHolding.wrap(buffer, at, length, version));
            case TransferCashDecoder.TEMPLATE_ID ->
                ledger.onTransferCash(transferCash.wrap(buffer, at, length, version));
            case TransferHoldingDecoder.TEMPLATE_ID ->
                ledger.onTransferHolding(transferHolding.wrap(buffer, at, length, version));
            case HashStateDecoder.TEMPLATE_ID -> hashState();
            case CloseDayDecoder.TEMPLATE_ID -> closeDay();
            default -> executeOther(frame.templateId(), buffer, at, length, version);
        }
    }

    private void executeOther(
        final int templateId, final DirectBuffer buffer, final int at, final int length, final int version)
    {
        switch (templateId)
        {
            case SetInstrumentDecoder.TEMPLATE_ID ->
                market.onSetInstrument(setInstrument.wrap(buffer, at, length, version));
            case SetCollarDecoder.TEMPLATE_ID -> market.onSetCollar(setCollar.wrap(buffer, at, length, version));
            case SetCalendarDecoder.TEMPLATE_ID -> market.onSetCalendar(setCalendar.wrap(buffer, at, length, version));
            case SetPhaseDecoder.TEMPLATE_ID -> market.onSetPhase(setPhase.wrap(buffer, at, length, version));
            case HaltDecoder.TEMPLATE_ID -> market.onHalt(halt.wrap(buffer, at, length, version));
            case ResumeTradingDecoder.TEMPLATE_ID ->
                market.onResumeTrading(resumeTrading.wrap(buffer, at, length, version));
            case SetLimitDecoder.TEMPLATE_ID -> risk.onSetLimit(setLimit.wrap(buffer, at, length, version));
            case KillDecoder.TEMPLATE_ID -> risk.onKill(kill.wrap(buffer, at, length, version));
            case ReleaseDecoder.TEMPLATE_ID -> risk.onRelease(release.wrap(buffer, at, length, version));
            case SetAccountStatusDecoder.TEMPLATE_ID ->
                risk.onSetAccountStatus(setAccountStatus.wrap(buffer, at, length, version));
            case CancelOrdersDecoder.TEMPLATE_ID -> risk.onCancelOrders(cancelOrders.wrap(buffer, at, length, version));
            case SetFeesDecoder.TEMPLATE_ID -> fees.onSetFees(setFees.wrap(buffer, at, length, version));
            case SetFeeAccountDecoder.TEMPLATE_ID ->
                fees.onSetFeeAccount(setFeeAccount.wrap(buffer, at, length, version));
            case BustTradeDecoder.TEMPLATE_ID -> trades.onBustTrade(bustTrade.wrap(buffer, at, length, version));
            case CorrectTradeDecoder.TEMPLATE_ID ->
                trades.onCorrectTrade(correctTrade.wrap(buffer, at, length, version));
            case ActivateBehaviourDecoder.TEMPLATE_ID ->
                behaviour.onActivateBehaviour(activateBehaviour.wrap(buffer, at, length, version));
            default -> throw new IllegalArgumentException("admin template " + templateId);
        }
    }

    private void hashState()
    {
        final long hash = snapshotWriter.hash(venue.previousTimeNs());
        answers.answer(hash, RejectReason.NONE);
        events.stateHashed(hash);
    }

    private void closeDay()
    {
        answers.answer(venue.orders().openDayCount(), RejectReason.NONE);
        calendars.closeDay();
    }
}
