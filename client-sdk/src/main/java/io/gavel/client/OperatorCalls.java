package io.gavel.client;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.ActivateBehaviourEncoder;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.CloseDayEncoder;
import io.gavel.schema.HashStateEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Role;
import io.gavel.venue.Money;
import io.gavel.venue.ScramSha256;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands of the operator's calls. */
final class OperatorCalls implements GavelOperator
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final AdminDesk desk;
    private final InstrumentDesk instruments;
    private final DayDesk day;
    private final RiskDesk risk;
    private final LedgerDesk ledger;

    OperatorCalls(final AdminDesk desk)
    {
        this.desk = desk;
        instruments = new InstrumentCalls(desk);
        day = new DayCalls(desk);
        risk = new RiskCalls(desk);
        ledger = new LedgerCalls(desk);
    }

    @Override
    public GavelOperator because(final String why)
    {
        return new OperatorCalls(new AdminDesk(desk.core(), AdminChecks.why(why)));
    }

    @Override
    public CompletableFuture<AdminReport> activateBehaviour(final int version, final int knownUpTo)
    {
        AdminChecks.check(version > 1, "behaviour " + version + ": expected 2 or more, as every venue has 1");
        return desk.submit(ActivateBehaviourEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new ActivateBehaviourEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .behaviourVersion(version)
                .knownUpTo(knownUpTo)
                .why(desk.why());
            return HEADER + ActivateBehaviourEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public InstrumentDesk instruments()
    {
        return instruments;
    }

    @Override
    public DayDesk day()
    {
        return day;
    }

    @Override
    public RiskDesk risk()
    {
        return risk;
    }

    @Override
    public LedgerDesk ledger()
    {
        return ledger;
    }

    @Override
    public CompletableFuture<AdminReport> addInstrument(
        final String symbol, final String currency, final BigDecimal tickSize, final long lotSize)
    {
        AdminChecks.check(symbol != null && symbol.matches("[A-Z0-9.-]{1,16}"),
            "symbol '" + symbol + "': expected 1 to 16 of A-Z, 0-9, '.' and '-'");
        AdminChecks.currency(currency);
        AdminChecks.check(tickSize != null, "the tick size is missing");
        final long tickSizeMinor = Money.toMinor(tickSize, "tick size");
        AdminChecks.check(tickSizeMinor > 0, "tick size " + tickSize.toPlainString() + " must be above zero");
        AdminChecks.check(lotSize > 0, "lot size " + lotSize + " must be above zero");
        return desk.submit(AddInstrumentEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .tickSizeMinor(tickSizeMinor)
                .lotSize(lotSize)
                .symbol(symbol)
                .currency(currency)
                .why(desk.why());
            return HEADER + AddInstrumentEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> addParticipant(
        final String name, final char[] password, final Role role, final int ofParticipantId)
    {
        AdminChecks.check(name != null && name.matches("[A-Za-z0-9._-]{1,32}"),
            "name '" + name + "': expected 1 to 32 of A-Z, a-z, 0-9, '.', '_' and '-'");
        AdminChecks.check(password != null && password.length > 0, "the password is missing");
        AdminChecks.check(role != null && role != Role.NULL_VAL,
            "role " + role + ": expected TRADER, OPERATOR, RISK_OFFICER, DROP_COPY_READER or MARKET_DATA_READER");
        AdminChecks.check(role == Role.DROP_COPY_READER ? ofParticipantId >= 0 : ofParticipantId == NO_PARTICIPANT,
            "ofParticipantId " + ofParticipantId + ": a DROP_COPY_READER reads what one participant does, and no " +
            "other role takes one");
        final byte[] salt = new byte[ScramSha256.SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        final ScramSha256.Verifier verifier = ScramSha256.verifier(password, salt, ScramSha256.ITERATIONS);
        return desk.submit(AddParticipantEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            final AddParticipantEncoder command = new AddParticipantEncoder()
                .wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .iterations(verifier.iterations())
                .role(role)
                .name(name)
                .ofParticipantId(ofParticipantId)
                .why(desk.why());
            for (int i = 0; i < verifier.salt().length; i++)
            {
                command.salt(i, (short)(verifier.salt()[i] & 0xFF));
            }
            for (int i = 0; i < verifier.storedKey().length; i++)
            {
                command.storedKey(i, (short)(verifier.storedKey()[i] & 0xFF));
                command.serverKey(i, (short)(verifier.serverKey()[i] & 0xFF));
            }
            return HEADER + AddParticipantEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> addAccount(final int participantId, final AccountStatus status)
    {
        AdminChecks.check(participantId >= 0, "participantId " + participantId + " must not be below zero");
        AdminChecks.check(status == AccountStatus.PENDING || status == AccountStatus.VERIFIED,
            "status " + status + ": a new account is PENDING or VERIFIED");
        return desk.submit(AddAccountEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .participantId(participantId)
                .status(status)
                .why(desk.why());
            return HEADER + AddAccountEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> hashState()
    {
        return desk.submit(HashStateEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new HashStateEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .why(desk.why());
            return HEADER + HashStateEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> closeDay()
    {
        return desk.submit(CloseDayEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new CloseDayEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .why(desk.why());
            return HEADER + CloseDayEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<List<Participant>> participants()
    {
        final ParticipantsQuery query = new ParticipantsQuery(desk.core().newFuture());
        desk.core().ask(query);
        return query.future();
    }

    @Override
    public CompletableFuture<Boolean> takeSnapshot()
    {
        final CompletableFuture<Boolean> request = desk.core().newFuture();
        desk.core().requestSnapshot(request);
        return request;
    }
}
