package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;
import static io.gavel.chaos.check.Violations.Kind.UNRESOLVED;

import io.gavel.chaos.load.Journal;
import io.gavel.chaos.load.TradingLoad;
import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.gateway.feed.Checkpoint;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.NodeStatus;
import io.gavel.ops.watch.StateHash;
import io.gavel.venue.Members;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Checks a venue at rest, again and again over its life: each time only what came since is read, so that a check costs
 * what the round before it did, and the model that the events make is carried on.
 */
public final class VenueCheck implements AutoCloseable
{
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final LocalVenue venue;
    private final TradingLoad load;
    private final NodeRecordings recordings;
    private final StreamModel model = new StreamModel();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    /**
     * A check that has seen nothing yet.
     *
     * @param venue     to be checked.
     * @param load      on it.
     * @param directory for files of this object's own.
     */
    public VenueCheck(final LocalVenue venue, final TradingLoad load, final Path directory)
    {
        this.venue = venue;
        this.load = load;
        recordings = new NodeRecordings(directory);
        venue.members().nodes().forEach(node -> checkpoints.add(Checkpoint.BEGINNING));
    }

    /**
     * What a check found.
     *
     * @param violations  empty where all is well.
     * @param commands    that the brokers sent since the last check.
     * @param events      since the last check.
     * @param orders      that were accepted since the beginning.
     * @param trades      since the beginning.
     * @param eventSeq    up to which was read.
     * @param stateHash   of all nodes.
     */
    public record Result(
        Violations violations, long commands, long events, long orders, long trades, long eventSeq, String stateHash)
    {
    }

    /**
     * Brings the load to rest and checks everything. All nodes and the gateway have to be up.
     *
     * @return what was found.
     * @throws Exception where something that is needed for the check does not answer.
     */
    public Result check() throws Exception
    {
        final Violations violations = new Violations();
        if (!load.rest(TIMEOUT))
        {
            violations.add(UNRESOLVED, load.unanswered() + " commands have no answer " + TIMEOUT.toSeconds() +
                " s after the brokers stopped sending");
        }
        final StateHash hash = hash();
        violations.check(hash.areEqual(), DIVERGED, hash.line());
        final long eventSeq = hash.eventSeq() + 1;
        violations.check(hash.status().nodes().stream().allMatch(
            node -> node.map(NodeStatus::eventSeq).orElse(-1L) == eventSeq), DIVERGED,
            "nodes are not at event " + eventSeq + ": " +
            hash.status().nodes().stream().map(node -> node.map(NodeStatus::eventSeq).orElse(-1L)).toList());

        final long events = eventSeq - checkpoints.get(0).eventSeq();
        readRecordings(eventSeq, violations);
        model.conclude();
        violations.check(model.lastStateHash() == Long.parseUnsignedLong(hash.hash(), 16), DIVERGED,
            "the last StateHashed event is " +
            Long.toHexString(model.lastStateHash()) + ", the nodes say " + hash.hash());
        final List<Journal.Pages> journals = load.takeJournals();
        checkJournals(journals, violations);
        violations.addAll(model.takeViolations());
        final AccountCheck accounts = new AccountCheck(model, violations);
        accounts.checkAccounts(load.operator(), TradingLoad.CURRENCY);
        for (final GavelClient broker : load.brokerClients())
        {
            accounts.checkOpenOrders(broker);
        }
        if (venue.isGatewayAlive())
        {
            new GatewayCheck(model, violations).check(venue.gatewayUri(), eventSeq);
        }
        return new Result(violations, journals.stream().mapToLong(pages -> pages.commands().size()).sum(), events,
            model.orders().orders(), model.trades().trades(), eventSeq, hash.hash());
    }

    /**
     * Up to where the newest check has read.
     *
     * @return an event's sequence, 0 before the first check.
     */
    public long eventSeq()
    {
        return checkpoints.get(0).eventSeq();
    }

    private StateHash hash() throws Exception
    {
        final AdminReport report =
            load.operator().operator().because("drill").hashState().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (report.isRejected())
        {
            throw new IllegalStateException("the venue refused to hash its state: " + report.rejectReason());
        }
        return StateHash.await(venue.members(), report, TIMEOUT);
    }

    // The first node's events make the model; the other nodes must have the same bytes, whatever they are.
    private void readRecordings(final long eventSeq, final Violations violations)
    {
        EventHashes first = null;
        for (final Members.Node node : venue.members().nodes())
        {
            final Checkpoint from = checkpoints.get(node.nodeId());
            final EventHashes hashes = new EventHashes(from.eventSeq() + 1);
            final boolean isModel = first == null;
            checkpoints.set(node.nodeId(), recordings.read(node, from, eventSeq,
                (templateId, buffer, offset, length, seq) ->
                {
                    hashes.add(buffer, offset, length, seq);
                    if (isModel)
                    {
                        model.onEvent(templateId, buffer, offset);
                    }
                }));
            first = isModel ? hashes : first;
            final long difference = first.firstDifference(hashes);
            violations.check(difference < 0, DIVERGED, "node " + node.nodeId() + " recorded event " + difference +
                " otherwise than node 0");
        }
    }

    private void checkJournals(final List<Journal.Pages> journals, final Violations violations)
    {
        final JournalCheck check = new JournalCheck(violations);
        final List<AnswerLog.Connection> known = new ArrayList<>();
        for (final Journal.Pages pages : journals)
        {
            final AnswerLog.Connection connection =
                new AnswerLog.Connection(pages.journal().participantId(), pages.journal().connectionId());
            known.add(connection);
            check.check(pages, model.answers().log(connection));
        }
        model.answers().logs().forEach((connection, log) -> violations.check(
            known.contains(connection) || log.executed().isEmpty(), DIVERGED, connection + ": " +
            log.executed().size() + " commands were executed, and no broker of the drill has this connection"));
        model.answers().forget();
        model.orders().forget();
    }

    /** Ends the reading of recordings. */
    @Override
    public void close()
    {
        recordings.close();
    }
}
